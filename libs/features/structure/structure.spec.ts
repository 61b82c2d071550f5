import { describe, expect, it } from '@jest/globals';
import { reports } from '../../../test/support/advice.js';
import { type RawEntry, given } from '../../../test/support/given.js';

const registered = (group: string | readonly string[], t = '2026-01-05T09:00'): RawEntry => ({
  t,
  e: 'PoliticalGroupRegistered',
  group,
});
const dissolved = (group: string, t: string): RawEntry => ({ t, e: 'PoliticalGroupDissolved', group });
const sits = (member: string | readonly string[], group: string | null, t = '2026-01-06T09:00'): RawEntry => ({
  t,
  e: 'GroupMembershipChanged',
  member,
  group,
});

/** Groups that a report to G-A obliges to tell: those active then. */
function owed(...entries: RawEntry[]): string[] {
  const then = given('NT')
    .events([registered('G-A'), ...entries, reports('G-A')])
    .at('2026-03-06');
  return (then.projection('notice-obligations') as { rows: { group: string }[] }).rows.map(({ group }) => group);
}

describe('a group is active (readings 4, P08; AMB-70)', () => {
  it.each<[string, RawEntry[], string[]]>([
    ['from its registration', [registered('G-B', '2026-03-06T15:00')], ['G-B']],
    ['not before its registration', [registered('G-B', '2026-03-06T15:01')], []],
    ['until its dissolution', [registered('G-B'), dissolved('G-B', '2026-03-06T15:00')], []],
    ['up to the instant of its dissolution', [registered('G-B'), dissolved('G-B', '2026-03-06T15:01')], ['G-B']],
    [
      'again once it is registered again',
      [registered('G-B'), dissolved('G-B', '2026-02-01T09:00'), registered('G-B', '2026-02-02T09:00')],
      ['G-B'],
    ],
    ['whatever its size if no membership is recorded', [registered('G-B')], ['G-B']],
    ['with two members', [registered('G-B'), sits(['M-1', 'M-2'], 'G-B')], ['G-B']],
    ['not with one member', [registered('G-B'), sits('M-1', 'G-B')], []],
    [
      'not once one of two members has gone to another group',
      [registered(['G-B', 'G-C']), sits(['M-1', 'M-2'], 'G-B'), sits('M-2', 'G-C', '2026-02-01T09:00')],
      [],
    ],
    [
      'not once one of two members sits in no group',
      [registered('G-B'), sits(['M-1', 'M-2'], 'G-B'), sits('M-2', null, '2026-02-01T09:00')],
      [],
    ],
    [
      'a member who is recorded twice counts as one',
      [registered('G-B'), sits('M-1', 'G-B'), sits('M-1', 'G-B', '2026-02-01T09:00')],
      [],
    ],
    ['a group that nobody registered is not active, whatever its members', [sits(['M-1', 'M-2'], 'G-B')], []],
    ['memberships of one group say nothing about another', [registered(['G-B', 'G-C']), sits('M-1', 'G-B')], ['G-C']],
  ])('%s', (_when, entries, groups) => {
    expect(owed(...entries)).toEqual(groups);
  });
});

describe('the register of groups (readings 1.8)', () => {
  const effects = (...entries: RawEntry[]): unknown[] => {
    const { rows } = given('AL').events(entries).at().projection('audit-timeline') as {
      rows: { effect?: string; why?: string }[];
    };
    return rows.map(({ why }) => why ?? null);
  };

  it('a second registration, and the dissolution of a group that is not registered, have no effect', () => {
    const entries = [
      registered('G-A'),
      registered('G-A', '2026-01-06T09:00'),
      dissolved('G-A', '2026-01-07T09:00'),
      dissolved('G-A', '2026-01-08T09:00'),
    ];
    expect(effects(...entries)).toEqual([null, 'G-A is registered already', null, 'G-A is not registered']);
  });
});

describe('the administration (P06)', () => {
  const formed = (group: string | null, t: string): RawEntry => ({ t, e: 'AdministrationFormed', group });
  const administration = (at: string): unknown => {
    const entries = [
      registered(['G-A', 'G-B']),
      formed('G-A', '2026-02-01T09:00'),
      formed('G-B', '2026-03-01T09:00'),
      formed(null, '2026-04-01T09:00'),
    ];
    const then = given('AL').events(entries).at(at);
    return (then.projection('even-handedness-by-group') as { council: { administration: unknown } }).council
      .administration;
  };

  it.each([
    ['2026-01-31', null],
    ['2026-02-28', 'G-A'],
    ['2026-03-31', 'G-B'],
    ['2026-04-02', null],
  ])('on %s is %j', (at, group) => {
    expect(administration(at)).toBe(group);
  });
});
