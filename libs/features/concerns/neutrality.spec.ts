import { describe, expect, it } from '@jest/globals';
import type { RuleId } from '#lib/protocol/index.js';
import { type RawEntry, given, levelsUnderEach } from '../../../test/support/given.js';

const raised = (kind?: string): RawEntry => ({
  t: '2026-03-02T09:00',
  e: 'NeutralityConcernRaised',
  id: 'CON-1',
  about: 'O-1',
  kind,
});
const settled = (outcome: string, t = '2026-03-20T09:00'): RawEntry => ({
  t,
  e: 'NeutralityConcernSettled',
  id: 'CON-1',
  outcome,
});

const INFO = ['INFO'];
const all = { GA: INFO, TH: INFO, NT: INFO, OM: INFO, AL: INFO };

describe('a concern about neutrality is INFO until it is settled, under a rule that has a level (readings 3.7)', () => {
  it.each<[string, RuleId, string, object]>([
    ['GA 3.5(b2), TH 6.2, NT 7.5, OM 3.1(e), AL 24', 'grp.officer_neutrality', 'expression', all],
    ['TH 9.1, OM 3.3(a); GA 5.9 only records', 'rel.no_favouritism', 'favouritism', { TH: INFO, OM: INFO }],
    ['OM 2.3', 'grp.survives_change_of_control', 'change_of_control', { OM: INFO }],
    ['GA 2.7, TH 9.1, NT 4.1, OM 2.3, AL 48', 'off.chair_impartiality', 'chair_party_work', all],
  ])('%s: %s for %s', (_clauses, rule, kind, levels) => {
    expect(levelsUnderEach(rule, [raised(kind)])).toEqual(levels);
  });

  it('without a kind it is about expression', () => {
    expect(
      given('AL')
        .events([raised()])
        .at()
        .rows()
        .map(({ rule }) => rule),
    ).toEqual(['grp.officer_neutrality']);
  });
});

describe('confirmed, the rule’s own level stands beside it', () => {
  const BREACH = ['INFO', 'BREACH'];
  const WARN = ['INFO', 'WARN'];

  it.each<[RuleId, string, object]>([
    ['grp.officer_neutrality', 'expression', { GA: BREACH, TH: BREACH, NT: BREACH, OM: WARN, AL: BREACH }],
    ['rel.no_favouritism', 'favouritism', { TH: BREACH, OM: WARN }],
    ['grp.survives_change_of_control', 'change_of_control', { OM: BREACH }],
    ['off.chair_impartiality', 'chair_party_work', { GA: BREACH, TH: BREACH, NT: BREACH, OM: BREACH, AL: BREACH }],
  ])('%s for %s', (rule, kind, levels) => {
    expect(levelsUnderEach(rule, [raised(kind), settled('confirmed')])).toEqual(levels);
  });
});

describe('the life of a concern (AL 24)', () => {
  const info = 'INFO 24: concern CON-1, 2026-03-02T09:00:00Z, reported';

  it.each<[string, RawEntry[], string[]]>([
    ['raised', [raised()], [info]],
    ['not confirmed', [raised(), settled('not_confirmed')], [`${info}, resolved 2026-03-20T09:00:00Z`]],
    [
      'confirmed',
      [raised(), settled('confirmed')],
      [`${info}, resolved 2026-03-20T09:00:00Z`, 'BREACH 24: concern CON-1, 2026-03-20T09:00:00Z'],
    ],
    [
      'settled in the instant it was raised (readings 1.2)',
      [raised(), settled('not_confirmed', '2026-03-02T09:00')],
      [],
    ],
    [
      'settled in that instant, and recorded before it was raised (readings 1.2)',
      [settled('confirmed', '2026-03-02T09:00'), raised()],
      ['BREACH 24: concern CON-1, 2026-03-02T09:00:00Z'],
    ],
    ['settled in an earlier instant than it was raised', [settled('confirmed', '2026-03-02T08:59'), raised()], [info]],
    ['raised again under the same token (readings 1.8)', [raised(), { ...raised(), t: '2026-03-05T09:00' }], [info]],
    ['settled without having been raised (readings 1.8)', [settled('confirmed')], []],
  ])('%s', (_what, entries, found) => {
    expect(given('AL').events(entries).at().findings()).toEqual(found);
  });

  it('P21 shows no settlement without effect that has one by the end of its instant', () => {
    const rows = (entries: readonly RawEntry[]): unknown[] =>
      (given('AL').events(entries).at().projection('audit-timeline') as { rows: { effect?: string }[] }).rows.map(
        ({ effect }) => effect,
      );
    expect(rows([settled('confirmed', '2026-03-02T09:00'), raised()])).toEqual([undefined, undefined]);
    expect(rows([settled('confirmed', '2026-03-02T08:59'), raised()])).toEqual(['none', undefined]);
  });

  it('INFO has the severity info, a confirmed concern that of its rule (readings 3.4)', () => {
    const rows = given('AL')
      .events([raised(), settled('confirmed')])
      .at()
      .rows();
    expect(rows.map(({ severity, basis, state }) => [severity, basis, state])).toEqual([
      ['info', 'reported', 'resolved'],
      ['high', 'observed', 'open'],
    ]);
  });
});

describe('OM 2.3 grp.survives_change_of_control binds office-holders alone (readings 3)', () => {
  const about = (who: string): RawEntry => ({ ...raised('change_of_control'), about: who });
  const takes = (t: string): RawEntry => ({ t, e: 'RoleAssigned', role: 'committee_chair', person: 'M-1' });

  it.each<[string, RawEntry[], number]>([
    ['a member who holds none of the offices', [about('M-1')], 0],
    ['a member who then holds one', [takes('2026-02-01T09:00'), about('M-1')], 1],
    ['a member who comes to hold one in that instant (readings 1.2)', [about('M-1'), takes('2026-03-02T09:00')], 1],
    ['a member who comes to hold one later', [about('M-1'), takes('2026-03-03T09:00')], 0],
    ['an officer', [about('O-1')], 1],
  ])('about %s', (_who, entries, found) => {
    expect(given('OM').events(entries).at().rows('grp.survives_change_of_control')).toHaveLength(found);
  });
});

it('both findings are anchored in the raising, and name the settlement (readings 3.7)', () => {
  const entries = [
    { ...raised(), event: 'E-1' },
    { ...settled('confirmed'), event: 'E-2' },
  ];
  const rows = given('AL').events(entries).at().rows();
  expect(rows.map(({ level, event, events }) => [level, event, events])).toEqual([
    ['INFO', 'E-1', ['E-1', 'E-2']],
    ['BREACH', 'E-1', ['E-1', 'E-2']],
  ]);
});
