import { type Instant, parseInstant } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';
import type { StructureState } from '../structure/state.js';
import type { AttendanceEvent } from './events.js';

/** One officer's presence at one group meeting, from arrival to end. */
export interface Attendance {
  readonly officer: string;
  readonly role: string;
  readonly group: string | null;
  readonly request: string | null;
  readonly at: Instant;
  readonly rec: Instant;
  readonly until: Instant | null;
  readonly accompaniedBy: number;
  readonly pack: Pack;
}

/** An officer's leaving; `officer` null is everybody then present. */
export interface Departure {
  readonly officer: string | null;
  readonly at: Instant;
  readonly forPartyBusiness: boolean;
}

export interface Presence {
  readonly at: Instant;
  readonly rec: Instant;
  readonly count: number;
  readonly coopted: number;
}

export interface Segment {
  readonly at: Instant;
  readonly rec: Instant;
  readonly until: Instant | null;
}

/** One meeting of a group that an officer attended. */
export interface GroupMeeting {
  readonly id: string;
  readonly attendances: Attendance[];
  readonly departures: Departure[];
  readonly presences: Presence[];
  readonly notes: { readonly at: Instant; readonly rec: Instant }[];
  readonly segments: Segment[];
}

/** A report of an act, judged as it stands. */
export interface Report {
  readonly kind: 'advice_given' | 'advice_sought' | 'confidence_breach';
  readonly id: string;
  readonly at: Instant;
  readonly rec: Instant;
  readonly pack: Pack;
  readonly meeting: string | null;
  readonly breach: ConfidenceBreach | null;
}

export interface ConfidenceBreach {
  readonly to:
    'media' | 'officer' | 'member_of_another_group' | 'other_member' | 'same_group_member' | 'group' | 'same_group';
  readonly legalDuty: boolean;
  readonly indicated: boolean | null;
  readonly necessaryDisclosure: boolean;
}

/** Officers at group meetings, at the last instant folded. The fold owns its state. */
export interface AttendanceState {
  readonly meetings: Map<string, GroupMeeting>;
  readonly reports: Report[];
  /** `from group > to officer`, with the first time it was recorded. */
  readonly necessaryDisclosures: Map<string, Instant>;
  /** Breaches that await the end of their instant. */
  readonly pending: (() => void)[];
}

/** The attendances of a council before its first event. */
export function initialAttendance(): AttendanceState {
  return { meetings: new Map(), reports: [], necessaryDisclosures: new Map(), pending: [] };
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

/** When an attendance ended, at the earliest on arrival; null while no end is known. */
export function endOf(meeting: GroupMeeting, attendance: Attendance): Instant | null {
  const end = departureOf(meeting, attendance)?.at ?? attendance.until;
  return end === null ? null : Math.max(attendance.at, end);
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

function arrive(state: AttendanceState, { p, at, rec, pack }: Of<'OfficerAttendedGroupMeeting'>): void {
  meetingOf(state, p.meeting).attendances.push({
    officer: p.officer,
    role: p.role,
    group: p.group ?? null,
    request: p.request ?? null,
    at,
    rec,
    until: p.until === undefined ? null : parseInstant(p.until),
    accompaniedBy: p.accompaniedBy ?? 0,
    pack,
  });
}

function recipientOf(
  { from, to }: { readonly from: string; readonly to: string },
  structure: StructureState,
): ConfidenceBreach['to'] {
  if (to === 'media') return 'media';
  if (to.startsWith('O-')) return 'officer';
  if (!to.startsWith('M-')) return to === from ? 'same_group' : 'group';
  const group = structure.memberGroup.get(to) ?? null;
  if (group === from) return 'same_group_member';
  return group === null ? 'other_member' : 'member_of_another_group';
}

function report(
  state: AttendanceState,
  event: AttendanceEvent,
  kind: Report['kind'],
  breach: ConfidenceBreach | null,
): void {
  const { id, at, rec, pack, p } = event;
  const meeting = 'meeting' in p ? (p.meeting ?? null) : null;
  state.reports.push({ kind, id, at, rec, pack, meeting, breach });
}

/** Folds one event; answers why it has no effect, where it has none. */
export function evolveAttendance(state: AttendanceState, event: AttendanceEvent, known: Registers): string | undefined {
  const { at, rec } = event;
  switch (event.type) {
    case 'OfficerAttendedGroupMeeting':
      arrive(state, event);
      return undefined;
    case 'OfficerLeftGroupMeeting': {
      const { meeting, officer, reason } = event.p;
      const departure = { officer: officer ?? null, at, forPartyBusiness: reason === 'party_business' };
      meetingOf(state, meeting).departures.push(departure);
      return undefined;
    }
    case 'NonCouncillorPresenceRecorded':
      meetingOf(state, event.p.meeting).presences.push({
        at,
        rec,
        count: event.p.count,
        coopted: event.p.coopted ?? 0,
      });
      return undefined;
    case 'InformationRestrictedForAudience':
      meetingOf(state, event.p.meeting).notes.push({ at, rec });
      return undefined;
    case 'PartyBusinessSegmentStarted': {
      const until = event.p.until === undefined ? null : parseInstant(event.p.until);
      meetingOf(state, event.p.meeting).segments.push({ at, rec, until });
      return undefined;
    }
    default:
      noteReport(state, event, known);
      return undefined;
  }
}

function noteReport(state: AttendanceState, event: AttendanceEvent, { structure }: Registers): void {
  if (event.type === 'PartyBusinessAdviceGiven') report(state, event, 'advice_given', null);
  else if (event.type === 'PartyBusinessAdviceSought') report(state, event, 'advice_sought', null);
  else if (event.type === 'NecessaryOfficerDisclosureRecorded') {
    const key = `${event.p.from}>${event.p.to}`;
    if (!state.necessaryDisclosures.has(key)) state.necessaryDisclosures.set(key, event.at);
  } else if (event.type === 'GroupConfidenceBreachReported') {
    const { p } = event;
    state.pending.push(() => {
      report(state, event, 'confidence_breach', {
        to: recipientOf(p, structure),
        legalDuty: p.legalDuty === true,
        indicated: p.indicated ?? null,
        necessaryDisclosure: state.necessaryDisclosures.has(`${p.from}>${p.to}`),
      });
    });
  }
}

/** Judges the recipients of breaches by what was true once all events of their instant are folded (readings 1.2). */
export function settleAttendance(state: AttendanceState): undefined {
  if (state.pending.length === 0) return;
  for (const settle of state.pending) settle();
  state.pending.length = 0;
}
