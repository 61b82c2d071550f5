import type { Instant } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';
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

export interface UnexplainedAnswer {
  readonly request: InformationRequest;
  readonly from: Instant;
  readonly rec: Instant;
  readonly pack: Pack;
  until: Instant | null;
}

interface AskedMatter {
  readonly granted: Map<string, Set<InformationRequest>>;
  readonly bare: Set<InformationRequest>;
  readonly unexplained: Map<InformationRequest, UnexplainedAnswer>;
}

/** Members' requests for information, at the last instant folded. The fold owns its state. */
export interface InformationState {
  readonly requests: Map<string, InformationRequest>;
  readonly matters: Map<string, AskedMatter>;
  readonly unexplained: UnexplainedAnswer[];
  readonly touched: Set<AskedMatter>;
}

/** What other folds know that this one looks up. */
export interface Registers {
  readonly structure: StructureState;
}

/** The requests for information of a council before its first event. */
export function initialInformation(): InformationState {
  return { requests: new Map(), matters: new Map(), unexplained: [], touched: new Set() };
}

function matterOf(state: InformationState, id: string): AskedMatter {
  let matter = state.matters.get(id);
  if (matter === undefined)
    state.matters.set(id, (matter = { granted: new Map(), bare: new Set(), unexplained: new Map() }));
  return matter;
}

/** What the pack lets an officer refuse this member: another group's papers, and emerging drafts (AMB-32). */
function isReserved({ p, pack }: Of<'InformationRequested'>, structure: StructureState): boolean {
  const group = structure.memberGroup.get(p.member ?? '') ?? null;
  if (p.paperOf !== undefined && p.paperOf !== group && pack.rules.has('inf.group_papers')) return true;
  const isDraft = p.class === 'administration_drafts';
  return isDraft && group !== structure.administration && pack.rules.has('inf.administration_drafts');
}

type Answer = NonNullable<InformationRequest['answer']>;

function answer(state: InformationState, request: InformationRequest, given: Answer): void {
  request.answer = given;
  if (request.matter === null || request.member === null) return;
  const matter = matterOf(state, request.matter);
  const granted = matter.granted.get(request.member) ?? new Set();
  granted.delete(request);
  matter.bare.delete(request);
  if (given.granted) granted.add(request);
  else if (given.ground === null && !request.reserved) matter.bare.add(request);
  if (granted.size > 0) matter.granted.set(request.member, granted);
  else matter.granted.delete(request.member);
  state.touched.add(matter);
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

function isUnexplained(matter: AskedMatter, request: InformationRequest): boolean {
  const own = request.member !== null && matter.granted.has(request.member) ? 1 : 0;
  return matter.bare.has(request) && matter.granted.size > own;
}

/** When the last was recorded of the grants that a refusal stands beside. */
function recordedGrant(matter: AskedMatter, member: string | null): Instant {
  let latest = -Infinity;
  for (const [other, requests] of matter.granted) {
    if (other === member) continue;
    for (const { answer: given } of requests) latest = Math.max(latest, given?.rec ?? latest);
  }
  return latest;
}

/** Opens and closes unexplained refusals once all events of an instant are folded (readings 1.2). */
export function settleInformation(state: InformationState, at: Instant): void {
  for (const matter of state.touched) {
    for (const [request, refusal] of matter.unexplained) {
      if (isUnexplained(matter, request)) continue;
      refusal.until = at;
      matter.unexplained.delete(request);
    }
    for (const request of matter.bare) {
      if (matter.unexplained.has(request) || !isUnexplained(matter, request) || request.answer === null) continue;
      const rec = Math.max(request.rec, request.answer.rec, recordedGrant(matter, request.member));
      const refusal = { request, from: at, rec, pack: request.answer.pack, until: null };
      state.unexplained.push(refusal);
      matter.unexplained.set(request, refusal);
    }
  }
  state.touched.clear();
}
