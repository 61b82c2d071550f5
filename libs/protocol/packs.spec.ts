import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CORE_SCHEMA, load } from 'js-yaml';
import { builtInPacks, daysAfterFirst, isHard, levelOf, loadPack, quantity, words } from '#lib/protocol/index.js';

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
    expect(cited.length).toBeGreaterThan(0);
  });

  it('are opened once and return the same pack', () => {
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
  const overlay = builtInPacks().find('statutory-overlay');

  it('is the one pack that stands beside another (AMB-84)', () => {
    const beside = builtInPacks()
      .all()
      .filter((pack) => pack.overlay);
    expect(beside).toEqual([overlay]);
  });

  it('speaks of what an Act asks and an event can show, and of no route', () => {
    expect([...(overlay?.rules ?? [])].map(([id, { mode }]) => [id, mode])).toEqual([
      ['int.categories_registered', 'breach'],
      ['int.declare_at_meeting', 'breach'],
      ['int.withdraw_if_significant', 'breach'],
      ['int.council_tax_arrears_bar', 'breach'],
      ['int.officer_interest', 'warn'],
      ['pol.restricted_posts', 'warn'],
    ]);
    expect(overlay?.routes.size).toBe(0);
    expect(overlay?.silentRoutes.size).toBe(30);
  });

  it('stores how each period is counted; no pack of a council says so, and none is counted otherwise than before', () => {
    const counted = (name: string): unknown[] =>
      [...(builtInPacks().find(name)?.deadlines ?? [])].flatMap(([id, { counting, days }]) =>
        counting === null ? [] : [[id, days, counting]],
      );
    expect(counted('statutory-overlay')).toEqual([
      ['interest.term', 28, 'beginning_with'],
      ['interest.register', 28, 'beginning_with'],
    ]);
    expect(
      builtInPacks()
        .all()
        .filter(({ overlay: beside }) => !beside)
        .flatMap(({ ref }) => counted(ref.id)),
    ).toEqual([]);
  });
});

describe('the counting of a period', () => {
  const period = (
    days: number | null,
    counting: 'within' | 'beginning_with' | null,
  ): Parameters<typeof daysAfterFirst>[0] => ({
    days,
    counting,
    unit: 'calendar',
    isDefault: false,
    effect: 'breach',
    src: [],
  });

  it.each([
    ['beginning with the day that opens it: last day D + 27', 28, 'beginning_with', 27],
    ['within, after it: last day D + 28', 28, 'within', 28],
    ['as the rule counts where the pack does not say', 28, null, 27],
    ['one day, beginning with itself', 1, 'beginning_with', 0],
    ['no number of days', null, 'within', null],
  ] as const)('%s', (_what, days, counting, after) => {
    expect(daysAfterFirst(period(days, counting), 'beginning_with')).toBe(after);
  });

  it('of no period there is none', () => {
    expect(daysAfterFirst(undefined, 'within')).toBeNull();
  });
});

describe('the clause addresses', () => {
  it.each(clauseFiles)('of %s are those of the source of one pack, each once', (name) => {
    const { source, addresses } = clausesOf(name);
    expect(builtInPacks().find(name.replace('.yaml', ''))?.source.file).toBe(source);
    expect(new Set(addresses).size).toBe(addresses.length);
    const own = /^(?:LA2011|LGA1972|LGHA1989|LGFA1992) s\d+(?:\(\d\))?$/;
    const known = /^(?:\d+(?:\.\d+)?|head|pre|adopt|App[12])(?:\((?:[a-z]+|b?\d+)\)){0,2}$/;
    expect(addresses.filter((one) => !(name === 'statutory-overlay.yaml' ? own : known).test(one))).toEqual([]);
  });

  it.each([
    ['great-aycliffe-tc', 174],
    ['tower-hamlets-lb', 269],
    ['northampton-tc', 54],
    ['old-marston-pc', 42],
    ['alsager-tc', 89],
    ['statutory-overlay', 17],
  ])('of %s number %d', (name, count) => {
    expect(clausesOf(`${name}.yaml`).addresses).toHaveLength(count);
  });
});
