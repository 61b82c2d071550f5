import type { Instant } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';
import type { StructureEvent } from '../structure/events.js';

interface Mark {
  readonly at: Instant;
  readonly rec: Instant;
  readonly pack: Pack;
}

/** A member's seat on a body, from start to end. */
export interface Seat extends Mark {
  readonly body: string;
  ended: Instant | null;
}

/** An officer's work for a department until the next assignment. */
export interface Assignment extends Mark {
  readonly department: string;
  readonly significant: boolean;
  ended: Instant | null;
}

export interface Body {
  /** The latest that any membership gave. */
  department: string | null;
  /** Officers whom it affects personally. */
  readonly affects: Map<string, Mark>;
}

/** Who sits where, and which officer works for which department. */
export interface BodyState {
  readonly bodies: Map<string, Body>;
  readonly seats: Map<string, Seat[]>;
  readonly assignments: Map<string, Assignment[]>;
}

/** Bodies before their first member. */
export function initialBodies(): BodyState {
  return { bodies: new Map(), seats: new Map(), assignments: new Map() };
}

function listIn<Entry>(map: Map<string, Entry[]>, key: string): Entry[] {
  let list = map.get(key);
  if (list === undefined) map.set(key, (list = []));
  return list;
}

type Of<Type extends StructureEvent['type']> = Extract<StructureEvent, { type: Type }>;
type Membership = Of<'BodyMembershipStarted' | 'BodyMembershipEnded' | 'OfficerDepartmentAssigned'>;

function sit(state: BodyState, { at, rec, pack, p }: Of<'BodyMembershipStarted'>): void {
  let body = state.bodies.get(p.body);
  if (body === undefined) state.bodies.set(p.body, (body = { department: null, affects: new Map() }));
  body.department = p.departmentOf ?? body.department;
  for (const officer of p.directlyAffectsPersonally ?? []) {
    if (!body.affects.has(officer)) body.affects.set(officer, { at, rec, pack });
  }
  const seats = listIn(state.seats, p.member);
  if (!seats.some((seat) => seat.body === p.body && seat.ended === null)) {
    seats.push({ at, rec, pack, body: p.body, ended: null });
  }
}

function assign(state: BodyState, { at, rec, pack, p }: Of<'OfficerDepartmentAssigned'>): void {
  const assignments = listIn(state.assignments, p.officer);
  // Of several in one instant the last one recorded stands (readings 1.2).
  if (assignments.at(-1)?.at === at) {
    assignments.pop();
    const before = assignments.at(-1);
    if (before?.ended === at) before.ended = null;
  }
  const last = assignments.at(-1);
  const significant = p.significantWork === true;
  // The same work assigned again goes on.
  if (last?.department === p.department && last.significant === significant) return;
  if (last !== undefined) last.ended = at;
  assignments.push({ at, rec, pack, department: p.department, significant, ended: null });
}

/** Folds seats and departments. */
export function foldBodies(state: BodyState, event: Membership): void {
  if (event.type === 'BodyMembershipStarted') sit(state, event);
  else if (event.type === 'OfficerDepartmentAssigned') assign(state, event);
  else {
    const seat = state.seats.get(event.p.member)?.find((one) => one.body === event.p.body && one.ended === null);
    if (seat !== undefined) seat.ended = event.at;
  }
}
