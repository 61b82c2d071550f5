import { describe, expect, it } from '@jest/globals';
import type { Pack } from '#lib/protocol/index.js';
import { GROUPS, type RawEntry, TAGS, given, packOf, withRule } from '../../../test/support/given.js';

const requested = {
  t: '2026-03-02T09:30',
  e: 'GroupSupportRequested',
  id: 'REQ-1',
  group: 'G-A',
  form: 'attendance',
  to: 'cmt_member',
};
const misrouted = { ...requested, to: 'senior_officer' };
const redirected = { t: '2026-03-03T09:00', e: 'GroupSupportRequestRedirected', id: 'REQ-1', to: 'cmt_member' };
const mixed = { ...requested, nonCouncillorsExpected: 3 };
const authorised = {
  t: '2026-03-03T09:00',
  e: 'NonCouncillorAttendanceAuthorised',
  request: 'REQ-1',
  by: 'chief_executive',
};
const wardMeeting = { t: '2026-03-02T09:30', e: 'WardPartyMeetingRequested', id: 'WPM-1', by: 'M-1' };
const arrived = {
  t: '2026-03-10T18:00',
  e: 'OfficerAttendedGroupMeeting',
  meeting: 'MTG-1',
  officer: 'O-1',
  role: 'cmt_member',
  request: 'REQ-1',
};

const accept = { t: '2026-03-04T10:00', command: 'AcceptGroupSupportRequest', id: 'REQ-1', by: 'cmt_member' };
const authorise = {
  t: '2026-03-10T17:59:59',
  command: 'AuthoriseNonCouncillorAttendance',
  request: 'REQ-1',
  by: 'chief_executive',
};
const approve = { t: '2026-03-04T10:00', command: 'ApproveAccompaniment', request: 'REQ-1', by: 'cmt_member' };

/** The rule and clauses that refuse the one command of a history, or `granted`. */
function outcome(pack: string | Pack, ...entries: RawEntry[]): string {
  const [command] = given(pack)
    .events([GROUPS, ...entries])
    .at().commands;
  const row = command as { outcome: string; rule?: string; clauses?: string[] };
  return row.rule === undefined ? row.outcome : `${row.rule} ${row.clauses?.join(' ') ?? ''}`;
}

const addressee = 'grp.request_addressee 6.4(i)';
const nonCouncillors = 'grp.non_councillor_authorisation 6.4(ii)';

describe('AcceptGroupSupportRequest under TH', () => {
  it.each<[string, RawEntry[], string]>([
    [
      '11.6: a ward party meeting is refused',
      [wardMeeting, { ...accept, id: 'WPM-1' }],
      'grp.no_ward_party_meetings 11.6',
    ],
    ['6.4(i): a misrouted request is refused', [misrouted, accept], addressee],
    ['6.4(i): once redirected it is granted', [misrouted, redirected, accept], 'granted'],
    [
      '6.4(i): a redirection recorded only later does not help (readings 1.8)',
      [misrouted, { ...redirected, rec: '2026-03-04T10:01' }, accept],
      addressee,
    ],
    ['6.4(ii): non-councillors expected, none authorised', [mixed, accept], nonCouncillors],
    ['6.4(ii): authorised by the Chief Executive', [mixed, authorised, accept], 'granted'],
    ['6.4(ii): authorised by somebody else', [mixed, { ...authorised, by: 'cmt_member' }, accept], nonCouncillors],
    ['the addressee comes before the non-councillors', [{ ...mixed, to: 'senior_officer' }, accept], addressee],
    [
      'readings 1.7: a role the pack does not declare misroutes nothing',
      [{ ...requested, to: 'proper_officer' }, accept],
      'granted',
    ],
    ['a request that does not exist is refused without a rule', [accept], 'refused'],
    ['a request that comes later does not exist yet', [{ ...requested, t: '2026-03-05T09:00' }, accept], 'refused'],
  ])('%s', (_what, entries, expected) => {
    expect(outcome('TH', ...entries)).toBe(expected);
  });

  it.each(['GA', 'NT', 'OM', 'AL'])('under %s no rule blocks: everything known is granted', (tag) => {
    expect(outcome(tag, misrouted, accept)).toBe('granted');
    expect(outcome(tag, mixed, accept)).toBe('granted');
    expect(outcome(tag, wardMeeting, { ...accept, id: 'WPM-1' })).toBe('granted');
    expect(outcome(tag, accept)).toBe('refused');
  });

  it('a granted command leaves its event at the time of the command, a refused one leaves none', () => {
    const decisions = (first: RawEntry): unknown =>
      given('TH').events([GROUPS, first, accept]).at().projection('group-support');
    expect(decisions(requested)).toMatchObject({ rows: [{ decision: 'accepted' }] });
    expect(decisions(misrouted)).toMatchObject({ rows: [{ decision: 'pending' }] });
    const timeline = given('TH').events([GROUPS, requested, accept]).at().projection('audit-timeline');
    expect((timeline as { rows: object[] }).rows.at(-1)).toMatchObject({
      type: 'GroupSupportRequestAccepted',
      occurredAt: '2026-03-04T10:00:00Z',
      payload: { id: 'REQ-1', by: 'cmt_member' },
    });
  });

  it('an acceptance that was recorded as an event is not judged again (readings 3)', () => {
    const recorded = { t: accept.t, e: 'GroupSupportRequestAccepted', id: 'REQ-1', by: 'cmt_member' };
    const then = given('TH').events([GROUPS, misrouted, recorded]).at();
    expect(then.projection('group-support')).toMatchObject({ rows: [{ decision: 'accepted', routing: 'misrouted' }] });
    expect(then.findings()).toEqual(['BREACH 6.4(i): request REQ-1, 2026-03-02T09:30:00Z']);
  });
});

describe('AuthoriseNonCouncillorAttendance (TH 6.4(ii))', () => {
  it.each<[string, RawEntry[], string]>([
    ['by the Chief Executive before the officer arrives', [mixed, authorise, arrived], 'granted'],
    ['by another role', [mixed, { ...authorise, by: 'cmt_member' }, arrived], nonCouncillors],
    ['once the officer has arrived', [mixed, { ...authorise, t: '2026-03-10T18:01' }, arrived], nonCouncillors],
    ['in the instant of the arrival', [mixed, { ...authorise, t: arrived.t }, arrived], nonCouncillors],
    ['for a request that does not exist', [authorise], 'refused'],
  ])('%s', (_what, entries, expected) => {
    expect(outcome('TH', ...entries)).toBe(expected);
  });

  it.each(['GA', 'NT', 'OM', 'AL'])('under %s, which is silent, anybody may', (tag) => {
    expect(outcome(tag, mixed, { ...authorise, by: 'proper_officer' })).toBe('granted');
  });
});

describe('ApproveAccompaniment (TH 6.4(i))', () => {
  const blocking = withRule(packOf('TH'), 'grp.attendee_limit', { mode: 'block' });

  it.each(TAGS)('under %s, where the rule does not block, no reason is needed', (tag) => {
    expect(outcome(tag, requested, approve)).toBe('granted');
    expect(outcome(tag, approve)).toBe('refused');
  });

  it('under a pack that blocks it is refused without a reason and granted with one', () => {
    expect(outcome(blocking, requested, approve)).toBe('grp.attendee_limit 6.4(i)');
    expect(outcome(blocking, requested, { ...approve, reason: 'specialist' })).toBe('granted');
  });
});
