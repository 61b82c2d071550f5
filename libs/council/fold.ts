import { evolveAdvice, initialAdvice, noteAttendance, settleAdvice } from '#lib/features/advice/state.js';
import type { AdviceEvent } from '#lib/features/advice/events.js';
import { adviceEvents } from '#lib/features/advice/events.js';
import { type AttendanceEvent, attendanceEvents } from '#lib/features/attendance/events.js';
import { evolveAttendance, initialAttendance, settleAttendance } from '#lib/features/attendance/state.js';
import { type ConcernEvent, concernEvents } from '#lib/features/concerns/events.js';
import { evolveConcerns, initialConcerns, settleConcerns } from '#lib/features/concerns/state.js';
import { type GroupSupportEvent, groupSupportEvents } from '#lib/features/group-support/events.js';
import { evolveGroupSupport, initialGroupSupport, noteServed } from '#lib/features/group-support/state.js';
import { type InformationEvent, informationEvents } from '#lib/features/information/events.js';
import { evolveInformation, initialInformation } from '#lib/features/information/state.js';
import {
  type InterestsInput,
  type InterestsState,
  evolveInterests,
  initialInterests,
  interestEvents,
} from '#lib/features/interests/index.js';
import { type OfficeEvent, officeEvents } from '#lib/features/offices/events.js';
import { evolveOffices, initialOffices } from '#lib/features/offices/state.js';
import { type ProtocolLifeEvent, protocolLifeEvents } from '#lib/features/protocol-life/events.js';
import { evolveProtocolLife, initialProtocolLife } from '#lib/features/protocol-life/state.js';
import {
  type RelationshipsInput,
  type RelationshipsState,
  type TouchInput,
  type TouchState,
  evolveRelationships,
  initialRelationships,
  initialTouches,
  noteTouch,
  relationshipEvents,
  settleRelationships,
  settleTouches,
} from '#lib/features/relationships/index.js';
import {
  type OtherEvent,
  type RetentionEvent,
  type RetentionState,
  evolveRetention,
  initialRetention,
  noteRecord,
  recordTypes,
  retentionEvents,
} from '#lib/features/retention/index.js';
import {
  type StaffingEvent,
  type StaffingState,
  evolveStaffing,
  initialStaffing,
  staffingEvents,
} from '#lib/features/staffing/index.js';
import { type StructureEvent, structureEvents } from '#lib/features/structure/events.js';
import { evolveStructure, initialStructure } from '#lib/features/structure/state.js';
import type { Instant } from '#lib/kernel/index.js';
import { settleParity } from '#lib/protocol/index.js';
import type { AnyHappened } from './history.js';

/** Structure events that the relationships and the interests read too. */
const RELATIONSHIP_STRUCTURE = [
  'RoleAssigned',
  'RoleVacated',
  'BodyMembershipStarted',
  'BodyMembershipEnded',
  'OfficerDepartmentAssigned',
  'PoliticalGroupRegistered',
  'PoliticalGroupDissolved',
  'WorkingCalendarSet',
];
/** Events by which an officer serves a group, or is named to. */
const SERVICE = [
  'OfficerAttendedGroupMeeting',
  'OfficerNominatedToAttend',
  'GroupBriefingGiven',
  'GroupReportSupplied',
];
const INTEREST_STRUCTURE = ['MeetingConvened', 'RoleAssigned', 'BodyMembershipStarted', 'BodyMembershipEnded'];

/** The state of every family. */
export interface Families {
  readonly structure: ReturnType<typeof initialStructure>;
  readonly support: ReturnType<typeof initialGroupSupport>;
  readonly attendance: ReturnType<typeof initialAttendance>;
  readonly advice: ReturnType<typeof initialAdvice>;
  readonly offices: ReturnType<typeof initialOffices>;
  readonly information: ReturnType<typeof initialInformation>;
  readonly concerns: ReturnType<typeof initialConcerns>;
  readonly protocolLife: ReturnType<typeof initialProtocolLife>;
  readonly relationships: RelationshipsState;
  readonly touches: TouchState;
  readonly interests: InterestsState;
  readonly staffing: StaffingState;
  readonly retention: RetentionState;
}

/** One council folded up to an instant. It owns the families' states and changes them in place. */
export interface Fold {
  readonly families: Families;
  /** The instant of the newest event folded; -Infinity before the first. */
  instant: Instant;
  /** True once that instant has been judged: an event of the same instant then comes too late for this fold. */
  settled: boolean;
  /** Order of recording to the reason why that event has no effect. */
  readonly noEffect: Map<number, string>;
}

/** A council before its first event. */
export function openFold(): Fold {
  const families = {
    structure: initialStructure(),
    support: initialGroupSupport(),
    attendance: initialAttendance(),
    advice: initialAdvice(),
    offices: initialOffices(),
    information: initialInformation(),
    concerns: initialConcerns(),
    protocolLife: initialProtocolLife(),
    relationships: initialRelationships(),
    touches: initialTouches(),
    interests: initialInterests(),
    staffing: initialStaffing(),
    retention: initialRetention(),
  };
  return { families, instant: -Infinity, settled: true, noEffect: new Map() };
}

type Step = (families: Families, event: AnyHappened) => string | undefined;

function listen(types: Iterable<string>, step: Step): [string, Step][] {
  return [...types].map((type) => [type, step]);
}

/**
 * Which family folds which event, in this order: the one place where the types of the families meet the untyped history.
 * The family that owns an event says why it has no effect; the others only listen.
 */
const listeners: readonly (readonly [string, Step])[] = [
  ...listen(Object.keys(structureEvents), ({ structure }, event) =>
    evolveStructure(structure, event as StructureEvent),
  ),
  ...listen(Object.keys(groupSupportEvents), ({ support }, event) =>
    evolveGroupSupport(support, event as GroupSupportEvent),
  ),
  ...listen(Object.keys(attendanceEvents), (families, event) => {
    const attended = event as AttendanceEvent;
    noteServed(families.support, attended);
    if (attended.type === 'OfficerAttendedGroupMeeting') noteAttendance(families.advice, attended, families);
    return evolveAttendance(families.attendance, attended, families);
  }),
  ...listen(Object.keys(adviceEvents), (families, event) => {
    noteServed(families.support, event as AdviceEvent);
    return evolveAdvice(families.advice, event as AdviceEvent, families);
  }),
  ...listen(Object.keys(officeEvents), ({ offices }, event) => evolveOffices(offices, event as OfficeEvent)),
  ...listen(Object.keys(informationEvents), (families, event) =>
    evolveInformation(families.information, event as InformationEvent, families),
  ),
  ...listen(Object.keys(concernEvents), ({ concerns }, event) => evolveConcerns(concerns, event as ConcernEvent)),
  ...listen(Object.keys(protocolLifeEvents), ({ protocolLife }, event) =>
    evolveProtocolLife(protocolLife, event as ProtocolLifeEvent),
  ),
  ...listen([...Object.keys(relationshipEvents), ...RELATIONSHIP_STRUCTURE], ({ relationships, structure }, event) =>
    evolveRelationships(relationships, event as RelationshipsInput, structure),
  ),
  ...listen(SERVICE, ({ touches }, event) => {
    noteTouch(touches, event as TouchInput);
    return undefined;
  }),
  ...listen([...Object.keys(interestEvents), ...INTEREST_STRUCTURE], ({ interests }, event) =>
    evolveInterests(interests, event as InterestsInput),
  ),
  ...listen(Object.keys(staffingEvents), ({ staffing }, event) => evolveStaffing(staffing, event as StaffingEvent)),
  ...listen(Object.keys(retentionEvents), ({ retention }, event) =>
    evolveRetention(retention, event as RetentionEvent),
  ),
  ...listen(new Set(recordTypes), ({ retention }, event) => {
    noteRecord(retention, event satisfies OtherEvent);
    return undefined;
  }),
];

const steps: ReadonlyMap<string, readonly Step[]> = new Map(
  [...Map.groupBy(listeners, ([type]) => type)].map(([type, listening]) => [type, listening.map(([, step]) => step)]),
);

/** Judges the newest instant: every rule that needs all events of an instant is settled here (readings 1.2). */
export function settle(fold: Fold): void {
  if (fold.settled) return;
  const { families, instant } = fold;
  settleParity(families.support.parity, instant);
  settleAttendance(families.attendance);
  settleAdvice(families.advice, instant, families);
  settleParity(families.information.parity, instant);
  const decided = settleRelationships(families.relationships, families.structure);
  for (const order of [...decided, ...settleConcerns(families.concerns)]) fold.noEffect.delete(order);
  settleTouches(families.touches, instant, families);
  fold.settled = true;
}

/** True where the event can still be folded: it is not earlier than what was folded, nor of an instant already judged. */
export function inTime(fold: Fold, at: Instant): boolean {
  return at > fold.instant || (at === fold.instant && !fold.settled);
}

/** Folds the next event; the caller has made sure that it is in time. */
export function foldNext(fold: Fold, event: AnyHappened): void {
  if (event.at > fold.instant) {
    settle(fold);
    fold.instant = event.at;
  }
  fold.settled = false;
  for (const step of steps.get(event.type) ?? []) {
    const why = step(fold.families, event);
    if (why !== undefined) fold.noEffect.set(event.order, why);
  }
}
