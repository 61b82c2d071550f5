import { type EventMark, type Instant, markOf } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';
import type { StructureEvent } from '../structure/events.js';

interface Mark extends EventMark {
  readonly pack: Pack;
}

/** A member's seat on a body, from start to end. */
export interface Seat extends Mark {
  readonly body: string;
  ended: Instant | null;
}

/** An officer's work for a department, or a body's place under one, until the next. */
export interface Assignment extends Mark {
  readonly department: string;
  /** Always true of a body. */
  readonly significant: boolean;
  ended: Instant | null;
}

export interface Body {
  /** The latest that any membership gave is the body's department until another is given. */
  readonly departments: Assignment[];
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

/** Adds what holds from now on; the same again goes on, and of several in one instant the last stands (readings 1.2). */
function succeed(list: Assignment[], next: Assignment): void {
  if (list.at(-1)?.at === next.at) {
    list.pop();
    const before = list.at(-1);
    if (before?.ended === next.at) before.ended = null;
  }
  const last = list.at(-1);
  if (last?.department === next.department && last.significant === next.significant) return;
  if (last !== undefined) last.ended = next.at;
  list.push(next);
}

function sit(state: BodyState, event: Of<'BodyMembershipStarted'>): void {
  const { at, pack, p } = event;
  const mark = { ...markOf(event), pack };
  let body = state.bodies.get(p.body);
  if (body === undefined) state.bodies.set(p.body, (body = { departments: [], affects: new Map() }));
  if (p.departmentOf !== undefined) {
    succeed(body.departments, { ...mark, department: p.departmentOf, significant: true, ended: null });
  }
  for (const officer of p.directlyAffectsPersonally ?? []) {
    if (!body.affects.has(officer)) body.affects.set(officer, mark);
  }
  const seats = listIn(state.seats, p.member);
  const last = seats.findLast((seat) => seat.body === p.body);
  // A seat that ends and starts in one instant goes on (readings 1.2).
  if (last?.ended === at) last.ended = null;
  else if (last === undefined || last.ended !== null) seats.push({ ...mark, body: p.body, ended: null });
}

function assign(state: BodyState, event: Of<'OfficerDepartmentAssigned'>): void {
  const { pack, p } = event;
  const significant = p.significantWork === true;
  succeed(listIn(state.assignments, p.officer), {
    ...markOf(event),
    pack,
    department: p.department,
    significant,
    ended: null,
  });
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
