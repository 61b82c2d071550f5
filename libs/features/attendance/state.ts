import { type EventMark, type Instant, endOfDay, localDay, parseInstant } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import type { Pack } from '#lib/protocol/index.js';
import type { StructureState } from '../structure/state.js';
import type { AttendanceEvent } from './events.js';
import { type Reports, initialReports, noteReport, settleReports } from './reports.js';

/** One officer's presence at one group meeting, from arrival to end. */
export interface Attendance extends EventMark {
  readonly officer: string;
  readonly role: string;
  readonly group: string | null;
  readonly request: string | null;
  readonly until: Instant | null;
  readonly accompaniedBy: number;
  readonly pack: Pack;
}

/** An officer's leaving; `officer` null is everybody then present. */
export interface Departure extends EventMark {
  readonly officer: string | null;
  readonly forPartyBusiness: boolean;
}

export interface Presence extends EventMark {
  readonly count: number;
  readonly coopted: number;
}

export interface Segment extends EventMark {
  readonly until: Instant | null;
}

/** One meeting of a group that an officer attended. */
export interface GroupMeeting {
  readonly id: string;
  readonly attendances: Attendance[];
  readonly departures: Departure[];
  readonly presences: Presence[];
  readonly notes: EventMark[];
  readonly segments: Segment[];
}

/** Officers at group meetings, at the last instant folded. The fold owns its state. */
export interface AttendanceState {
  readonly meetings: Map<string, GroupMeeting>;
  readonly reports: Reports;
}

/** The attendances of a council before its first event. */
export function initialAttendance(): AttendanceState {
  return { meetings: new Map(), reports: initialReports() };
}

/** What other folds know that this one looks up. */
export interface Registers {
  readonly structure: StructureState;
}

/** How an officer left, where somebody recorded it: the first departure between arrival and the stated end. */
export function departureOf({ departures }: GroupMeeting, { officer, at, until }: Attendance): Departure | null {
  let first: Departure | null = null;
  for (const one of departures) {
    if (one.officer !== null && one.officer !== officer) continue;
    if (one.at < at || (until !== null && one.at > until)) continue;
    if (first === null || one.at < first.at) first = one;
  }
  return first;
}

/** When an attendance ended, at the earliest on arrival; null where nobody recorded an end. */
export function recordedEnd(meeting: GroupMeeting, attendance: Attendance): Instant | null {
  const end = departureOf(meeting, attendance)?.at ?? attendance.until;
  return end === null ? null : Math.max(attendance.at, end);
}

/** When an attendance ended; where nobody recorded it, with the local day of arrival (readings 4). */
export function endOf(meeting: GroupMeeting, attendance: Attendance): Instant {
  return recordedEnd(meeting, attendance) ?? endOfDay(localDay(attendance.at));
}

/** True while an attendance without a recorded end goes on: until the day of arrival is over (readings 4). */
export function isOpen(meeting: GroupMeeting, attendance: Attendance, at: Instant): boolean {
  return recordedEnd(meeting, attendance) === null && at < endOf(meeting, attendance);
}

function meetingOf(state: AttendanceState, id: string): GroupMeeting {
  let meeting = state.meetings.get(id);
  if (meeting === undefined) {
    meeting = { id, attendances: [], departures: [], presences: [], notes: [], segments: [] };
    state.meetings.set(id, meeting);
  }
  return meeting;
}

type Of<Type extends AttendanceEvent['type']> = Extract<AttendanceEvent, { type: Type }>;

function untilOf({ until }: { readonly until?: string | undefined }): Instant | null {
  return until === undefined ? null : parseInstant(until);
}

function arrive(state: AttendanceState, event: Of<'OfficerAttendedGroupMeeting'>): void {
  const { p, pack } = event;
  meetingOf(state, p.meeting).attendances.push({
    ...markOf(event),
    officer: p.officer,
    role: p.role,
    group: p.group ?? null,
    request: p.request ?? null,
    until: untilOf(p),
    accompaniedBy: p.accompaniedBy ?? 0,
    pack,
  });
}

/** Folds one event. */
export function evolveAttendance(state: AttendanceState, event: AttendanceEvent, known: Registers): undefined {
  const mark = markOf(event);
  switch (event.type) {
    case 'OfficerAttendedGroupMeeting':
      arrive(state, event);
      return;
    case 'OfficerLeftGroupMeeting': {
      const { meeting, officer = null, reason } = event.p;
      meetingOf(state, meeting).departures.push({ ...mark, officer, forPartyBusiness: reason === 'party_business' });
      return;
    }
    case 'NonCouncillorPresenceRecorded': {
      const { meeting, count, coopted = 0 } = event.p;
      meetingOf(state, meeting).presences.push({ ...mark, count, coopted });
      return;
    }
    case 'InformationRestrictedForAudience':
      meetingOf(state, event.p.meeting).notes.push(mark);
      return;
    case 'PartyBusinessSegmentStarted':
      meetingOf(state, event.p.meeting).segments.push({ ...mark, until: untilOf(event.p) });
      return;
    default:
      noteReport(state.reports, event, known.structure);
  }
}

/** Judges reports by what was true once all events of their instant are folded (readings 1.2). */
export function settleAttendance({ reports }: AttendanceState): undefined {
  settleReports(reports);
}
