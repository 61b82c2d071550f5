/** Attendance at group meetings (readings.md 3 and 4, P09). */
import { distinct } from './figures.js';
import { idsInOrder } from './finding.js';
import type { Fact } from './history.js';
import { isExempt, listOf, rule } from './pack.js';
import type { Pack, World } from './pack.js';
import { decisionsOn } from './requests.js';
import { endOfItsDay, parseInstant } from './time.js';
import { ofType, requestOf, token } from './world.js';

/** events.md: the group of an attendance may come from the request. */
export function meetingGroupOf(world: World, attendance: Fact): string | null {
  return token(attendance.f['group']) ?? token(requestOf(world, attendance.f['request'])?.f['group']);
}

/** The `until` of an event, or null. */
export function endStated(fact: Fact): number | null {
  return token(fact.f['until']) === null ? null : parseInstant(fact.f['until']);
}

export function attendancesAt(world: World, meeting: string): Fact[] {
  return ofType(world, 'OfficerAttendedGroupMeeting').filter((fact) => fact.f['meeting'] === meeting);
}

/** The first leaving of that officer, or of all, not before the arrival. */
export function leaving(world: World, attendance: Fact): Fact | null {
  const all = ofType(world, 'OfficerLeftGroupMeeting').filter((fact) => fact.f['meeting'] === attendance.f['meeting']);
  const own = all.filter((fact) => [null, attendance.f['officer']].includes(token(fact.f['officer'])));
  return own.find((fact) => fact.t >= attendance.t) ?? null;
}

/** The recorded end of an attendance: what was stated or the leaving, whichever is earlier; null where neither is known. */
function endRecorded(world: World, attendance: Fact): number | null {
  const ends = [endStated(attendance), leaving(world, attendance)?.t ?? null].filter((one) => one !== null);
  return ends.length === 0 ? null : Math.max(attendance.t, Math.min(...ends));
}

/** readings 4: without a recorded end an attendance is taken to have ended with its day. */
export function endOf(world: World, attendance: Fact): number {
  return endRecorded(world, attendance) ?? endOfItsDay(attendance.t);
}

/** readings 4: an attendance whose end nobody recorded, on a day that is not over. */
function isStillOpen(world: World, meeting: string): boolean {
  return attendancesAt(world, meeting).some((one) => endRecorded(world, one) === null && world.at < endOfItsDay(one.t));
}

const AUTHORISATION = 'grp.non_councillor_authorisation';
const RESTRICTED = 'grp.non_councillor_restricted_information';

/** Whose `coopted_count_as_councillor` is read: the rule that asks; P09 asks as the authorisation rule where there is one. */
export type Asking = typeof AUTHORISATION | typeof RESTRICTED;

export function askedByLog(pack: Pack): Asking {
  return rule(pack, AUTHORISATION) === null ? RESTRICTED : AUTHORISATION;
}

/** readings 4: the rule's own parameter, failing it that of the authorisation rule. */
function cooptedCount(pack: Pack, asking: Asking): boolean {
  const said = [asking, AUTHORISATION].map((id) => rule(pack, id)?.params['coopted_count_as_councillor']);
  return said.find((one) => one !== undefined) === true;
}

/** readings 1.7: the meeting is judged by the pack of the first officer's arrival, which says who counts as a councillor. */
function nonCouncillorsIn(world: World, record: Fact, asking: Asking): number {
  const arrival = attendancesAt(world, token(record.f['meeting'])!)[0];
  const pack = world.packAt((arrival ?? record).t);
  const less = cooptedCount(pack, asking) ? Number(record.f['coopted'] ?? 0) : 0;
  return Math.max(0, Number(record.f['count']) - less);
}

function presenceRecords(world: World, meeting: string): Fact[] {
  return ofType(world, 'NonCouncillorPresenceRecorded').filter((fact) => fact.f['meeting'] === meeting);
}

/** readings 3: the highest record of the meeting. */
function nonCouncillors(world: World, meeting: string, asking: Asking): number {
  return Math.max(0, ...presenceRecords(world, meeting).map((record) => nonCouncillorsIn(world, record, asking)));
}

/** The first record that shows non-councillors present. */
export function firstPresence(world: World, meeting: string, asking: Asking): Fact | null {
  return presenceRecords(world, meeting).find((record) => nonCouncillorsIn(world, record, asking) > 0) ?? null;
}

/** readings 4, P09: `in_advance` strictly before the first arrival, by the authoriser, for a request of that meeting. */
export function authorisation(world: World, meeting: string): string {
  const arrival = attendancesAt(world, meeting)[0]!.t;
  const authorising = rule(world.packAt(arrival), AUTHORISATION);
  if (authorising === null || nonCouncillors(world, meeting, askedByLog(world.packAt(arrival))) === 0)
    return 'not_required';
  const decisions = authorisationsOf(world, meeting, listOf(authorising.params['authoriser']));
  const standing = decisions.map((all) => all.filter((fact) => fact.t < arrival).at(-1));
  if (standing.some((fact) => fact?.type === 'NonCouncillorAttendanceAuthorised')) return 'in_advance';
  const later = decisions.flat().filter((fact) => fact.t >= arrival);
  return later.some((fact) => fact.type === 'NonCouncillorAttendanceAuthorised') ? 'late' : 'none';
}

/** The authoriser's decisions, request by request of that meeting. */
function authorisationsOf(world: World, meeting: string, authorisers: unknown[]): Fact[][] {
  const named = distinct(attendancesAt(world, meeting).map((fact) => token(fact.f['request'])));
  const requests = named.map((id) => requestOf(world, id)).filter((request) => request !== null);
  const types = ['NonCouncillorAttendanceAuthorised', 'NonCouncillorAttendanceRefused'];
  return requests.map((request) =>
    decisionsOn(world, request, 'request', types).filter((fact) => authorisers.includes(fact.f['by'])),
  );
}

/** Attendances that were in the room with non-councillors: still there at the first presence record, or come later. */
export function together(world: World, meeting: string, asking: Asking): Fact[] {
  const presence = firstPresence(world, meeting, asking);
  if (presence === null) return [];
  return attendancesAt(world, meeting).filter((one) => endOf(world, one) >= presence.t);
}

/** readings 3: when officer and non-councillors are first together. */
export function firstTogether(world: World, meeting: string, asking: Asking): number {
  const arrivals = together(world, meeting, asking).map((one) => one.t);
  return Math.max(firstPresence(world, meeting, asking)!.t, Math.min(...arrivals));
}

/** readings 3: every officer left after the first presence record, other than for party business. */
export function allLeft(world: World, meeting: string, asking: Asking): boolean {
  const presence = firstPresence(world, meeting, asking);
  const there = together(world, meeting, asking);
  if (presence === null || there.length === 0) return false;
  return there.every((attendance) => {
    const left = leaving(world, attendance);
    const endsIt = left !== null && left.t === endOf(world, attendance);
    return endsIt && left.t >= presence.t && left.f['reason'] !== 'party_business';
  });
}

/** readings 3: when the last officer's attendance ended; null while one goes on. */
export function lastEnd(world: World, meeting: string): number | null {
  const last = Math.max(...attendancesAt(world, meeting).map((one) => endOf(world, one)));
  return last <= world.at ? last : null;
}

export function restrictionNotes(world: World, meeting: string): Fact[] {
  return ofType(world, 'InformationRestrictedForAudience').filter((fact) => fact.f['meeting'] === meeting);
}

export function segmentsOf(world: World, meeting: string): Fact[] {
  return ofType(world, 'PartyBusinessSegmentStarted').filter((fact) => fact.f['meeting'] === meeting);
}

/** An attendance and a segment that meet, and from when to when. */
export interface Part {
  attendance: Fact;
  segment: Fact;
  from: number;
  to: number;
}

/**
 * What an officer spent inside segments; null where an end that matters is unknown. Judged is an attendance without a
 * recorded end as if it ended with its day, once that is over; shown it is unknown for good (readings 4).
 */
export function partyBusinessParts(world: World, attendances: Fact[], end: typeof endJudged): Part[] | null {
  const meeting = token(attendances[0]!.f['meeting'])!;
  const parts = attendances.flatMap((attendance) =>
    segmentsOf(world, meeting).map((segment) => part(attendance, segment, end(world, attendance))),
  );
  if (parts.includes(null)) return null;
  return parts.filter((one) => one !== null && one.to > one.from) as Part[];
}

export function endJudged(world: World, attendance: Fact): number | null {
  const end = endRecorded(world, attendance);
  return end === null && world.at < endOfItsDay(attendance.t) ? null : endOf(world, attendance);
}

/** readings 4, P09: not clipped to `at`; without an end null, unless one of the two ended before the other began. */
function part(attendance: Fact, segment: Fact, left: number | null): Part | null {
  const closed = endStated(segment);
  const from = Math.max(attendance.t, segment.t);
  if ([left, closed].some((end) => end !== null && end <= from)) return { attendance, segment, from, to: from };
  return left === null || closed === null ? null : { attendance, segment, from, to: Math.min(left, closed) };
}

export function timeIn(parts: Part[]): number {
  return lengthOfUnion(parts);
}

function lengthOfUnion(parts: { from: number; to: number }[]): number {
  const edges = distinct(parts.flatMap((part) => [part.from, part.to])).sort((a, b) => a - b);
  return edges.reduce((sum, edge, place) => {
    const next = edges[place + 1] ?? edge;
    return sum + (parts.some((part) => part.from <= edge && next <= part.to) ? next - edge : 0);
  }, 0);
}

/** Officers of a meeting whom the rule on party business does not exempt, each with their attendances. */
export function officersJudged(world: World, meeting: string): Fact[][] {
  const judged = attendancesAt(world, meeting).filter(
    (fact) => !isExempt(world.packAt(fact.t), 'grp.absent_for_party_business', fact.f['role']),
  );
  const officers = distinct(judged.map((fact) => fact.f['officer']));
  return officers.map((officer) => judged.filter((fact) => fact.f['officer'] === officer));
}

function partyBusinessMinutes(world: World, meeting: string): number | null {
  const all = officersJudged(world, meeting).map((own) => partyBusinessParts(world, own, endRecorded));
  if (all.includes(null)) return null;
  return Math.floor(all.reduce((sum, parts) => sum + timeIn(parts!), 0) / 60_000);
}

function minutes(world: World, attendance: Fact): number | null {
  const end = endRecorded(world, attendance);
  return end === null ? null : Math.floor((end - attendance.t) / 60_000);
}

/** readings 4, P09: `open` while an end is awaited, else the strictest open finding, else `withdrew`, else `clear`. */
function verdict(world: World, meeting: string, open: { level: string; meeting: string | null }[]): string {
  if (isStillOpen(world, meeting)) return 'open';
  const own = open.filter((finding) => finding.meeting === meeting).map((finding) => finding.level);
  if (own.includes('BREACH')) return 'breach';
  if (own.includes('WARN')) return 'warn';
  return allLeft(world, meeting, askedByLog(world.packAt(attendancesAt(world, meeting)[0]!.t))) ? 'withdrew' : 'clear';
}

const AT_A_MEETING = [
  ...['OfficerAttendedGroupMeeting', 'OfficerLeftGroupMeeting', 'NonCouncillorPresenceRecorded'],
  ...['InformationRestrictedForAudience', 'PartyBusinessSegmentStarted'],
];

/** The decisions on non-councillors at a meeting, by the authoriser of its pack. */
export function authorisationsAt(world: World, meeting: string): Fact[] {
  const authorisers = rule(world.packAt(attendancesAt(world, meeting)[0]!.t), AUTHORISATION)?.params['authoriser'];
  return authorisationsOf(world, meeting, listOf(authorisers)).flat();
}

/** What a row of P09 is read from: what was recorded of the meeting, and the decisions on non-councillors at it. */
export function eventsOf(world: World, meeting: string): Fact[] {
  const there = ofType(world, ...AT_A_MEETING).filter((fact) => fact.f['meeting'] === meeting);
  return [...there, ...authorisationsAt(world, meeting)];
}

/** projections.md P09: one row a meeting that an officer attended. */
export function attendanceLog(world: World, open: { level: string; meeting: string | null }[]) {
  const attended = ofType(world, 'OfficerAttendedGroupMeeting');
  const meetings = distinct(attended.map((fact) => token(fact.f['meeting'])!)).sort();
  const row = (meeting: string) => ({
    group:
      attendancesAt(world, meeting)
        .map((one) => meetingGroupOf(world, one))
        .find((one) => one !== null) ?? null,
    officers: attendancesAt(world, meeting).map((one) => ({
      officer: token(one.f['officer']),
      role: token(one.f['role']),
      minutes: minutes(world, one),
    })),
    nonCouncillors: nonCouncillors(world, meeting, askedByLog(world.packAt(attendancesAt(world, meeting)[0]!.t))),
    authorisation: authorisation(world, meeting),
    restrictedInformation: restrictionNotes(world, meeting).length > 0,
    partyBusinessMinutes: partyBusinessMinutes(world, meeting),
    verdict: verdict(world, meeting, open),
    events: idsInOrder(eventsOf(world, meeting)),
  });
  return { meetings: Object.fromEntries(meetings.map((meeting) => [meeting, row(meeting)])) };
}
