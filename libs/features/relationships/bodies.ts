import { type EventMark, type Instant, markOf } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';
import type { StructureEvent } from '../structure/events.js';

interface Mark extends EventMark {
  readonly pack: Pack;
}

/** Something that says that a seat began; one that ended and began again in one instant is said anew from then on. */
interface Start extends Mark {
  until: Instant;
}

/** A member's seat on a body, from start to end. */
export interface Seat extends Mark {
  readonly body: string;
  /** Everything that says that it began, itself first. */
  readonly starts: Start[];
  ended: EventMark | null;
}

/** An officer's work for a department, or a body's place under one, until the next. */
export interface Assignment extends Mark {
  readonly department: string;
  /** Always true of a body. */
  readonly significant: boolean;
  /** Everything that says so, itself first. */
  readonly said: Mark[];
  ended: EventMark | null;
}

export interface Body {
  /** The latest that any membership gave is the body's department until another is given. */
  readonly departments: Assignment[];
  /** Officers whom it affects personally, each with the memberships that say so. */
  readonly affects: Map<string, Mark[]>;
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
    if (before?.ended?.at === next.at) before.ended = null;
  }
  const last = list.at(-1);
  if (last?.department === next.department && last.significant === next.significant) {
    last.said.push(next);
    return;
  }
  if (last !== undefined) last.ended = markOf(next);
  list.push(next);
}

/** A seat that ends and starts in one instant goes on (readings 1.2); one that lasted no instant never was. */
function takeSeat(seats: Seat[], began: Seat): void {
  const last = seats.findLast((seat) => seat.body === began.body);
  const endsNow = last?.ended?.at === began.at;
  if (last?.ended === null) last.starts.push(...began.starts);
  else if (last === undefined || !endsNow) seats.push(began);
  else if (last.at === began.at) seats.splice(seats.indexOf(last), 1, began);
  else {
    last.ended = null;
    for (const start of last.starts) start.until = Math.min(start.until, began.at);
    last.starts.push(...began.starts);
  }
}

function sit(state: BodyState, event: Of<'BodyMembershipStarted'>): void {
  const { pack, p } = event;
  const mark = { ...markOf(event), pack };
  let body = state.bodies.get(p.body);
  if (body === undefined) state.bodies.set(p.body, (body = { departments: [], affects: new Map() }));
  if (p.departmentOf !== undefined) {
    succeed(body.departments, { ...mark, department: p.departmentOf, significant: true, said: [mark], ended: null });
  }
  for (const officer of p.directlyAffectsPersonally ?? []) listIn(body.affects, officer).push(mark);
  takeSeat(listIn(state.seats, p.member), {
    ...mark,
    body: p.body,
    starts: [{ ...mark, until: Infinity }],
    ended: null,
  });
}

function assign(state: BodyState, event: Of<'OfficerDepartmentAssigned'>): void {
  const { pack, p } = event;
  const mark = { ...markOf(event), pack };
  const significant = p.significantWork === true;
  const next = { ...mark, department: p.department, significant, said: [mark], ended: null };
  succeed(listIn(state.assignments, p.officer), next);
}

/** Folds seats and departments. */
export function foldBodies(state: BodyState, event: Membership): void {
  if (event.type === 'BodyMembershipStarted') sit(state, event);
  else if (event.type === 'OfficerDepartmentAssigned') assign(state, event);
  else {
    const seat = state.seats.get(event.p.member)?.find((one) => one.body === event.p.body && one.ended === null);
    if (seat !== undefined) seat.ended = markOf(event);
  }
}
