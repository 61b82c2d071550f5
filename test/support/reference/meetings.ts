/** Attendance at group meetings (readings.md 3 and 4, P09). */
import { distinct } from './figures.js';
import { foldOrder } from './history.js';
import type { Fact } from './history.js';
import { isExempt, listOf, rule } from './pack.js';
import type { World } from './pack.js';
import { decisionsOn, ofType, requestOf, token } from './requests.js';
import { parseInstant } from './time.js';

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

/** The end of an attendance: what was stated or the leaving, whichever is earlier; null where neither is known. */
export function endOf(world: World, attendance: Fact): number | null {
  const ends = [endStated(attendance), leaving(world, attendance)?.t ?? null].filter((one) => one !== null);
  return ends.length === 0 ? null : Math.max(attendance.t, Math.min(...ends));
}

/** readings 3: `count` less `coopted` where the pack counts the co-opted as councillors. */
function nonCouncillorsIn(world: World, record: Fact): number {
  const authorisation = rule(world.packAt(record.t), 'grp.non_councillor_authorisation');
  const less = authorisation?.params['coopted_count_as_councillor'] === true ? Number(record.f['coopted'] ?? 0) : 0;
  return Math.max(0, Number(record.f['count']) - less);
}

function presenceRecords(world: World, meeting: string): Fact[] {
  return ofType(world, 'NonCouncillorPresenceRecorded').filter((fact) => fact.f['meeting'] === meeting);
}

/** readings 3: the highest record of the meeting. */
export function nonCouncillors(world: World, meeting: string): number {
  return Math.max(0, ...presenceRecords(world, meeting).map((record) => nonCouncillorsIn(world, record)));
}

/** The first record that shows non-councillors present. */
export function firstPresence(world: World, meeting: string): Fact | null {
  return presenceRecords(world, meeting).find((record) => nonCouncillorsIn(world, record) > 0) ?? null;
}

/** readings 4, P09: `in_advance` strictly before the first arrival, by the authoriser, for a request of that meeting. */
export function authorisation(world: World, meeting: string): string {
  const arrival = attendancesAt(world, meeting)[0]!.t;
  const authorising = rule(world.packAt(arrival), 'grp.non_councillor_authorisation');
  if (authorising === null || nonCouncillors(world, meeting) === 0) return 'not_required';
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
export function together(world: World, meeting: string): Fact[] {
  const presence = firstPresence(world, meeting);
  if (presence === null) return [];
  return attendancesAt(world, meeting).filter((one) => (endOf(world, one) ?? Infinity) >= presence.t);
}

/** readings 3: when officer and non-councillors are first together. */
export function firstTogether(world: World, meeting: string): number {
  return Math.max(firstPresence(world, meeting)!.t, Math.min(...together(world, meeting).map((one) => one.t)));
}

/** readings 3: every officer left after the first presence record, other than for party business. */
export function allLeft(world: World, meeting: string): boolean {
  const presence = firstPresence(world, meeting);
  const there = together(world, meeting);
  if (presence === null || there.length === 0) return false;
  return there.every((attendance) => {
    const left = leaving(world, attendance);
    const endsIt = left !== null && left.t === endOf(world, attendance);
    return endsIt && left.t >= presence.t && left.f['reason'] !== 'party_business';
  });
}

/** readings 3: when the last officer's attendance ended; null while one goes on or its end is unknown. */
export function lastEnd(world: World, meeting: string): number | null {
  const ends = attendancesAt(world, meeting).map((one) => endOf(world, one) ?? Infinity);
  const last = Math.max(...ends);
  return last <= world.at ? last : null;
}

export function restrictionNotes(world: World, meeting: string): Fact[] {
  return ofType(world, 'InformationRestrictedForAudience').filter((fact) => fact.f['meeting'] === meeting);
}

export function segmentsOf(world: World, meeting: string): Fact[] {
  return ofType(world, 'PartyBusinessSegmentStarted').filter((fact) => fact.f['meeting'] === meeting);
}

/** An officer's time inside segments, in milliseconds; null where an end that matters is unknown. */
export function partyBusinessTime(world: World, attendances: Fact[]): number | null {
  const meeting = token(attendances[0]!.f['meeting'])!;
  const parts: { from: number; to: number }[] = [];
  for (const attendance of attendances) {
    for (const segment of segmentsOf(world, meeting)) {
      const part = overlap(world, attendance, segment);
      if (part === null) return null;
      parts.push(part);
    }
  }
  return lengthOfUnion(parts);
}

/** readings 4, P09: not clipped to `at`; without an end null, unless one of the two ended before the other began. */
export function overlap(world: World, attendance: Fact, segment: Fact): { from: number; to: number } | null {
  const ends = [endOf(world, attendance), endStated(segment)];
  const from = Math.max(attendance.t, segment.t);
  if (ends.some((end) => end !== null && end <= from)) return { from, to: from };
  const [left, closed] = ends;
  return left === null || closed === null ? null : { from, to: Math.min(left!, closed!) };
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
  const times = officersJudged(world, meeting).map((own) => partyBusinessTime(world, own));
  if (times.includes(null)) return null;
  return Math.floor(times.reduce<number>((sum, time) => sum + time!, 0) / 60_000);
}

function minutes(world: World, attendance: Fact): number | null {
  const end = endOf(world, attendance);
  return end === null ? null : Math.floor((end - attendance.t) / 60_000);
}

/** readings 4, P09: the strictest open finding of that meeting, else `withdrew`, else `clear`. */
function verdict(world: World, meeting: string, open: { level: string; meeting: string | null }[]): string {
  const own = open.filter((finding) => finding.meeting === meeting).map((finding) => finding.level);
  if (own.includes('BREACH')) return 'breach';
  if (own.includes('WARN')) return 'warn';
  return allLeft(world, meeting) ? 'withdrew' : 'clear';
}

/** projections.md P09: one row a meeting that an officer attended. */
export function attendanceLog(world: World, open: { level: string; meeting: string | null }[]) {
  const attended = ofType(world, 'OfficerAttendedGroupMeeting').sort(foldOrder);
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
    nonCouncillors: nonCouncillors(world, meeting),
    authorisation: authorisation(world, meeting),
    restrictedInformation: restrictionNotes(world, meeting).length > 0,
    partyBusinessMinutes: partyBusinessMinutes(world, meeting),
    verdict: verdict(world, meeting, open),
  });
  return { meetings: Object.fromEntries(meetings.map((meeting) => [meeting, row(meeting)])) };
}
