import { evolveAdvice, initialAdvice, noteAttendance, settleAdvice } from '#lib/features/advice/state.js';
import type { AdviceEvent } from '#lib/features/advice/events.js';
import { adviceEvents } from '#lib/features/advice/events.js';
import { type AttendanceEvent, attendanceEvents } from '#lib/features/attendance/events.js';
import { evolveAttendance, initialAttendance, settleAttendance } from '#lib/features/attendance/state.js';
import { type ConcernEvent, concernEvents } from '#lib/features/concerns/events.js';
import { evolveConcerns, initialConcerns } from '#lib/features/concerns/state.js';
import { type GroupSupportEvent, groupSupportEvents } from '#lib/features/group-support/events.js';
import {
  evolveGroupSupport,
  initialGroupSupport,
  noteServed,
  settleGroupSupport,
} from '#lib/features/group-support/state.js';
import { type InformationEvent, informationEvents } from '#lib/features/information/events.js';
import { evolveInformation, initialInformation, settleInformation } from '#lib/features/information/state.js';
import { type OfficeEvent, officeEvents } from '#lib/features/offices/events.js';
import { evolveOffices, initialOffices } from '#lib/features/offices/state.js';
import { type ProtocolLifeEvent, protocolLifeEvents } from '#lib/features/protocol-life/events.js';
import { evolveProtocolLife, initialProtocolLife } from '#lib/features/protocol-life/state.js';
import { type StructureEvent, structureEvents } from '#lib/features/structure/events.js';
import { evolveStructure, initialStructure } from '#lib/features/structure/state.js';
import type { EventTable, Happened, Instant, Payload } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** An event of any family on its way into the fold; `p` has been checked against the event's field list. */
export type AnyHappened = Happened<string, Payload, Pack>;

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
  };
  return { families, instant: -Infinity, settled: true, noEffect: new Map() };
}

type Step = (families: Families, event: AnyHappened) => string | undefined;

function evolveAll(table: EventTable, step: Step): [string, Step][] {
  return Object.keys(table).map((type) => [type, step]);
}

/** Which family folds which event: the one place where the types of the families meet the untyped history. */
const steps: ReadonlyMap<string, Step> = new Map([
  ...evolveAll(structureEvents, ({ structure }, event) => evolveStructure(structure, event as StructureEvent)),
  ...evolveAll(groupSupportEvents, ({ support }, event) => evolveGroupSupport(support, event as GroupSupportEvent)),
  ...evolveAll(attendanceEvents, (families, event) => {
    const attended = event as AttendanceEvent;
    noteServed(families.support, attended);
    if (attended.type === 'OfficerAttendedGroupMeeting') noteAttendance(families.advice, attended, families);
    return evolveAttendance(families.attendance, attended, families);
  }),
  ...evolveAll(adviceEvents, (families, event) => {
    noteServed(families.support, event as AdviceEvent);
    return evolveAdvice(families.advice, event as AdviceEvent, families);
  }),
  ...evolveAll(officeEvents, ({ offices }, event) => evolveOffices(offices, event as OfficeEvent)),
  ...evolveAll(informationEvents, (families, event) =>
    evolveInformation(families.information, event as InformationEvent, families),
  ),
  ...evolveAll(concernEvents, ({ concerns }, event) => evolveConcerns(concerns, event as ConcernEvent)),
  ...evolveAll(protocolLifeEvents, ({ protocolLife }, event) =>
    evolveProtocolLife(protocolLife, event as ProtocolLifeEvent),
  ),
]);

/** Judges the newest instant: every rule that needs all events of an instant is settled here (readings 1.2). */
export function settle(fold: Fold): void {
  if (fold.settled) return;
  const { families, instant } = fold;
  settleGroupSupport(families.support, instant);
  settleAttendance(families.attendance);
  settleAdvice(families.advice, instant, families);
  settleInformation(families.information, instant);
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
  const why = steps.get(event.type)?.(fold.families, event);
  if (why !== undefined) fold.noEffect.set(event.order, why);
}
