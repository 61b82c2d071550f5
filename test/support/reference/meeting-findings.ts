/** Findings about group meetings, group confidence and party business (the table of readings.md 3). */
import { finding } from './finding.js';
import type { Finding } from './finding.js';
import { distinct } from './figures.js';
import type { Fact } from './history.js';
import {
  allLeft,
  attendancesAt,
  authorisation,
  firstPresence,
  firstTogether,
  lastEnd,
  officersJudged,
  overlap,
  partyBusinessTime,
  restrictionNotes,
  segmentsOf,
  together,
} from './meetings.js';
import { declares, isExempt, listOf, rule } from './pack.js';
import type { Rule, World } from './pack.js';
import { decisionsOn, groupOfMember, ofType, requestOf, token } from './requests.js';

/** An approval of accompaniment with a reason for the request of an attendance. */
function approvals(world: World, attendance: Fact): Fact[] {
  const request = requestOf(world, attendance.f['request']);
  if (request === null) return [];
  const all = decisionsOn(world, request, 'request', ['AccompanimentApproved']);
  return all.filter((fact) => token(fact.f['reason']) !== null);
}

/** readings 3: a role outside `normal`, or `accompaniedBy` > 0; a senior officer alone is not accompaniment. */
function isAccompaniment(world: World, limit: Rule, attendance: Fact): boolean {
  if (Number(attendance.f['accompaniedBy'] ?? 0) > 0) return true;
  if (listOf(limit.params['normal']).includes(attendance.f['role'])) return false;
  const others = attendancesAt(world, token(attendance.f['meeting'])!).filter(
    (other) =>
      other.f['officer'] !== attendance.f['officer'] && !isExempt(world.packAt(other.t), limit.id, other.f['role']),
  );
  return others.length > 0 || !listOf(limit.params['extra']).includes(attendance.f['role']);
}

/** grp.attendee_limit: resolved by a later approval, where the role is in `extra`. */
function attendeeLimit(world: World, attendance: Fact): Finding[] {
  const pack = world.packAt(attendance.t);
  const limit = rule(pack, 'grp.attendee_limit');
  if (limit === null || isExempt(pack, limit.id, attendance.f['role'])) return [];
  const approved = approvals(world, attendance);
  if (!isAccompaniment(world, limit, attendance) || approved.some((fact) => fact.t <= attendance.t)) return [];
  const mayBeResolved = listOf(limit.params['extra']).includes(attendance.f['role']);
  return finding(limit, {
    kind: 'meeting and officer',
    subject: [token(attendance.f['meeting']), token(attendance.f['officer'])],
    occurredAt: attendance.t,
    rests: [attendance],
    remediedAt: mayBeResolved ? (approved[0]?.t ?? null) : null,
    meeting: token(attendance.f['meeting']),
  });
}

/** grp.absent_for_party_business: an officer's minutes inside segments > `tolerance_minutes`. */
function partyBusiness(world: World, own: Fact[]): Finding[] {
  const meeting = token(own[0]!.f['meeting'])!;
  const absent = rule(world.packAt(own[0]!.t), 'grp.absent_for_party_business');
  const time = partyBusinessTime(world, own);
  if (time === null || time / 60_000 <= Number(absent?.params['tolerance_minutes'] ?? 0)) return [];
  const inside = own.flatMap((attendance) =>
    segmentsOf(world, meeting)
      .map((segment) => ({ attendance, segment, part: overlap(world, attendance, segment)! }))
      .filter(({ part }) => part.to > part.from),
  );
  return finding(absent, {
    kind: 'meeting and officer',
    subject: [meeting, token(own[0]!.f['officer'])],
    occurredAt: Math.min(...inside.map(({ part }) => part.from)),
    rests: inside.flatMap(({ attendance, segment }) => [attendance, segment]),
    meeting,
  });
}

/** grp.non_councillor_authorisation: judged when the last attendance ends; occurs when they are first together. */
function unauthorised(world: World, meeting: string): Finding[] {
  if (!isJudged(world, meeting) || !['late', 'none'].includes(authorisation(world, meeting))) return [];
  const occurredAt = firstTogether(world, meeting);
  return finding(rule(world.packAt(attendancesAt(world, meeting)[0]!.t), 'grp.non_councillor_authorisation'), {
    kind: 'meeting',
    subject: [meeting],
    occurredAt,
    rests: [firstPresence(world, meeting)!, ...together(world, meeting).slice(0, 1)],
    meeting,
  });
}

/** grp.non_councillor_restricted_information: no note by the end of the attendance; resolved by a later note. */
function unrestricted(world: World, meeting: string): Finding[] {
  const pack = world.packAt(attendancesAt(world, meeting)[0]!.t);
  const hasAuthorisation = rule(pack, 'grp.non_councillor_authorisation') !== null;
  if (!isJudged(world, meeting)) return [];
  if (hasAuthorisation && !['in_advance', 'late'].includes(authorisation(world, meeting))) return [];
  const end = lastEnd(world, meeting)!;
  const notes = restrictionNotes(world, meeting);
  if (notes.some((note) => note.t <= end)) return [];
  return finding(rule(pack, 'grp.non_councillor_restricted_information'), {
    kind: 'meeting',
    subject: [meeting],
    occurredAt: end,
    notBefore: end,
    rests: [firstPresence(world, meeting)!, ...together(world, meeting).slice(0, 1)],
    remediedAt: notes[0]?.t ?? null,
    meeting,
  });
}

/** Officers and non-councillors were together, not all officers left on finding them, and the attendance is over. */
function isJudged(world: World, meeting: string): boolean {
  return together(world, meeting).length > 0 && !allLeft(world, meeting) && lastEnd(world, meeting) !== null;
}

/** Rules whose subject is the event itself and that any such event offends. */
function byItself(world: World, fact: Fact, id: string, meeting: string | null = null): Finding[] {
  return finding(rule(world.packAt(fact.t), id), {
    kind: 'event',
    subject: [fact.event],
    occurredAt: fact.t,
    rests: [fact],
    meeting,
  });
}

/** grp.no_party_business_advice: the advice; with `who: office_holders_asking`, the asking. */
function partyBusinessAdvice(world: World, fact: Fact): Finding[] {
  const who = rule(world.packAt(fact.t), 'grp.no_party_business_advice')?.params['who'];
  const judged = who === 'office_holders_asking' ? 'PartyBusinessAdviceSought' : 'PartyBusinessAdviceGiven';
  return fact.type === judged ? byItself(world, fact, 'grp.no_party_business_advice', token(fact.f['meeting'])) : [];
}

/** grp.follow_up_route: `to` not in `to`; a role unknown to the pack misroutes nothing (readings 1.7). */
function followUp(world: World, fact: Fact): Finding[] {
  const pack = world.packAt(fact.t);
  const recipients = listOf(rule(pack, 'grp.follow_up_route')?.params['to']);
  const misrouted = declares(pack, fact.f['to']) && !recipients.includes(fact.f['to']);
  return misrouted ? byItself(world, fact, 'grp.follow_up_route') : [];
}

/** To whom a group's discussion went, in the words of `not_to`. */
function barredRecipients(world: World, leak: Fact): string[] {
  const to = token(leak.f['to'])!;
  if (to === 'media') return ['media'];
  if (to.startsWith('O-') || to === leak.f['from']) return [];
  if (!to.startsWith('M-')) return ['other_groups'];
  const own = groupOfMember(world, to, leak.t);
  if (own === leak.f['from']) return [];
  return own === null ? ['other_members'] : ['their_members', 'other_members'];
}

/** An officer was told where that is allowed only with a recorded necessity. */
function needlesslyToOfficer(world: World, leak: Fact): boolean {
  const duty = rule(world.packAt(leak.t), 'grp.duty_to_disclose');
  if (!token(leak.f['to'])!.startsWith('O-') || duty?.params['to_officers'] !== 'where_necessary') return false;
  return !ofType(world, 'NecessaryOfficerDisclosureRecorded').some(
    (fact) => fact.f['from'] === leak.f['from'] && fact.f['to'] === leak.f['to'] && fact.t <= leak.t,
  );
}

/** grp.discussion_confidential, and grp.duty_to_disclose where a legal duty was not said openly. */
function confidence(world: World, leak: Fact): Finding[] {
  const pack = world.packAt(leak.t);
  const notTo = listOf(rule(pack, 'grp.discussion_confidential')?.params['not_to']);
  const reported = (id: string) => byItself(world, leak, id).map((one): Finding => ({ ...one, basis: 'reported' }));
  if (leak.f['legalDuty'] === true) return leak.f['indicated'] === false ? reported('grp.duty_to_disclose') : [];
  const barred = barredRecipients(world, leak).some((one) => notTo.includes(one)) || needlesslyToOfficer(world, leak);
  return barred ? reported('grp.discussion_confidential') : [];
}

export function meetingFindings(world: World): Finding[] {
  const attended = ofType(world, 'OfficerAttendedGroupMeeting');
  const meetings = distinct(attended.map((fact) => token(fact.f['meeting'])!));
  return [
    ...attended.flatMap((fact) => attendeeLimit(world, fact)),
    ...meetings.flatMap((meeting) => [
      ...officersJudged(world, meeting).flatMap((own) => partyBusiness(world, own)),
      ...unauthorised(world, meeting),
      ...unrestricted(world, meeting),
    ]),
    ...ofType(world, 'PartyBusinessAdviceGiven', 'PartyBusinessAdviceSought').flatMap((one) =>
      partyBusinessAdvice(world, one),
    ),
    ...ofType(world, 'GroupConclusionReliedOn').flatMap((one) => byItself(world, one, 'grp.conclusions_not_decisions')),
    ...ofType(world, 'GroupFollowUpActionNotified').flatMap((one) => followUp(world, one)),
    ...ofType(world, 'GroupConfidenceBreachReported').flatMap((one) => confidence(world, one)),
  ];
}
