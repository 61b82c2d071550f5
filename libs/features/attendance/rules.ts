import type { Instant } from '#lib/kernel/index.js';
import { type Finding, type PackRule, judge, words } from '#lib/protocol/index.js';
import type { GroupSupportState } from '../group-support/state.js';
import { nonCouncillorAuthorisation, nonCouncillorRestrictedInformation } from './mixed.js';
import { byOfficer, exemptsAssistants, isExempt } from './officers.js';
import { absentForPartyBusiness } from './party-business.js';
import type { AdviceGiven, Leak } from './reports.js';
import type { Attendance, AttendanceState, GroupMeeting } from './state.js';

const PARTY_ADVICE = 'grp.no_party_business_advice';

/** True for somebody whose presence needs a reason: a role in `extra` alone as much as beside another (readings 3). */
function needsReason({ pack, role, accompaniedBy }: Attendance, rule: PackRule): boolean {
  return !isExempt(pack, role, rule.id) && (accompaniedBy > 0 || !words(rule, 'normal').includes(role));
}

function attendeeFault(meeting: GroupMeeting, one: Attendance, support: GroupSupportState): Finding[] {
  const { pack, role, officer, at, rec, request } = one;
  const rule = pack.rules.get('grp.attendee_limit');
  if (rule === undefined || !needsReason(one, rule)) return [];
  const approvals = support.requests.get(request ?? '')?.approvals ?? [];
  if (approvals.some((approval) => approval.at <= at)) return [];
  const later = words(rule, 'extra').includes(role) ? approvals.slice(0, 1) : [];
  return judge(pack, 'grp.attendee_limit', {
    subject: `meeting ${meeting.id} officer ${officer}`,
    meeting: meeting.id,
    at,
    rec,
    remediedAt: later[0]?.at ?? null,
    anchor: one,
    events: later,
    actor: officer,
  });
}

/** TH 6.4(i): who attends; accompaniment needs a reason. One finding an officer, on the first offending attendance. */
function attendeeLimit(meeting: GroupMeeting, support: GroupSupportState): Finding[] {
  return byOfficer(meeting).flatMap((own) => own.flatMap((one) => attendeeFault(meeting, one, support)).slice(0, 1));
}

/** Appointed by then, holding the role then, or at that meeting in that role (readings 3). */
function isExemptAssistant(
  { meetings }: AttendanceState,
  { pack, meeting, officer, byAssistant }: AdviceGiven,
): boolean {
  if (!exemptsAssistants(pack, PARTY_ADVICE)) return false;
  const attendances = meetings.get(meeting ?? '')?.attendances ?? [];
  return byAssistant || attendances.some((one) => one.officer === officer && one.role === 'political_assistant');
}

/** TH 6.4(iii), NT 7.6, GA 2.6(b15), OM 2.3, AL 43: no advice on party business; where `who` is given, no asking for it. */
function noPartyBusinessAdvice(state: AttendanceState): Finding[] {
  const given = state.reports.given.filter(({ pack }) => pack.rules.get(PARTY_ADVICE)?.params['who'] === undefined);
  const offending = [
    ...given.filter((one) => !isExemptAssistant(state, one)).map((one) => ({ act: one, actor: one.officer })),
    ...state.reports.sought.filter(({ bound }) => bound).map((one) => ({ act: one, actor: one.by })),
  ];
  return offending.flatMap(({ act, actor }) => {
    const { pack, id, at, rec, meeting } = act;
    return judge(pack, PARTY_ADVICE, { subject: `event ${id}`, at, rec, meeting, anchor: act, actor });
  });
}

function leaked(rule: 'grp.discussion_confidential' | 'grp.duty_to_disclose', leak: Leak): Finding[] {
  const { pack, id, at, rec, about } = leak;
  return judge(pack, rule, { subject: `event ${id}`, at, rec, basis: 'reported', anchor: leak, actor: about });
}

/** TH 6.4(vi), NT 7.7: what a group says in confidence goes no further; a legal duty to disclose is said openly. */
function confidence({ reports }: AttendanceState): Finding[] {
  return reports.leaks.flatMap((leak) => {
    if (leak.legalDuty) return leak.indicated === false ? leaked('grp.duty_to_disclose', leak) : [];
    return leak.barred ? leaked('grp.discussion_confidential', leak) : [];
  });
}

/** Every finding about officers at group meetings, as at an instant. */
export function attendanceFindings(state: AttendanceState, at: Instant, support: GroupSupportState): Finding[] {
  return [
    ...[...state.meetings.values()].flatMap((meeting) => [
      ...attendeeLimit(meeting, support),
      ...nonCouncillorAuthorisation(meeting, at, support),
      ...nonCouncillorRestrictedInformation(meeting, at, support),
      ...absentForPartyBusiness(meeting, at),
    ]),
    ...noPartyBusinessAdvice(state),
    ...confidence(state),
  ];
}
