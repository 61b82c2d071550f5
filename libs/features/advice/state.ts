import type { Instant } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';
import type { GroupSupportState } from '../group-support/state.js';
import type { StructureState } from '../structure/state.js';
import type { AttendanceEvent } from '../attendance/events.js';
import type { AdviceEvent } from './events.js';
import { type Matter, type Supply, matterOf } from './matter.js';
import { settleMatter } from './settle.js';
import { type GroupTally, tallyOf } from './tally.js';

/** A delivery whose content a rule may offend. */
export interface QuestionedDelivery {
  readonly id: string;
  readonly at: Instant;
  readonly rec: Instant;
  readonly pack: Pack;
  readonly flags: readonly string[];
  readonly withoutMatter: boolean;
}

/** Advice given to groups, at the last instant folded. The fold owns its state. */
export interface AdviceState {
  readonly matters: Map<string, Matter>;
  readonly groups: Map<string, GroupTally>;
  /** Group to the meetings that an officer attended. */
  readonly attended: Map<string, Set<string>>;
  readonly questioned: QuestionedDelivery[];
  /** Matters with an event in the instant being folded. */
  readonly touched: Set<Matter>;
}

/** What other folds know that this one looks up. */
export interface Registers {
  readonly structure: StructureState;
  readonly 'group-support': GroupSupportState;
}

/** The advice of a council before its first event. */
export function initialAdvice(): AdviceState {
  return { matters: new Map(), groups: new Map(), attended: new Map(), questioned: [], touched: new Set() };
}

function touch(state: AdviceState, id: string): Matter {
  const matter = matterOf(state.matters, id);
  state.touched.add(matter);
  return matter;
}

/** A political assistant's own support and presence stay out of the count where the pack says so (TH 6.1). */
function outsideParity(pack: Pack, role: string | undefined): boolean {
  return (
    role === 'political_assistant' && pack.rules.get('grp.political_assistants')?.params['outside_parity'] === true
  );
}

type Attended = Extract<AttendanceEvent, { type: 'OfficerAttendedGroupMeeting' }>;

/** Events that this fold reads: its own family's, and an officer's presence at a group's meeting. */
export type AdviceInput = AdviceEvent | Attended;

type Delivery = Extract<AdviceEvent, { type: 'GroupBriefingGiven' | 'GroupReportSupplied' }>;

/** Keeps a delivery whose flags or missing matter a rule may offend. */
function question(state: AdviceState, { p, id, at, rec, pack }: Delivery, matter: string | null): void {
  const flags = Object.entries(p.flags ?? {}).flatMap(([flag, set]) => (set && flag !== 'facts' ? [flag] : []));
  if (flags.length === 0 && matter !== null) return;
  state.questioned.push({ id, at, rec, pack, flags, withoutMatter: matter === null });
}

/** Group and matter of a delivery: its own, else those of the request it answers. */
function recipientOf(
  { p }: Delivery,
  { 'group-support': support }: Registers,
): { readonly group: string | null; readonly matter: string | null } {
  const request = support.requests.get(p.request ?? '');
  const { group = request?.group ?? null, matter = request?.matter ?? null } = p;
  return { group, matter };
}

function deliver(state: AdviceState, event: Delivery, known: Registers): void {
  const { p, at, rec, pack } = event;
  const { group, matter } = recipientOf(event, known);
  question(state, event, matter);
  if (matter !== null) touch(state, matter).now.briefed ??= rec;
  if (group === null || outsideParity(pack, p.role)) return;
  const kind = event.type === 'GroupBriefingGiven' ? 'advice_given' : 'written_report';
  tallyOf(state.groups, group)[kind === 'advice_given' ? 'briefings' : 'reports'] += 1;
  if (matter !== null) supply(touch(state, matter), { kind, group, version: p.version, at, rec, pack });
}

function supply(matter: Matter, one: Supply): void {
  matter.now.supplies.push(one);
}

function reissue(state: AdviceState, { p, at, rec, pack }: Extract<AdviceEvent, { type: 'AdviceReissued' }>): void {
  const { group, matter, version } = p;
  tallyOf(state.groups, group);
  supply(touch(state, matter), { kind: 'reissue', group, version, at, rec, pack });
}

/** Folds one event; answers why it has no effect, where it has none. */
export function evolveAdvice(state: AdviceState, event: AdviceInput, known: Registers): string | undefined {
  const { rec, pack } = event;
  switch (event.type) {
    case 'GroupBriefingGiven':
    case 'GroupReportSupplied':
      deliver(state, event, known);
      return undefined;
    case 'AdviceReissued':
      reissue(state, event);
      return undefined;
    case 'OtherGroupNotified':
      tallyOf(state.groups, event.p.group);
      touch(state, event.p.matter).now.notices.push({ group: event.p.group, version: event.p.version ?? null });
      return undefined;
    case 'AdviceEquivalenceDetermined':
      touch(state, event.p.matter).now.determinations.push({ ...event.p, rec, pack });
      return undefined;
    case 'SupportAvailabilityPublished':
      if (event.p.matter !== undefined) touch(state, event.p.matter).now.offers.push(event.p.group ?? null);
      return undefined;
    case 'FormalAdvicePresented':
      touch(state, event.p.matter).now.formalAdvice = true;
      return undefined;
    case 'MatterFormallyConsidered':
      touch(state, event.p.matter).now.considerations.push({ id: event.id, rec, pack });
      return undefined;
    case 'OfficerAttendedGroupMeeting':
      noteAttendance(state, event, known);
      return undefined;
    case 'AdviceVersionPrepared':
      return undefined;
  }
}

/** Counts an officer's presence at a group's meeting once a meeting. */
function noteAttendance(state: AdviceState, { p, pack }: Attended, { 'group-support': support }: Registers): void {
  const group = p.group ?? (p.request === undefined ? undefined : support.requests.get(p.request)?.group);
  if (group === undefined || outsideParity(pack, p.role)) return;
  const meetings = state.attended.get(group) ?? new Set();
  state.attended.set(group, meetings.add(p.meeting));
}

/** Settles every matter with an event in this instant (readings 1.2). */
export function settleAdvice(state: AdviceState, at: Instant, { structure }: Registers): undefined {
  if (state.touched.size === 0) return;
  for (const matter of state.touched) settleMatter(state.groups, matter, at, structure);
  state.touched.clear();
}
