import { describe, expect, it } from '@jest/globals';
import type { RuleId } from '#lib/protocol/index.js';
import { type RawEntry, given, packOf, withRule } from '../../../test/support/given.js';
import {
  abstains,
  convened,
  declares,
  ofPerson,
  onItem,
  speaks,
  tests,
  votes,
  withdraws,
} from '../../../test/support/item.js';
import type { RegisterView } from '../register/projections.js';
import type { ParticipationView } from './projections.js';

const AT = '2026-03-31';
const named = (event: string, entry: RawEntry): RawEntry => ({ ...entry, event });

function partOf(entries: readonly RawEntry[], pack: Parameters<typeof given>[0] = 'TH'): ParticipationView {
  return given(pack).events(entries).at(AT).projection('meeting-participation') as ParticipationView;
}

/** The events of the findings of one rule: the anchor, then all that they rest on. */
function behind(rule: RuleId, entries: readonly RawEntry[]): readonly unknown[] {
  return given('TH')
    .events(entries)
    .at(AT)
    .rows(rule)
    .map(({ event, events }) => [event, events]);
}

describe('a test of significance (readings 5, held)', () => {
  const interest = (...entries: RawEntry[]): unknown =>
    partOf([convened(), ...entries]).items['IT-1']?.['M-1']?.interest;

  it('belongs to what the person declared on the item, a tenancy or a joint arrangement too', () => {
    expect(interest(declares('19:01', 'tenancy'), tests('19:02', 'significant'), votes('19:30'))).toBe('tenancy');
    expect(interest(onItem('19:01', 'JointArrangementConflictDeclared'), tests('19:02', 'significant'))).toBe(
      'joint_arrangement',
    );
  });

  it('failing that belongs to what is held there by registration', () => {
    const item = convened({ kind: 'ordinary', matter: 'MAT-1' });
    const entry = { category: 'ori', interest: 'I-1', matters: ['MAT-1'] };
    const registered = ofPerson('2026-01-10T09:00', 'InterestRegistered', entry);
    const view = partOf([item, registered, tests('19:02', 'significant'), votes('19:30')]);
    expect(view.items['IT-1']?.['M-1']).toMatchObject({ interest: 'ori', required: 'withdraw', verdict: 'breach' });
  });

  it('shows an interest that nobody stated only if there is neither', () => {
    expect(interest(tests('19:02', 'significant'), votes('19:30'))).toBe('unstated');
  });
});

describe('int.declare_at_meeting (TH 3.23)', () => {
  it('binds members alone: an officer who did not declare raises nothing (readings 3.3)', () => {
    const officer = { officer: 'O-1', matter: 'MAT-1' };
    const entries: RawEntry[] = [
      { t: '2026-03-02T09:00', e: 'OfficerActedOnMatter', ...officer },
      { t: '2026-03-03T09:00', e: 'OfficerInterestDeclared', to: 'line_manager', ...officer },
    ];
    expect(given('TH').events(entries).at(AT).findings('int.declare_at_meeting')).toEqual([]);
  });
});

describe('int.officer_interest (TH 4.17, 4.18)', () => {
  it('declared to another role and acting untested are two facts (readings 3.2)', () => {
    const officer = { officer: 'O-1', matter: 'MAT-1' };
    const entries: RawEntry[] = [
      { t: '2026-03-01T09:00', e: 'OfficerInterestDeclared', to: 'monitoring_officer', ...officer },
      { t: '2026-03-02T09:00', e: 'OfficerActedOnMatter', ...officer },
    ];
    expect(given('TH').events(entries).at(AT).findings()).toEqual([
      'WARN 4.17 4.18: item MAT-1 person O-1, 2026-03-01T09:00:00Z',
      'WARN 4.17 4.18: item MAT-1 person O-1, 2026-03-02T09:00:00Z',
    ]);
  });
});

describe('votes in breach (readings 5, rows)', () => {
  it('are also those on which a finding of level BREACH falls, as an undeclared interest where a pack is hard', () => {
    const hard = withRule(packOf('TH'), 'int.declare_at_meeting', { mode: 'breach' });
    const entries = [convened(), votes('19:30'), declares('19:40', 'nri')];
    expect(partOf(entries).votesInBreach).toEqual({ 'IT-1': 0 });
    expect(partOf(entries, hard).votesInBreach).toEqual({ 'IT-1': 1 });
  });

  it('open to the votes', () => {
    const entries = [convened(), declares('19:01', 'dpi'), named('V-1', votes('19:30'))];
    const lines = given('TH').events(entries).at(AT).explain('meeting-participation', 'IT-1', 'votesInBreach');
    expect(lines).toEqual([{ of: 'V-1', line: 'The vote of M-1 on IT-1 broke the protocol.', events: ['V-1'] }]);
  });
});

describe('verdicts (readings 5, rows)', () => {
  it('open to the findings of a part, each with its events', () => {
    const entries = [convened(), named('D-1', declares('19:01', 'dpi')), named('V-1', votes('19:30'))];
    const lines = given('TH').events(entries).at(AT).explain('meeting-participation', 'IT-1', 'M-1.verdict');
    const line = 'BREACH under int.withdraw_if_significant: the part of M-1 in IT-1.';
    expect(lines).toEqual([{ of: 'int.withdraw_if_significant', line, events: ['D-1', 'V-1'] }]);
  });
});

describe('late knowledge (readings 5, rows)', () => {
  it('is of every event of the interests family about a person, advice, tests and closed minds too', () => {
    const late = (entry: RawEntry): RawEntry => ({ ...entry, rec: '2026-03-07T09:00' });
    const entries = [
      convened(),
      ...[withdraws('19:10'), tests('19:11', 'significant'), onItem('19:12', 'PredeterminationRecorded')].map(late),
      late(onItem('19:13', 'InterestAdviceSought', { to: 'monitoring_officer' })),
      late(ofPerson('2026-03-05T19:14', 'InterestRegistered', { category: 'dpi', interest: 'I-1' })),
      late(ofPerson('2026-03-05T19:15', 'InterestChanged', { interest: 'I-1' })),
      late(ofPerson('2026-03-05T19:16', 'OutsideEmploymentDeclared', { kind: 'other' })),
    ];
    expect(partOf(entries).lateKnowledge.map(({ occurredAt }) => occurredAt.slice(11, 16))).toEqual([
      ...['19:10', '19:11', '19:12', '19:13', '19:14', '19:15'],
    ]);
    const [first] = given('TH').events(entries).at(AT).explain('meeting-participation', 'council', 'lateKnowledge');
    expect(first?.line).toBe('An entry about M-1 was recorded 2 days after it happened.');
  });
});

describe('events behind rows and findings (readings 3.6, 4)', () => {
  const registered = named(
    'R-1',
    ofPerson('2026-01-10T09:00', 'InterestRegistered', { category: 'dpi', interest: 'I-1', matters: ['MAT-1'] }),
  );
  const item = convened({ kind: 'ordinary', matter: 'MAT-1' });

  it('are in P02 what the person did on the item and what shows the interests held there', () => {
    const view = partOf([item, registered, named('V-1', abstains('19:30')), named('W-1', withdraws('19:20'))]);
    expect(view.items['IT-1']?.['M-1']?.events).toEqual(['R-1', 'W-1', 'V-1']);
  });

  it('are in P01 the entry, its changes and its end', () => {
    const entries = [
      registered,
      named('R-2', ofPerson('2026-02-10T09:00', 'InterestChanged', { interest: 'I-1' })),
      named('R-3', ofPerson('2026-03-10T09:00', 'InterestEnded', { interest: 'I-1' })),
    ];
    const { rows } = given('TH').events(entries).at(AT).projection('interests-register') as RegisterView;
    expect(rows.map(({ events }) => events)).toEqual([['R-1', 'R-2', 'R-3']]);
  });

  it('are of a finding the act, its anchor, and the interest first recorded of those that are enough (readings 3.4)', () => {
    const again = named('D-1', { ...declares('19:01', 'dpi'), rec: '2026-03-09T09:00' });
    expect(behind('int.withdraw_if_significant', [item, registered, again, named('V-1', votes('19:30'))])).toEqual([
      ['V-1', ['R-1', 'V-1']],
    ]);
  });

  it('hold, of several tests that show one interest, the first recorded, whichever was the latest', () => {
    const test = (event: string, time: string, rec: string): RawEntry => {
      return named(event, { ...tests(time, 'significant'), rec: `2026-03-${rec}` });
    };
    const entries = [
      convened(),
      test('T-1', '19:05', '05T19:06'),
      test('T-2', '19:05', '09T09:00'),
      test('T-3', '19:02', '05T20:00'),
      named('V-1', votes('19:30')),
    ];
    expect(behind('int.withdraw_if_significant', entries)).toEqual([['V-1', ['T-1', 'T-2', 'V-1']]]);
  });

  it('are of an undeclared interest also the declaration that resolved it', () => {
    const entries = [item, registered, named('V-1', speaks('19:30')), named('D-1', declares('19:40', 'dpi'))];
    expect(behind('int.declare_at_meeting', entries)).toEqual([['V-1', ['R-1', 'V-1', 'D-1']]]);
  });
});
