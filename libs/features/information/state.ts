import type { Instant } from '#lib/kernel/index.js';
import { type Pack, type Parity, initialParity, noteAnswer } from '#lib/protocol/index.js';
import type { StructureState } from '../structure/state.js';
import type { InformationEvent } from './events.js';

/** One member's request for information, as it stands. */
export interface InformationRequest {
  readonly id: string;
  readonly member: string | null;
  readonly matter: string | null;
  readonly rec: Instant;
  /** True where the pack lets it be refused without more. */
  readonly reserved: boolean;
  answer: {
    readonly granted: boolean;
    readonly ground: string | null;
    readonly rec: Instant;
    readonly pack: Pack;
  } | null;
}

/** Members' requests for information, at the last instant folded. The fold owns its state. */
export interface InformationState {
  readonly requests: Map<string, InformationRequest>;
  /** How members were answered, matter by matter. */
  readonly parity: Parity<InformationRequest>;
}

/** What other folds know that this one looks up. */
export interface Registers {
  readonly structure: StructureState;
}

/** The requests for information of a council before its first event. */
export function initialInformation(): InformationState {
  return { requests: new Map(), parity: initialParity() };
}

/** What the pack lets an officer refuse this member: another group's papers, and emerging drafts (AMB-32). */
function isReserved({ p, pack }: Of<'InformationRequested'>, structure: StructureState): boolean {
  const group = structure.memberGroup.get(p.member ?? '') ?? null;
  if (p.paperOf !== undefined && p.paperOf !== group && pack.rules.has('inf.group_papers')) return true;
  const isDraft = p.class === 'administration_draft';
  return isDraft && group !== structure.administration && pack.rules.has('inf.administration_drafts');
}

type Answer = NonNullable<InformationRequest['answer']>;

function outcomeOf({ granted, ground }: Answer, { reserved }: InformationRequest): 'granted' | 'unexplained' | 'other' {
  if (granted) return 'granted';
  return ground === null && !reserved ? 'unexplained' : 'other';
}

function answer(state: InformationState, request: InformationRequest, given: Answer): void {
  request.answer = given;
  const { matter, member: party } = request;
  if (matter === null || party === null) return;
  const outcome = outcomeOf(given, request);
  // A refusal rests on the request too, a grant beside it on itself alone.
  const rec = outcome === 'granted' ? given.rec : Math.max(request.rec, given.rec);
  noteAnswer(state.parity, { request, matter, party, outcome, rec, pack: given.pack });
}

type Of<Type extends InformationEvent['type']> = Extract<InformationEvent, { type: Type }>;

function open(
  state: InformationState,
  event: Of<'InformationRequested'>,
  structure: StructureState,
): string | undefined {
  const { id, member = null, matter = null } = event.p;
  if (id === undefined) return undefined;
  if (state.requests.has(id)) return `${id} was requested already`;
  const reserved = isReserved(event, structure);
  state.requests.set(id, { id, member, matter, rec: event.rec, reserved, answer: null });
  return undefined;
}

function respond(state: InformationState, event: Of<'InformationProvided' | 'InformationRefused'>): string | undefined {
  const { p, rec, pack } = event;
  if (p.id === undefined) return undefined;
  const request = state.requests.get(p.id);
  if (request === undefined) return `there is no request ${p.id}`;
  const ground = event.type === 'InformationRefused' ? (event.p.ground ?? null) : null;
  answer(state, request, { granted: event.type === 'InformationProvided', ground, rec, pack });
  return undefined;
}

/** Folds one event; answers why it has no effect, where it has none. */
export function evolveInformation(
  state: InformationState,
  event: InformationEvent,
  { structure }: Registers,
): string | undefined {
  if (event.type === 'InformationRequested') return open(state, event, structure);
  const answers = event.type === 'InformationProvided' || event.type === 'InformationRefused';
  return answers ? respond(state, event) : undefined;
}
