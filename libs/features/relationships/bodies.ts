import type { EventMark, Instant } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
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

/** Which department somebody is said to work for, or a body to belong to. */
interface Assigned extends Mark {
  readonly department: string;
  /** Always true of a body. */
  readonly significant: boolean;
}

/** An officer's work for a department, or a body's place under one, until the next. */
export interface Assignment {
  readonly department: string;
  readonly significant: boolean;
  /** Everything that says so, in the order of occurrence. */
  readonly said: Mark[];
  ended: EventMark | null;
}

export interface Body {
  /** The latest that any membership gave is the body's department until another is given. */
  readonly departments: Assigned[];
  /** Officers whom it affects personally, each with the memberships that say so. */
  readonly affects: Map<string, Mark[]>;
}

/** Who sits where, and which officer works for which department. */
export interface BodyState {
  readonly bodies: Map<string, Body>;
  readonly seats: Map<string, Seat[]>;
  readonly assignments: Map<string, Assigned[]>;
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

/** One assignment after another: the same again goes on, and of several in one instant the last stands (readings 1.2). */
export function assignmentsOf(list: readonly Assigned[]): readonly Assignment[] {
  const all: Assignment[] = [];
  for (const now of Map.groupBy(list, ({ at }) => at).values()) {
    const last = now.at(-1);
    if (last === undefined) continue;
    const { department, significant } = last;
    const isSame = (one: Assigned | Assignment): boolean =>
      one.department === department && one.significant === significant;
    const said = now.filter(isSame);
    const current = all.at(-1);
    if (current !== undefined && isSame(current)) current.said.push(...said);
    else {
      if (current !== undefined) current.ended = markOf(last);
      all.push({ department, significant, said, ended: null });
    }
  }
  return all;
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
    body.departments.push({ ...mark, department: p.departmentOf, significant: true });
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
  const said = { ...markOf(event), pack, department: p.department, significant: p.significantWork === true };
  listIn(state.assignments, p.officer).push(said);
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
