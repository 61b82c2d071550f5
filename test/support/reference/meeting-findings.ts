/** Findings about attendances at group meetings (the table of readings.md 3). */
import { distinct } from './figures.js';
import { finding } from './finding.js';
import type { Finding } from './finding.js';
import { firstRecorded } from './history.js';
import type { Fact } from './history.js';
import {
  allLeft,
  attendancesAt,
  authorisation,
  endJudged,
  firstPresence,
  firstTogether,
  lastEnd,
  officersJudged,
  partyBusinessParts,
  restrictionNotes,
  timeIn,
  together,
} from './meetings.js';
import type { Asking, Part } from './meetings.js';
import { isExempt, listOf, rule } from './pack.js';
import type { World } from './pack.js';
import { decisionsOn } from './requests.js';
import { ofType, requestOf, token } from './world.js';

/** An approval of accompaniment with a reason for the request of an attendance. */
function approvals(world: World, attendance: Fact): Fact[] {
  const request = requestOf(world, attendance.f['request']);
  if (request === null) return [];
  const all = decisionsOn(world, request, 'request', ['AccompanimentApproved']);
  return all.filter((fact) => token(fact.f['reason']) !== null);
}

/** grp.attendee_limit: resolved by a later approval, where the role is in `extra`. */
function attendeeLimit(world: World, attendance: Fact): Finding[] {
  const { role, officer, meeting, accompaniedBy } = attendance.f;
  const pack = world.packAt(attendance.t);
  const limit = rule(pack, 'grp.attendee_limit');
  if (limit === null || isExempt(pack, limit.id, role)) return [];
  const isMore = Number(accompaniedBy ?? 0) > 0 || !listOf(limit.params['normal']).includes(role);
  const approved = approvals(world, attendance);
  if (!isMore || approved.some((fact) => fact.t <= attendance.t)) return [];
  const later = listOf(limit.params['extra']).includes(role) ? approved.slice(0, 1) : [];
  return finding(pack, limit, {
    subject: `meeting ${token(meeting)!} officer ${token(officer)!}`,
    anchor: attendance,
    occurredAt: attendance.t,
    rests: [attendance],
    remediedAt: later[0]?.t ?? null,
    resolvers: later,
    meeting: token(meeting),
    who: officer,
  });
}

/** readings 3, grp.attendee_limit: one an officer and meeting. */
function onceEach(findings: Finding[]): Finding[] {
  return findings.filter((one) => findings.find((other) => other.subject === one.subject) === one);
}

/** readings 3.4: each part that alone exceeds the tolerance is enough; failing such a part, all of them together. */
function enough(parts: Part[], tolerance: number): Part[] {
  const alone = parts.filter((one) => one.to - one.from > tolerance);
  const known = (one: Part) => Math.max(one.attendance.rec, one.segment.rec);
  return alone.length === 0 ? parts : [...alone].sort((a, b) => known(a) - known(b)).slice(0, 1);
}

/** grp.absent_for_party_business: an officer's minutes inside segments > `tolerance_minutes`. */
function partyBusiness(world: World, own: Fact[]): Finding[] {
  const [first] = own;
  const pack = world.packAt(first!.t);
  const absent = rule(pack, 'grp.absent_for_party_business');
  const tolerance = Number(absent?.params['tolerance_minutes'] ?? 0) * 60_000;
  const parts = partyBusinessParts(world, own, endJudged);
  if (parts === null || timeIn(parts) <= tolerance) return [];
  const occurredAt = Math.min(...parts.map((one) => one.from));
  const meeting = token(first!.f['meeting'])!;
  return finding(pack, absent, {
    subject: `meeting ${meeting} officer ${token(first!.f['officer'])!}`,
    anchor: own.find((attendance) => parts.some((one) => one.attendance === attendance && one.from === occurredAt))!,
    occurredAt,
    rests: enough(parts, tolerance).flatMap((one) => [one.attendance, one.segment]),
    read: parts.flatMap((one) => [one.attendance, one.segment]),
    meeting,
    who: first!.f['officer'],
  });
}

/** The presence, and of the officers who were there with it the first recorded. */
function presenceAndOfficer(world: World, meeting: string, asking: Asking): Fact[] {
  return [firstPresence(world, meeting, asking)!, ...firstRecorded(together(world, meeting, asking))];
}

/** grp.non_councillor_authorisation: judged when the last attendance ends; occurs when they are first together. */
function unauthorised(world: World, meeting: string): Finding[] {
  const asking = 'grp.non_councillor_authorisation';
  if (!isJudged(world, meeting, asking) || !['late', 'none'].includes(authorisation(world, meeting))) return [];
  const pack = world.packAt(attendancesAt(world, meeting)[0]!.t);
  return finding(pack, rule(pack, asking), {
    subject: `meeting ${meeting}`,
    anchor: firstPresence(world, meeting, asking),
    occurredAt: firstTogether(world, meeting, asking),
    rests: presenceAndOfficer(world, meeting, asking),
    meeting,
    who: together(world, meeting, asking)[0]!.f['officer'],
  });
}

/** grp.non_councillor_restricted_information: no note by the end of the attendance; resolved by a later note. */
function unrestricted(world: World, meeting: string): Finding[] {
  const asking = 'grp.non_councillor_restricted_information';
  const pack = world.packAt(attendancesAt(world, meeting)[0]!.t);
  const hasAuthorisation = rule(pack, 'grp.non_councillor_authorisation') !== null;
  if (!isJudged(world, meeting, asking)) return [];
  if (hasAuthorisation && !['in_advance', 'late'].includes(authorisation(world, meeting))) return [];
  const end = lastEnd(world, meeting)!;
  const notes = restrictionNotes(world, meeting);
  if (notes.some((note) => note.t <= end)) return [];
  return finding(pack, rule(pack, asking), {
    subject: `meeting ${meeting}`,
    anchor: firstPresence(world, meeting, asking),
    occurredAt: end,
    notBefore: end,
    rests: presenceAndOfficer(world, meeting, asking),
    remediedAt: notes[0]?.t ?? null,
    resolvers: notes.slice(0, 1),
    meeting,
    who: together(world, meeting, asking)[0]!.f['officer'],
  });
}

/** Officers and non-councillors were together, not all officers left on finding them, and the attendance is over. */
function isJudged(world: World, meeting: string, asking: Asking): boolean {
  return (
    together(world, meeting, asking).length > 0 && !allLeft(world, meeting, asking) && lastEnd(world, meeting) !== null
  );
}

export function meetingFindings(world: World): Finding[] {
  const attended = ofType(world, 'OfficerAttendedGroupMeeting');
  const meetings = distinct(attended.map((fact) => token(fact.f['meeting'])!));
  return [
    ...onceEach(attended.flatMap((fact) => attendeeLimit(world, fact))),
    ...meetings.flatMap((meeting) => [
      ...officersJudged(world, meeting).flatMap((own) => partyBusiness(world, own)),
      ...unauthorised(world, meeting),
      ...unrestricted(world, meeting),
    ]),
  ];
}
