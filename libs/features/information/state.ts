import type { EventMark, Instant } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import { type Pack, type Parity, dropAnswer, initialParity, noteAnswer, settleParity } from '#lib/protocol/index.js';
import { type StructureState, registeredGroups } from '../structure/state.js';
import type { InformationEvent } from './events.js';

/** What a request, or an entry of support, was last answered. */
interface Given {
  readonly granted: boolean;
  readonly ground: string | null;
  readonly by: string | null;
  readonly mark: EventMark;
  readonly pack: Pack;
}

/** One member's request for information, as it stands. */
export interface InformationRequest {
  readonly kind: 'information';
  readonly id: string;
  readonly member: string | null;
  readonly matter: string | null;
  readonly mark: EventMark;
  /** True where the pack lets it be refused without more. */
  reserved: boolean;
  answer: Given | null;
}

/** Support of one member, given or declined: an entry as its last event has it; an event without `id` is one of its own. */
export interface SupportEntry {
  readonly kind: 'support';
  readonly id: string | null;
  member: string;
  matter: string | null;
  answer: Given;
}

/** What members are compared by. */
export type MemberEntry = InformationRequest | SupportEntry;

type Of<Type extends InformationEvent['type']> = Extract<InformationEvent, { type: Type }>;

/** What happened in the instant being folded. */
interface Now {
  readonly opened: { readonly request: InformationRequest; readonly event: Of<'InformationRequested'> }[];
  /** Entries with a new answer. */
  readonly answered: Set<MemberEntry>;
}

/** Members' requests and support of members, at the last instant folded. The fold owns its state. */
export interface InformationState {
  readonly requests: Map<string, InformationRequest>;
  /** In order of their first event. */
  readonly support: SupportEntry[];
  /** How members were answered, matter by matter. */
  readonly parity: Parity<MemberEntry>;
  now: Now;
}

/** The requests for information of a council before its first event. */
export function initialInformation(): InformationState {
  return { requests: new Map(), support: [], parity: initialParity(), now: { opened: [], answered: new Set() } };
}

/** What the pack lets an officer refuse this member: papers of another, registered group, and emerging drafts (AMB-32). */
function isReserved({ p, pack }: Of<'InformationRequested'>, structure: StructureState): boolean {
  const group = structure.memberGroup.get(p.member ?? '') ?? null;
  const ofGroup = p.paperOf !== undefined && registeredGroups(structure).includes(p.paperOf);
  if (ofGroup && p.paperOf !== group && pack.rules.has('inf.group_papers')) return true;
  const isDraft = p.class === 'administration_draft';
  return isDraft && group !== structure.administration && pack.rules.has('inf.administration_drafts');
}

function outcomeOf(entry: MemberEntry, { granted, ground }: Given): 'granted' | 'unexplained' | 'other' {
  if (granted) return 'granted';
  const isReservedOne = entry.kind === 'information' && entry.reserved;
  return ground === null && !isReservedOne ? 'unexplained' : 'other';
}

function compare(parity: InformationState['parity'], entry: MemberEntry): void {
  const { answer, matter, member: party } = entry;
  if (answer === null) return;
  dropAnswer(parity, entry, answer.mark);
  if (matter === null || party === null) return;
  const { mark, by, pack } = answer;
  const asked = entry.kind === 'information' ? entry.mark : null;
  noteAnswer(parity, { request: entry, matter, party, outcome: outcomeOf(entry, answer), mark, asked, by, pack });
}

/** Settles what was asked and answered in one instant, once it is known who then sits where (readings 1.2). */
export function settleInformation(state: InformationState, at: Instant, structure: StructureState): undefined {
  const { opened, answered } = state.now;
  for (const { request, event } of opened) request.reserved = isReserved(event, structure);
  for (const entry of answered) compare(state.parity, entry);
  if (opened.length > 0 || answered.size > 0) state.now = { opened: [], answered: new Set() };
  settleParity(state.parity, at);
}

function open(state: InformationState, event: Of<'InformationRequested'>): string | undefined {
  const { id, member = null, matter = null } = event.p;
  if (state.requests.has(id)) return `${id} was requested already`;
  const mark = markOf(event);
  const request: InformationRequest = { kind: 'information', id, member, matter, mark, reserved: false, answer: null };
  state.requests.set(id, request);
  state.now.opened.push({ request, event });
  return undefined;
}

type Answering = Of<'InformationProvided' | 'InformationRefused' | 'SupportProvided' | 'SupportDeclined'>;

function givenBy(event: Answering): Given {
  const granted = event.type === 'InformationProvided' || event.type === 'SupportProvided';
  const ground = 'ground' in event.p ? (event.p.ground ?? null) : null;
  return { granted, ground, by: event.p.by ?? null, mark: markOf(event), pack: event.pack };
}

function respond(state: InformationState, event: Of<'InformationProvided' | 'InformationRefused'>): string | undefined {
  const { id } = event.p;
  const request = state.requests.get(id);
  if (request === undefined) return `there is no request ${id}`;
  request.answer = givenBy(event);
  state.now.answered.add(request);
  return undefined;
}

function support(state: InformationState, event: Of<'SupportProvided' | 'SupportDeclined'>): void {
  const { id = null, member, matter = null } = event.p;
  const answer = givenBy(event);
  let entry = id === null ? undefined : state.support.find((one) => one.id === id);
  if (entry === undefined) state.support.push((entry = { kind: 'support', id, member, matter, answer }));
  Object.assign(entry, { member, matter, answer });
  state.now.answered.add(entry);
}

/** Folds one event; answers why it has no effect, where it has none. */
export function evolveInformation(state: InformationState, event: InformationEvent): string | undefined {
  switch (event.type) {
    case 'InformationRequested':
      return open(state, event);
    case 'InformationProvided':
    case 'InformationRefused':
      return respond(state, event);
    case 'SupportProvided':
    case 'SupportDeclined':
      support(state, event);
      return undefined;
    default:
      return undefined;
  }
}
