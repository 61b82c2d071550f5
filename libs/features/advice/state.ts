import type { EventMark, Instant } from '#lib/kernel/index.js';
import { inFoldOrder, markOf } from '#lib/kernel/marks.js';
import type { Pack } from '#lib/protocol/index.js';
import type { GroupSupportState } from '../group-support/state.js';
import type { StructureState } from '../structure/state.js';
import type { AttendanceEvent } from '../attendance/events.js';
import type { AdviceEvent } from './events.js';
import { type Matter, type Told, matterOf } from './matter.js';
import { type Delivery, isAssistants, isOutsideParity } from '../group-support/outside-parity.js';
import { settleMatter } from './settle.js';
import { type GroupTally, tallyOf } from './tally.js';
import { heldVersion } from './versions.js';

/** A delivery whose content a rule may offend. */
export interface QuestionedDelivery {
  readonly mark: EventMark;
  readonly officer: string | null;
  readonly pack: Pack;
  readonly flags: readonly string[];
  /** True where the delivery names no matter itself. */
  readonly withoutMatter: boolean;
  /** The request that may name one. */
  readonly request: string | null;
}

/** An officer's presence at a meeting of a group, which its request may name. */
export interface Presence {
  readonly group: string | null;
  readonly request: string | null;
  readonly meeting: string;
  readonly mark: EventMark;
}

/** Advice given to groups, at the last instant folded. The fold owns its state. */
export interface AdviceState {
  readonly matters: Map<string, Matter>;
  readonly groups: Map<string, GroupTally>;
  /** Every attendance but those outside parity. */
  readonly attended: Presence[];
  readonly questioned: QuestionedDelivery[];
  /** Deliveries of the instant being folded. */
  readonly now: Delivery[];
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
  return { matters: new Map(), groups: new Map(), attended: [], questioned: [], now: [], touched: new Set() };
}

function touch(state: AdviceState, id: string): Matter {
  const matter = matterOf(state.matters, id);
  state.touched.add(matter);
  return matter;
}

type Attended = Extract<AttendanceEvent, { type: 'OfficerAttendedGroupMeeting' }>;

/** Events that this fold reads: its own family's, and an officer's presence at a group's meeting. */
export type AdviceInput = AdviceEvent | Attended;

/** Keeps a delivery whose flags or missing matter a rule may offend. */
function question(state: AdviceState, event: Delivery): void {
  const { p, pack } = event;
  const flags = Object.entries(p.flags ?? {}).flatMap(([flag, set]) => (set && flag !== 'facts' ? [flag] : []));
  const { officer = null, request = null } = p;
  const withoutMatter = p.matter === undefined;
  if (flags.length === 0 && !withoutMatter) return;
  state.questioned.push({ mark: markOf(event), officer, pack, flags, withoutMatter, request });
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

/** Counts a delivery once it is known which group then is the administration (readings 1.2, 4). */
function deliver(state: AdviceState, event: Delivery, known: Registers): void {
  const { p, pack } = event;
  const { group, matter } = recipientOf(event, known);
  const mark = markOf(event);
  question(state, event);
  if (matter !== null) touch(state, matter).now.deliveries.push(mark);
  if (group === null || isOutsideParity(event, group, known.structure.administration)) return;
  const kind = event.type === 'GroupBriefingGiven' ? 'advice_given' : 'written_report';
  tallyOf(state.groups, group)[kind === 'advice_given' ? 'briefings' : 'reports'].push(mark);
  if (matter === null) return;
  const { version, flags = {}, officer = null } = p;
  const held = heldVersion(version, flags);
  touch(state, matter).now.supplies.push({ kind, group, version, held, officer, mark, pack });
}

function reissue(state: AdviceState, event: Extract<AdviceEvent, { type: 'AdviceReissued' }>): void {
  const { group, matter, version, officer = null } = event.p;
  tallyOf(state.groups, group);
  const one = {
    kind: 'reissue',
    group,
    version,
    held: version,
    officer,
    mark: markOf(event),
    pack: event.pack,
  } as const;
  touch(state, matter).now.supplies.push(one);
}

/** Folds one event; answers why it has no effect, where it has none. */
export function evolveAdvice(state: AdviceState, event: AdviceInput): string | undefined {
  const { pack } = event;
  const mark = markOf(event);
  switch (event.type) {
    case 'GroupBriefingGiven':
    case 'GroupReportSupplied':
      state.now.push(event);
      return undefined;
    case 'AdviceReissued':
      reissue(state, event);
      return undefined;
    case 'OtherGroupNotified':
      tallyOf(state.groups, event.p.group);
      touch(state, event.p.matter).now.notices.push(toldBy(event));
      return undefined;
    case 'AdviceEquivalenceDetermined':
      touch(state, event.p.matter).now.determinations.push({ ...event.p, mark, pack });
      return undefined;
    case 'SupportAvailabilityPublished':
      offer(state, event.p, mark);
      return undefined;
    case 'FormalAdvicePresented':
      touch(state, event.p.matter).now.formalAdvice = true;
      return undefined;
    case 'MatterFormallyConsidered':
      touch(state, event.p.matter).now.considerations.push({ mark, pack });
      return undefined;
    case 'OfficerAttendedGroupMeeting':
      noteAttendance(state, event);
      return undefined;
    case 'AdviceVersionPrepared':
      return undefined;
  }
}

function toldBy(event: Extract<AdviceEvent, { type: 'OtherGroupNotified' }>): Told {
  const { group, version = null, officer = null } = event.p;
  return { group, version, officer, mark: markOf(event) };
}

function offer(
  state: AdviceState,
  p: { readonly matter?: string | undefined; readonly group?: string | undefined },
  mark: EventMark,
): void {
  if (p.matter !== undefined) touch(state, p.matter).now.offers.push({ group: p.group ?? null, mark });
}

/** Keeps an officer's presence at a group's meeting, but for what stays outside parity. */
function noteAttendance(state: AdviceState, event: Attended): void {
  const { group = null, request = null, meeting, role } = event.p;
  if (!isAssistants(event.pack, role)) state.attended.push({ group, request, meeting, mark: markOf(event) });
}

/** Settles every matter with an event in this instant (readings 1.2). */
export function settleAdvice(state: AdviceState, at: Instant, known: Registers): undefined {
  for (const event of state.now) deliver(state, event, known);
  state.now.length = 0;
  for (const matter of state.touched) {
    // Reissues were folded at once, deliveries only now.
    matter.now.supplies.sort((a, b) => inFoldOrder(a.mark, b.mark));
    settleMatter(state.groups, matter, at, known.structure);
  }
  state.touched.clear();
}
