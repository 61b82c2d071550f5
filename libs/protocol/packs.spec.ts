import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CORE_SCHEMA, load } from 'js-yaml';
import { builtInPacks, isHard, levelOf, loadPack, quantity, words } from '#lib/protocol/index.js';

const folder = join(import.meta.dirname, 'packs');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const clauseFiles = readdirSync(join(folder, 'clauses'));

interface Clauses {
  readonly source: string;
  readonly addresses: readonly string[];
}
const clausesOf = (name: string): Clauses =>
  load(readFileSync(join(folder, 'clauses', name), 'utf8'), { schema: CORE_SCHEMA }) as Clauses;

describe('the packs that come with the product', () => {
  it.each(files)('%s passes every check, its clauses among them', (name) => {
    const result = loadPack(readFileSync(join(folder, name)), name);
    expect(result.ok ? [] : result.refusal.problems).toEqual([]);
    expect(result.ok ? `${result.value.ref.id.split('/').pop()}.yaml` : '').toBe(name);
  });

  it.each(files)('%s cites clauses of its own source alone', (name) => {
    const result = loadPack(readFileSync(join(folder, name)), name);
    const pack = result.ok ? result.value : undefined;
    const known = clauseFiles.map(clausesOf).find(({ source }) => source === pack?.source.file)?.addresses ?? [];
    const cited = [...(pack?.rules.values() ?? []), ...(pack?.routes.values() ?? [])].flatMap(({ src }) => src);
    expect(cited.filter((address) => !known.includes(address))).toEqual([]);
    expect(cited.length > 0).toBe(name !== 'statutory-overlay.yaml');
  });

  it('are opened once and answer the same pack', () => {
    expect(builtInPacks()).toBe(builtInPacks());
    expect(builtInPacks().all()).toHaveLength(files.length);
    expect(builtInPacks().all()).toContain(builtInPacks().find('tower-hamlets-lb'));
  });

  it('keep notices to other groups and confidence for the asker apart (AMB-64)', () => {
    const hard = (name: string): boolean[] => {
      const rules = builtInPacks().find(name)?.rules;
      return [isHard(rules?.get('grp.notify_other_groups')), isHard(rules?.get('inf.requester_confidence'))];
    };
    expect(hard('northampton-tc')).toEqual([true, false]);
    expect(hard('tower-hamlets-lb')).toEqual([false, true]);
  });

  it('judge presence during party business differently from advice on it (AMB-75)', () => {
    const levels = (name: string): unknown[] => {
      const rules = builtInPacks().find(name)?.rules;
      return [
        levelOf(rules?.get('grp.absent_for_party_business')?.mode),
        levelOf(rules?.get('grp.no_party_business_advice')?.mode),
      ];
    };
    expect(levels('tower-hamlets-lb')).toEqual(['WARN', 'BREACH']);
    expect(levels('alsager-tc')).toEqual(['WARN', 'BREACH']);
    expect(levels('northampton-tc')).toEqual([null, 'BREACH']);
  });

  it('hand out parameters as words and numbers', () => {
    const rules = builtInPacks().find('northampton-tc')?.rules;
    expect(quantity(rules?.get('grp.notify_other_groups'), 'target_working_days')).toBe(5);
    expect(quantity(rules?.get('grp.notify_other_groups'), 'by')).toBeNull();
    expect(words(rules?.get('grp.notify_other_groups'), 'by')).toEqual(['proper_officer']);
    expect(words(rules?.get('grp.discussion_confidential'), 'not_to')).toEqual(['other_groups', 'media']);
    expect(words(rules?.get('grp.same_advice'), 'determiner')).toEqual([]);
  });
});

describe('the statutory overlay', () => {
  it('is silent on everything (AMB-84)', () => {
    const overlay = builtInPacks().find('statutory-overlay');
    expect(overlay?.rules.size).toBe(0);
    expect(overlay?.routes.size).toBe(0);
    expect(overlay?.silentRoutes.size).toBe(30);
  });
});

describe('the clause addresses', () => {
  it.each(clauseFiles)('of %s are those of the source of one pack, each once', (name) => {
    const { source, addresses } = clausesOf(name);
    expect(builtInPacks().find(name.replace('.yaml', ''))?.source.file).toBe(source);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(
      addresses.filter((one) => !/^(?:\d+(?:\.\d+)?|head|pre|adopt|App[12])(?:\((?:[a-z]+|b?\d+)\)){0,2}$/.test(one)),
    ).toEqual([]);
  });

  it.each([
    ['great-aycliffe-tc', 174],
    ['tower-hamlets-lb', 269],
    ['northampton-tc', 54],
    ['old-marston-pc', 42],
    ['alsager-tc', 89],
  ])('of %s number %d', (name, count) => {
    expect(clausesOf(`${name}.yaml`).addresses).toHaveLength(count);
  });
});
