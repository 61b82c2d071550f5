import { type EventMark, type Instant, MINUTE_MS } from '#lib/kernel/index.js';
import { idsOf } from '#lib/kernel/marks.js';
import type { Finding } from '#lib/protocol/index.js';
import type { Explained, Line, Sight } from '../family.js';
import { groupOf as groupSeenBy } from '../viewer.js';
import type { Authorisation as Decision, GroupSupportState } from '../group-support/state.js';
import { type Authorisation, authorisationOf, decisionsOn, mostNonCouncillors, packOf, withdrew } from './mixed.js';
import { partyBusinessMinutes } from './party-business.js';
import { type Attendance, type AttendanceState, type GroupMeeting, isOpen, recordedEnd } from './state.js';

export interface AttendanceRow {
  readonly group: string | null;
  /** `minutes`: whole minutes from arrival to end; null where nobody recorded an end. */
  readonly officers: readonly { readonly officer: string; readonly role: string; readonly minutes: number | null }[];
  readonly nonCouncillors: number;
  readonly authorisation: Authorisation;
  readonly restrictedInformation: boolean;
  /** Whole minutes of all officers who are not exempt; null where nobody recorded an end. */
  readonly partyBusinessMinutes: number | null;
  readonly verdict: 'open' | 'breach' | 'warn' | 'withdrew' | 'clear';
  readonly events: readonly string[];
}

/** P09: one row a meeting that an officer attended. */
export interface AttendanceView {
  readonly meetings: Readonly<Record<string, AttendanceRow>>;
}

/** What P09 is read from beside the meetings. */
interface Asked {
  readonly at: Instant;
  readonly findings: readonly Finding[];
  readonly known: { readonly 'group-support': GroupSupportState };
}

function groupOf({ attendances }: GroupMeeting, support: GroupSupportState): string | null {
  for (const { group, request } of attendances) {
    const known = group ?? support.requests.get(request ?? '')?.group;
    if (known !== undefined) return known;
  }
  return null;
}

function minutesOf(meeting: GroupMeeting, one: Attendance): number | null {
  const end = recordedEnd(meeting, one);
  return end === null ? null : Math.max(0, Math.floor((end - one.at) / MINUTE_MS));
}

function openFindings({ id }: GroupMeeting, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ meeting, remediedAt }) => meeting === id && remediedAt === null);
}

function verdictOf(meeting: GroupMeeting, { at, findings }: Asked): AttendanceRow['verdict'] {
  if (meeting.attendances.some((one) => isOpen(meeting, one, at))) return 'open';
  const open = openFindings(meeting, findings);
  if (open.some(({ level }) => level === 'BREACH')) return 'breach';
  if (open.some(({ level }) => level === 'WARN')) return 'warn';
  const pack = packOf(meeting);
  return pack !== null && withdrew(meeting, pack) ? 'withdrew' : 'clear';
}

/** What the authoriser decided about people who are not elected at a meeting. */
function decidedAt(meeting: GroupMeeting, support: GroupSupportState): readonly Decision[] {
  const pack = packOf(meeting);
  return pack === null ? [] : decisionsOn(meeting, pack, support).flat();
}

function marksOf(meeting: GroupMeeting, support: GroupSupportState): EventMark[] {
  const { attendances, departures, presences, notes, segments } = meeting;
  return [attendances, departures, presences, notes, segments, decidedAt(meeting, support)].flat();
}

/** P09 attendance-log, from the meetings and the council's findings as at the same instant. */
export function attendanceView(state: AttendanceState, asked: Asked): AttendanceView {
  const support = asked.known['group-support'];
  const meetings: Record<string, AttendanceRow> = {};
  for (const meeting of state.meetings.values()) {
    const pack = packOf(meeting);
    if (pack === null) continue;
    meetings[meeting.id] = {
      group: groupOf(meeting, support),
      officers: meeting.attendances.map((one) => ({
        officer: one.officer,
        role: one.role,
        minutes: minutesOf(meeting, one),
      })),
      nonCouncillors: mostNonCouncillors(meeting, pack),
      authorisation: authorisationOf(meeting, pack, support),
      restrictedInformation: meeting.notes.length > 0,
      partyBusinessMinutes: partyBusinessMinutes(meeting),
      verdict: verdictOf(meeting, asked),
      events: idsOf(marksOf(meeting, support)),
    };
  }
  return { meetings };
}

function plural(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

function decisionLines({ id }: GroupMeeting, decisions: readonly Decision[]): readonly Line[] {
  return decisions.map((one) => {
    const decided = one.granted ? 'authorised' : 'refused';
    return { of: one.id, line: `${one.by} ${decided} people who are not elected at meeting ${id}.`, events: [one] };
  });
}

function linesOf(meeting: GroupMeeting, { findings, known }: Asked): Readonly<Record<string, readonly Line[]>> {
  const { id, attendances, presences, notes, segments } = meeting;
  return {
    authorisation: decisionLines(meeting, decidedAt(meeting, known['group-support'])),
    restrictedInformation: notes.map((one) => {
      return { of: one.id, line: `Information was restricted for those at meeting ${id}.`, events: [one] };
    }),
    officers: attendances.map((one) => ({
      of: one.id,
      line: `Officer ${one.officer} attended meeting ${id} as ${one.role}.`,
      events: [one],
    })),
    nonCouncillors: presences.map((one) => {
      const people = plural(one.count, 'person who was', 'people who were');
      return { of: one.id, line: `At meeting ${id} there was a record of ${people} not elected.`, events: [one] };
    }),
    partyBusinessMinutes: segments.map((one) => {
      return { of: one.id, line: `Meeting ${id} turned to party business.`, events: [one] };
    }),
    verdict: openFindings(meeting, findings).map(({ rule, level, events }) => {
      return { of: rule.id, line: `${level} under ${rule.id} is open at meeting ${id}.`, events };
    }),
  };
}

/** What the figures of P09 are made of, meeting by meeting. */
export function attendanceExplained({ meetings }: AttendanceState, asked: Asked): Explained {
  const attended = [...meetings.values()].filter(({ attendances }) => attendances.length > 0);
  return Object.fromEntries(attended.map((meeting) => [meeting.id, linesOf(meeting, asked)]));
}

/** The meetings of the viewer's group, and those that the viewer attended or recorded (projections.md, Who sees what). */
export function ownMeetings({ meetings }: AttendanceView, sight: Sight): AttendanceView {
  const { person } = sight.viewer;
  const seen = groupSeenBy(sight);
  const own = Object.entries(meetings).filter(
    ([, { group, officers, events }]) =>
      (group !== null && group === seen) ||
      officers.some(({ officer }) => officer === person) ||
      events.some((id) => sight.recorded.has(id)),
  );
  return { meetings: Object.fromEntries(own) };
}
