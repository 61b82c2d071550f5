import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CORE_SCHEMA, load } from 'js-yaml';
import {
  builtInPacks,
  clausesFor,
  daysAfterFirst,
  isHard,
  levelOf,
  loadPack,
  quantity,
  words,
  wordsFor,
} from '#lib/protocol/index.js';

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
    const ofRules = [...(pack?.rules.values() ?? [])].flatMap(({ src }) => src.both);
    const cited = [...ofRules, ...[...(pack?.routes.values() ?? [])].flatMap(({ src }) => src)];
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
    expect(words(rules?.get('grp.discussion_confidential'), 'not_to')).toEqual([
      ...['other_groups', 'their_members', 'media'],
    ]);
    const surgeries = builtInPacks().find('tower-hamlets-lb')?.rules.get('grp.no_surgeries_casework');
    expect(wordsFor(surgeries, 'permitted', 'members_support_team')).toEqual(['casework', 'surgery']);
    expect(wordsFor(surgeries, 'permitted', 'proper_officer')).toBeNull();
    expect(words(rules?.get('grp.same_advice'), 'determiner')).toEqual([]);
  });
});

describe('the first revision of the five packs', () => {
  const earlier = join(folder, 'earlier');

  it.each([
    ['alsager-tc', '2019', '35c88619721bbf538fd4adf8e328dbf262fd384f19eda0b95b3582098e9007aa'],
    ['great-aycliffe-tc', '0.1.0', '2d743df2c89fe33894ea57ebe7214245885104c9013b1ccb6324b5e2287f44be'],
    ['northampton-tc', '0.1.0', 'cb4556ce416b63663dbe931469e31dca4fef2d2e97e11e21415aaac9bdd80984'],
    ['old-marston-pc', '2023-05-15', 'f1a97ef91436d24dc5ae730ec7849de0377bb07558c7584510274458b28cc950'],
    ['tower-hamlets-lb', '2', '6af5c636fa05f023d23d1e287883f61f5d618226a03690c9e50d324ab9329d41'],
  ])('%s judges an adoption that names no revision, byte by byte as it shipped', (name, version, hash) => {
    const pack = builtInPacks().byReference({ id: `gb-eng/${name}`, version });
    expect(pack).toMatchObject({ revision: 1, ref: { hash } });
    const result = loadPack(readFileSync(join(earlier, `${name}.1.yaml`)), `${name}.1.yaml`);
    expect(result.ok ? [] : result.refusal.problems).toEqual([]);
    expect(builtInPacks().find(name)).toMatchObject({ revision: 2, ref: { version } });
  });
});

describe('clauses by whom they bind (readings 3.3)', () => {
  const pack = builtInPacks().find('great-aycliffe-tc')!;
  const clauses = (actor?: string): readonly string[] | null =>
    clausesFor(pack, pack.rules.get('int.no_private_advantage')!, actor);

  it.each<[string, string | undefined, readonly string[]]>([
    ['a member', 'M-1', ['2.6(b12)', '6.2(b6)']],
    ['a role of members', 'chair_of_council', ['2.6(b12)', '6.2(b6)']],
    ['an officer', 'O-1', ['3.5(b10)', '5.6', '6.1(b11)']],
    ['a role of officers', 'proper_officer', ['3.5(b10)', '5.6', '6.1(b11)']],
    ['who is neither', 'X-1', ['2.6(b12)', '6.2(b6)', '3.5(b10)', '5.6', '6.1(b11)']],
    ['nobody that is named', undefined, ['2.6(b12)', '6.2(b6)', '3.5(b10)', '5.6', '6.1(b11)']],
  ])('of %s', (_who, actor, found) => {
    expect(clauses(actor)).toEqual(found);
  });

  it('bind nobody of a kind without a list, and everybody where there is one list', () => {
    expect(clausesFor(pack, pack.rules.get('prs.seniority')!, 'O-1')).toBeNull();
    expect(clausesFor(pack, pack.rules.get('clr.equal_treatment')!, 'O-1')).toEqual(
      clausesFor(pack, pack.rules.get('clr.equal_treatment')!, 'M-1'),
    );
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
