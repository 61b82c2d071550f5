import { describe, expect, it } from '@jest/globals';
import { type RawEntry, given } from '../../../test/support/given.js';
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
import type { ParticipationView } from './projections.js';
import type { RegisterView } from '../register/projections.js';

const AT = '2026-03-31';

function participation(entries: readonly RawEntry[], tag = 'TH', at = AT): ParticipationView {
  return given(tag).events(entries).at(at).projection('meeting-participation') as ParticipationView;
}

function row(entries: readonly RawEntry[], tag = 'TH'): string {
  const one = participation(entries, tag).items['IT-1']?.['M-1'];
  return one === undefined ? 'no row' : `${one.interest}, ${one.required}, ${one.happened}, ${one.verdict}`;
}

const tenant = ofPerson('2026-01-10T09:00', 'TenancyDeclared');
const arrears = ofPerson('2026-03-01T09:00', 'RentArrearsDisclosed', { months: 3 });
const closed = onItem('18:00', 'PredeterminationRecorded');
const related: RawEntry = {
  t: '2026-02-01T09:00',
  e: 'RelationshipDeclared',
  id: 'REL-1',
  by: 'M-1',
  about: 'O-3',
  to: 'party_whip',
};
const affecting = { ...speaks('19:10', 'decision'), directlyAffectsPersonally: ['O-3'] };

describe('P02 meeting-participation: interest, required, happened, verdict', () => {
  it.each<[string, RawEntry[], string]>([
    ['nothing held', [convened(), votes('19:30')], 'none, none, voted, clear'],
    ['a DPI', [convened(), declares('19:01', 'dpi'), withdraws('19:02')], 'dpi, withdraw, withdrew, clear'],
    [
      'a DPI with a dispensation',
      [
        convened(),
        ofPerson('2026-02-01T09:00', 'DispensationRecorded', { scope: 'speak_and_vote' }),
        declares('19:01', 'dpi'),
        tests('19:02', 'significant'),
        votes('19:30'),
      ],
      'dpi, declare, voted, clear',
    ],
    [
      'tested as significant',
      [convened(), declares('19:01', 'nri'), tests('19:02', 'significant'), abstains('19:30')],
      'nri, withdraw, abstained, breach',
    ],
    [
      'tested after the act',
      [convened(), declares('19:01', 'nri'), votes('19:30'), tests('19:40', 'significant')],
      'nri, declare, voted, warn',
    ],
    ['only tested', [convened(), tests('18:50', 'not_significant'), votes('19:30')], 'unstated, declare, voted, warn'],
    ['only declared', [convened(), declares('19:01', 'ori')], 'ori, declare, declared, clear'],
    ['a tenant on housing', [convened('general_housing'), tenant, votes('19:30')], 'tenancy, declare, voted, clear'],
    ['a tenant on an ordinary item', [convened(), tenant, votes('19:30')], 'none, none, voted, clear'],
    [
      'the own dwelling',
      [convened('solely_own_dwelling', ['M-1']), tenant, votes('19:30')],
      'tenancy, withdraw, voted, breach',
    ],
    [
      'arrears before a tenancy that asks for less',
      [convened('council_housing_rents'), tenant, arrears, abstains('19:30')],
      'barred, abstain, abstained, clear',
    ],
    ['a closed mind', [convened(), closed, votes('19:30')], 'predetermined, abstain, voted, breach'],
    [
      'a closed mind at a tribunal',
      [convened('tribunal'), closed, abstains('19:30')],
      'predetermined, withdraw, abstained, warn',
    ],
    [
      'both sides of a joint arrangement',
      [convened(), declares('19:01', 'joint_arrangement'), speaks('19:10')],
      'joint_arrangement, withdraw, participated, breach',
    ],
    ['a related officer whom it affects', [convened(), related, affecting], 'relationship, withdraw, voted, warn'],
    [
      'abstaining is clear there',
      [convened(), related, { ...affecting, person: 'M-2' }, abstains('19:30')],
      'relationship, withdraw, abstained, clear',
    ],
    [
      'the strictest, then the first in order',
      [convened(), declares('19:01', 'dpi'), declares('19:02', 'ori'), closed, withdraws('19:03')],
      'dpi, withdraw, withdrew, clear',
    ],
    ['withdrew, then acted', [convened(), withdraws('19:02'), abstains('19:30')], 'none, none, abstained, clear'],
    [
      'only an event on the item',
      [convened(), onItem('18:50', 'InterestAdviceSought', { to: 'monitoring_officer' })],
      'none, none, none, clear',
    ],
    ['no event on the item', [convened(), tenant], 'no row'],
  ])('%s', (_case, entries, expected) => {
    expect(row(entries)).toBe(expected);
  });

  it('shows an interest where the rule is silent, and requires nothing', () => {
    const entries = [convened(), declares('19:01', 'dpi'), votes('19:30')];
    for (const tag of ['GA', 'NT', 'OM', 'AL']) expect(row(entries, tag)).toBe('dpi, none, voted, clear');
    expect(row([convened(), declares('19:01', 'joint_arrangement'), votes('19:30')], 'AL')).toBe(
      'joint_arrangement, none, voted, clear',
    );
  });

  it('shows the matter of an officer as an item', () => {
    const officer = { officer: 'O-1', matter: 'MAT-1' };
    const view = participation([
      { t: '2026-03-01T09:00', e: 'OfficerInterestDeclared', to: 'line_manager', ...officer },
      { t: '2026-03-02T09:00', e: 'OfficerActedOnMatter', ...officer },
    ]);
    expect(view.items).toMatchObject({
      'MAT-1': {
        'O-1': { interest: 'officer_interest', required: 'declare', happened: 'participated', verdict: 'warn' },
      },
    });
  });

  it('counts votes cast that offend at BREACH, and every convened item', () => {
    const other = { ...votes('19:30'), person: 'M-2' };
    expect(participation([convened(), declares('19:01', 'dpi'), votes('19:30'), other]).votesInBreach).toEqual({
      'IT-1': 1,
    });
    expect(participation([convened(), related, affecting, votes('19:30')]).votesInBreach).toEqual({ 'IT-1': 0 });
    expect(participation([convened(), declares('19:01', 'dpi'), speaks('19:10', 'decision')]).votesInBreach).toEqual({
      'IT-1': 0,
    });
  });

  it('lists what was recorded on a later local date', () => {
    const late = [
      { ...votes('23:30'), rec: '2026-03-06T00:10' },
      { ...speaks('19:10'), rec: '2026-03-05T23:59' },
      { ...withdraws('23:40'), rec: '2026-03-09T09:00' },
      { ...arrears, rec: '2026-03-20T09:00' },
    ];
    expect(participation([convened(), ...late]).lateKnowledge).toEqual([
      { person: 'M-1', occurredAt: '2026-03-01T09:00:00Z', recordedAt: '2026-03-20T09:00:00Z', lateByDays: 19 },
      { person: 'M-1', occurredAt: '2026-03-05T23:30:00Z', recordedAt: '2026-03-06T00:10:00Z', lateByDays: 1 },
      { person: 'M-1', occurredAt: '2026-03-05T23:40:00Z', recordedAt: '2026-03-09T09:00:00Z', lateByDays: 4 },
    ]);
  });

  it('follows a later agenda of the same meeting', () => {
    const again = { ...convened('tribunal'), t: '2026-03-05T19:05' };
    expect(row([convened('ordinary'), again, closed, abstains('19:30')])).toBe(
      'predetermined, withdraw, abstained, warn',
    );
  });
});

describe('P01 interests-register', () => {
  it('holds what is registered, declared and ended', () => {
    const registered = { category: 'dpi', interest: 'I-1' };
    const entries = [
      ofPerson('2026-01-10T09:00', 'InterestRegistered', registered),
      ofPerson('2026-01-11T09:00', 'InterestRegistered', { category: 'ori', interest: 'I-2' }),
      ofPerson('2026-02-01T09:00', 'InterestEnded', { interest: 'I-1' }),
      ofPerson('2026-02-02T09:00', 'TenancyDeclared', { since: '2026-01-15' }),
      declares('19:01', 'nri'),
      { t: '2026-03-06T09:00', e: 'OfficerInterestRegistered', officer: 'O-1', interest: 'I-3' },
    ];
    const { rows } = given('TH').events(entries).at(AT).projection('interests-register') as RegisterView;
    const line = (one: RegisterView['rows'][number]): string =>
      [one.person, one.category, one.interest, one.from, one.until, one.state].join(' ');
    expect(rows.map(line)).toEqual([
      'M-1 dpi I-1 2026-01-10T09:00:00Z 2026-02-01T09:00:00Z ended',
      'M-1 ori I-2 2026-01-11T09:00:00Z  registered',
      'M-1 tenancy  2026-01-15T00:00:00Z  declared',
      'O-1 officer_interest I-3 2026-03-06T09:00:00Z  registered',
      'M-1 nri IT-1 2026-03-05T19:01:00Z  declared',
    ]);
  });

  it('shows no effect of an end that nothing began', () => {
    const entries = [ofPerson('2026-02-01T09:00', 'InterestEnded', { interest: 'I-9' })];
    const timeline = given('TH').events(entries).at(AT).projection('audit-timeline') as { rows: readonly object[] };
    expect(timeline.rows).toMatchObject([{ effect: 'none', why: 'I-9 is not on the register of M-1' }]);
  });
});
