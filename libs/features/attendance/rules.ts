import type { Instant } from '#lib/kernel/index.js';
import { type Finding, type Pack, type PackRule, judge, words } from '#lib/protocol/index.js';
import type { GroupSupportState } from '../group-support/state.js';
import { byOfficer, isExempt } from './officers.js';
import { absentForPartyBusiness } from './party-business.js';
import {
  type Attendance,
  type AttendanceState,
  type GroupMeeting,
  type Presence,
  departureOf,
  endOf,
} from './state.js';

/** Non-councillors among those present: co-opted members are councillors where the pack says so (AMB-14). */
export function nonCouncillors({ count, coopted }: Presence, pack: Pack): number {
  const rule = pack.rules.get('grp.non_councillor_authorisation');
  return rule?.params['coopted_count_as_councillor'] === true ? Math.max(0, count - coopted) : count;
}

/** The pack that judges a meeting: that of the first officer's arrival. */
export function packOf(meeting: GroupMeeting): Pack | null {
  return meeting.attendances[0]?.pack ?? null;
}

export function mostNonCouncillors(meeting: GroupMeeting, pack: Pack): number {
  return Math.max(0, ...meeting.presences.map((presence) => nonCouncillors(presence, pack)));
}

export type Authorisation = 'not_required' | 'in_advance' | 'late' | 'none';

/** `in_advance` strictly before the first arrival, by the authoriser, for a request of that meeting (readings 4, P09). */
export function authorisationOf(meeting: GroupMeeting, pack: Pack, support: GroupSupportState): Authorisation {
  const rule = pack.rules.get('grp.non_councillor_authorisation');
  if (rule === undefined || mostNonCouncillors(meeting, pack) === 0) return 'not_required';
  const firstArrival = Math.min(...meeting.attendances.map(({ at }) => at));
  const authorisers = words(rule, 'authoriser');
  const decisions = [...new Set(meeting.attendances.map(({ request }) => request ?? ''))]
    .flatMap((id) => support.requests.get(id)?.authorisations ?? [])
    .filter(({ by }) => authorisers.includes(by))
    .sort((a, b) => a.at - b.at);
  if (decisions.findLast(({ at }) => at < firstArrival)?.granted === true) return 'in_advance';
  return decisions.some(({ at, granted }) => granted && at >= firstArrival) ? 'late' : 'none';
}

/** When officers and non-councillors were in one room. */
export interface Together {
  /** When both were first there. */
  readonly at: Instant;
  readonly rec: Instant;
  /** When the last officer's attendance ended; null while one goes on. */
  readonly ended: Instant | null;
  /** Every officer left on finding them, for no other reason. */
  readonly withdrew: boolean;
}

function leftOnFinding(meeting: GroupMeeting, one: Attendance, presence: Presence): boolean {
  const left = departureOf(meeting, one);
  return left !== null && !left.forPartyBusiness && left.at >= presence.at;
}

/** Null where no officer and no non-councillor were ever together. */
export function together(meeting: GroupMeeting, pack: Pack): Together | null {
  const presence = meeting.presences.find((one) => nonCouncillors(one, pack) > 0);
  if (presence === undefined) return null;
  const there = meeting.attendances.filter((one) => (endOf(meeting, one) ?? Infinity) >= presence.at);
  if (there.length === 0) return null;
  const at = Math.max(presence.at, Math.min(...there.map((one) => one.at)));
  const ends = meeting.attendances.map((one) => endOf(meeting, one) ?? Infinity);
  const ended = Math.max(...ends);
  return {
    at,
    rec: Math.max(presence.rec, ...there.filter((one) => one.at <= at).map((one) => one.rec)),
    ended: ended === Infinity ? null : ended,
    withdrew: there.every((one) => leftOnFinding(meeting, one, presence)),
  };
}

interface Met extends Together {
  readonly pack: Pack;
  readonly authorisation: Authorisation;
  readonly ended: Instant;
}

/** A mixed meeting that is over and that the officers did not leave on finding out; null for any other. */
function mixedMeeting(meeting: GroupMeeting, at: Instant, support: GroupSupportState): Met | null {
  const pack = packOf(meeting);
  const met = pack === null ? null : together(meeting, pack);
  if (pack === null || met === null || met.withdrew) return null;
  const { ended } = met;
  return ended === null || ended > at
    ? null
    : { ...met, ended, pack, authorisation: authorisationOf(meeting, pack, support) };
}

/** TH 6.4(ii): prior agreement where people who are not councillors are present; leaving on discovery clears. */
export function nonCouncillorAuthorisation(meeting: GroupMeeting, at: Instant, support: GroupSupportState): Finding[] {
  const met = mixedMeeting(meeting, at, support);
  if (met === null || (met.authorisation !== 'late' && met.authorisation !== 'none')) return [];
  const fact = { subject: `meeting ${meeting.id}`, meeting: meeting.id, at: met.at, rec: met.rec };
  return judge(met.pack, 'grp.non_councillor_authorisation', fact);
}

/** TH 6.4(ii), NT 7.10: a note that less was told to a mixed audience, by the end of the attendance. */
export function nonCouncillorRestrictedInformation(
  meeting: GroupMeeting,
  at: Instant,
  support: GroupSupportState,
): Finding[] {
  const met = mixedMeeting(meeting, at, support);
  if (met === null || met.authorisation === 'none') return [];
  const first = Math.min(Infinity, ...meeting.notes.map((note) => note.at));
  const remediedAt = first === Infinity ? null : first;
  const { ended, pack } = met;
  const fact = { subject: `meeting ${meeting.id}`, meeting: meeting.id, at: ended, rec: ended, remediedAt };
  return judge(pack, 'grp.non_councillor_restricted_information', fact);
}

/** A senior officer who is the only one there accompanies nobody (readings 3, grp.attendee_limit). */
function isAlone(meeting: GroupMeeting, one: Attendance, extra: readonly string[]): boolean {
  if (!extra.includes(one.role) || one.accompaniedBy > 0) return false;
  return meeting.attendances.every(
    ({ officer, pack, role }) => officer === one.officer || isExempt(pack, role, 'grp.attendee_limit'),
  );
}

/** True where somebody attends whose presence needs a reason (readings 3, grp.attendee_limit). */
function needsReason(meeting: GroupMeeting, one: Attendance, rule: PackRule): boolean {
  if (isExempt(one.pack, one.role, rule.id) || isAlone(meeting, one, words(rule, 'extra'))) return false;
  return !words(rule, 'normal').includes(one.role) || one.accompaniedBy > 0;
}

function attendeeFault(meeting: GroupMeeting, one: Attendance, support: GroupSupportState): Finding[] {
  const { pack, role, officer, at, rec } = one;
  const rule = pack.rules.get('grp.attendee_limit');
  if (rule === undefined || !needsReason(meeting, one, rule)) return [];
  const approvals = support.requests.get(one.request ?? '')?.approvals ?? [];
  if (approvals.some((approval) => approval.at <= at)) return [];
  const remediedAt = words(rule, 'extra').includes(role) ? (approvals[0]?.at ?? null) : null;
  const subject = `meeting ${meeting.id} officer ${officer}`;
  return judge(pack, 'grp.attendee_limit', { subject, meeting: meeting.id, at, rec, remediedAt });
}

/** TH 6.4(i): who attends; accompaniment needs a reason. One finding an officer, on the first offending attendance. */
export function attendeeLimit(meeting: GroupMeeting, support: GroupSupportState): Finding[] {
  return byOfficer(meeting).flatMap((own) => own.flatMap((one) => attendeeFault(meeting, one, support)).slice(0, 1));
}

/** TH 6.4(iii), NT 7.6, GA 2.6(b15), OM 2.3, AL 43: no advice on party business. */
export function noPartyBusinessAdvice(state: AttendanceState): Finding[] {
  return state.reports.flatMap(({ kind, pack, id, at, rec, meeting }) => {
    const asking = pack.rules.get('grp.no_party_business_advice')?.params['who'] === 'office_holders_asking';
    if (kind !== (asking ? 'advice_sought' : 'advice_given')) return [];
    return judge(pack, 'grp.no_party_business_advice', { subject: `event ${id}`, at, rec, meeting });
  });
}

function toldOutside(
  pack: Pack,
  { to, necessaryDisclosure }: NonNullable<AttendanceState['reports'][number]['breach']>,
): boolean {
  const closed = words(pack.rules.get('grp.discussion_confidential'), 'not_to');
  switch (to) {
    case 'media':
      return closed.includes('media');
    case 'group':
      return closed.includes('other_groups');
    case 'member_of_another_group':
      return closed.includes('their_members') || closed.includes('other_members');
    case 'other_member':
      return closed.includes('other_members');
    case 'officer':
      return (
        words(pack.rules.get('grp.duty_to_disclose'), 'to_officers').includes('where_necessary') && !necessaryDisclosure
      );
    default:
      return false;
  }
}

/** TH 6.4(vi), NT 7.7: what a group says in confidence goes no further. */
export function discussionConfidential(state: AttendanceState): Finding[] {
  return state.reports.flatMap(({ pack, id, at, rec, breach }) => {
    if (breach === null || breach.legalDuty || !toldOutside(pack, breach)) return [];
    return judge(pack, 'grp.discussion_confidential', { subject: `event ${id}`, at, rec, basis: 'reported' });
  });
}

/** TH 6.4(vi), NT 7.7: a legal duty to disclose is said openly. */
export function dutyToDisclose(state: AttendanceState): Finding[] {
  return state.reports.flatMap(({ pack, id, at, rec, breach }) => {
    if (breach === null || !breach.legalDuty || breach.indicated !== false) return [];
    return judge(pack, 'grp.duty_to_disclose', { subject: `event ${id}`, at, rec, basis: 'reported' });
  });
}

/** Every finding about officers at group meetings, as at an instant. */
export function attendanceFindings(state: AttendanceState, at: Instant, support: GroupSupportState): Finding[] {
  return [
    ...[...state.meetings.values()].flatMap((meeting) => [
      ...attendeeLimit(meeting, support),
      ...nonCouncillorAuthorisation(meeting, at, support),
      ...nonCouncillorRestrictedInformation(meeting, at, support),
      ...absentForPartyBusiness(meeting),
    ]),
    ...noPartyBusinessAdvice(state),
    ...discussionConfidential(state),
    ...dutyToDisclose(state),
  ];
}
