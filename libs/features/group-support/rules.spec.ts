import { describe, expect, it } from '@jest/globals';
import type { RuleId } from '#lib/protocol/index.js';
import { GROUPS, type RawEntry, TAGS, given, levelsUnderEach } from '../../../test/support/given.js';

const asked = {
  t: '2026-03-02T09:30',
  e: 'GroupSupportRequested',
  id: 'REQ-1',
  group: 'G-A',
  form: 'attendance',
  matter: 'MAT-1',
  to: 'senior_officer',
};
const redirected = { t: '2026-03-03T09:00', e: 'GroupSupportRequestRedirected', id: 'REQ-1', to: 'cmt_member' };
const casework = { ...asked, form: 'written_report', to: 'chief_executive', purpose: 'casework' };
const wardMeeting = { t: '2026-03-02T09:30', e: 'WardPartyMeetingRequested', id: 'WPM-1', by: 'M-1' };
const followUp = {
  t: '2026-03-02T09:30',
  event: 'E-1',
  e: 'GroupFollowUpActionNotified',
  group: 'G-A',
  matter: 'MAT-1',
  to: 'line_manager',
};
const relied = { t: '2026-03-02T09:30', event: 'E-1', e: 'GroupConclusionReliedOn', matter: 'MAT-1', group: 'G-A' };

const under = (tag: string, rule: RuleId, ...entries: RawEntry[]): readonly string[] =>
  given(tag)
    .events([GROUPS, ...entries])
    .at()
    .findings(rule);

describe('modes of the rules about requests', () => {
  it.each<[string, RuleId, RawEntry, object]>([
    ['TH 6.4(i) blocks; the others are silent', 'grp.request_addressee', asked, { TH: ['BREACH'] }],
    ['TH 13.7 forbids, OM 3.3(b) only records', 'grp.no_surgeries_casework', casework, { TH: ['BREACH'] }],
    ['TH 11.6 blocks; the others are silent', 'grp.no_ward_party_meetings', wardMeeting, { TH: ['BREACH'] }],
    ['TH 3.17 warns; the others are silent', 'grp.follow_up_route', followUp, { TH: ['WARN'] }],
    ['TH 6.4(iv), AL 44 forbid', 'grp.conclusions_not_decisions', relied, { TH: ['BREACH'], AL: ['BREACH'] }],
  ])('%s: %s', (_clauses, rule, entry, levels) => {
    expect(levelsUnderEach(rule, [GROUPS, entry])).toEqual(levels);
  });
});

describe('grp.request_addressee (TH 6.4(i))', () => {
  const rule = 'grp.request_addressee';
  const misrouted = 'BREACH 6.4(i): request REQ-1, 2026-03-02T09:30:00Z';

  it.each<[string, RawEntry[], string[]]>([
    ['a role that is no addressee', [asked], [misrouted]],
    ['redirection to an addressee resolves it', [asked, redirected], [`${misrouted}, resolved 2026-03-03T09:00:00Z`]],
    ['redirection to another wrong role does not', [asked, { ...redirected, to: 'line_manager' }], [misrouted]],
    ['redirection in the same instant is in time (readings 1.2)', [asked, { ...redirected, t: asked.t }], []],
    ['an addressee', [{ ...asked, to: 'chief_executive' }], []],
    [
      'a role that the pack does not declare misroutes nothing (readings 1.7)',
      [{ ...asked, to: 'proper_officer' }],
      [],
    ],
    ['a form that the rule does not bind (AMB-15)', [{ ...asked, form: 'written_report' }], []],
    ['no addressee named', [{ t: asked.t, e: asked.e, id: 'REQ-1', group: 'G-A', form: 'attendance' }], []],
  ])('%s', (_what, entries, found) => {
    expect(under('TH', rule, ...entries)).toEqual(found);
  });
});

describe('grp.no_surgeries_casework (TH 6.5, 13.2, 13.7)', () => {
  const found = ['BREACH 6.5 13.2 13.7: request REQ-1, 2026-03-02T09:30:00Z'];

  it.each<[string, RawEntry, string[]]>([
    ['a surgery', { purpose: 'surgery' }, found],
    ['casework', { purpose: 'casework' }, found],
    ['personal help', { purpose: 'personal' }, found],
    ['council business', { purpose: 'council_business' }, []],
    ['no purpose given', { purpose: undefined }, []],
    ['the team that 13.2 permits', { purpose: 'surgery', to: 'members_support_team' }, []],
    [
      'the same team, for a purpose that 13.2 does not give it',
      { purpose: 'business', to: 'members_support_team' },
      found,
    ],
    ['political business', { purpose: 'political_business', to: 'chief_officer' }, found],
    [
      'political business of a political assistant (TH 6.5)',
      { purpose: 'political_business', to: 'political_assistant' },
      [],
    ],
    [
      'casework of a political assistant, who is exempt for political business alone',
      { purpose: 'casework', to: 'political_assistant' },
      found,
    ],
    ['personal help, never (readings 3)', { purpose: 'personal', to: 'members_support_team' }, found],
  ])('%s', (_what, fields, expected) => {
    expect(under('TH', 'grp.no_surgeries_casework', { ...casework, ...fields })).toEqual(expected);
  });
});

describe('what is asked after a meeting', () => {
  it('TH 11.6: an officer is never asked to a ward or constituency party meeting', () => {
    const found = ['BREACH 11.6: request WPM-1, 2026-03-02T09:30:00Z'];
    expect(under('TH', 'grp.no_ward_party_meetings', wardMeeting)).toEqual(found);
  });

  it.each([
    ['line_manager', ['WARN 3.17: event E-1, 2026-03-02T09:30:00Z']],
    ['chief_executive', []],
    ['chief_officer', []],
    ['proper_officer', []],
  ])(
    'TH 3.17: action notified to %s (readings 1.7: a role the pack does not declare misroutes nothing)',
    (to, found) => {
      expect(under('TH', 'grp.follow_up_route', { ...followUp, to })).toEqual(found);
    },
  );

  it.each([
    ['TH', 'BREACH 3.17 6.4(iv): event E-1, 2026-03-02T09:30:00Z'],
    ['AL', 'BREACH 44: event E-1, 2026-03-02T09:30:00Z'],
  ])('%s: a group’s conclusion is no decision of the council (TH 6.4(iv), AL 44)', (tag, found) => {
    expect(under(tag, 'grp.conclusions_not_decisions', relied)).toEqual([found]);
  });
});

describe('what is shown and never found (readings 3)', () => {
  const asking = { ...asked, to: undefined };
  const declined = { t: '2026-03-03T09:00', e: 'GroupSupportRequestDeclined', id: 'REQ-1', ground: 'party_business' };
  const alleged = { t: '2026-03-03T09:00', e: 'InferredSupportAlleged', group: 'G-A', about: 'O-1', matter: 'MAT-1' };

  it.each<[string, RawEntry[]]>([
    ['support is permitted (grp.support_permitted: TH 6.3, NT 8.2, AL 43)', [asking]],
    ['a refusal is a right (grp.right_to_refuse: GA 3.6, TH 4.9, NT 8.1, AL 27)', [asking, declined]],
    ['an officer’s support is not inferred (grp.no_inferred_support: TH 6.4(v), AL 46)', [alleged]],
    ['work for the whole council (clr.whole_council: GA 4.2, TH 7.1, NT 2.1, OM 2.4, AL 25)', [alleged]],
  ])('%s', (_what, entries) => {
    for (const tag of TAGS)
      expect(
        given(tag)
          .events([GROUPS, ...entries])
          .at()
          .findings(),
      ).toEqual([]);
  });
});
