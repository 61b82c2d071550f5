import { type EventMark, type Instant, type LocalDay, parseInstant, parsePartialDate } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import type { StructureEvent } from './events.js';
import { type Holders, foldHolders } from './holders.js';

// What other families look up stands behind this file (boundaries).
export { isOrHolds, officesOf } from './holders.js';

interface Group {
  registered: boolean;
  /** The event that first registered it; null of a group that nothing registered. */
  everRegistered: EventMark | null;
  /** True once a membership of this group has been recorded. */
  membershipsRecorded: boolean;
  size: number;
}

interface Allocation {
  readonly officer: string;
  readonly until: Instant | null;
  readonly mark: EventMark;
}

/** Who is what, at the last instant folded. The fold owns its state: `evolve` changes it in place. */
export interface StructureState {
  readonly groups: Map<string, Group>;
  /** Member to group; null sits in none. */
  readonly memberGroup: Map<string, string | null>;
  /** Members that a ward was ever said to have. */
  readonly wardMembers: Set<string>;
  administration: string | null;
  readonly allocations: Map<string, Map<string, Allocation>>;
  readonly holders: Holders;
  /** Officers who were ever appointed political assistant. */
  readonly assistants: Set<string>;
  /** Further non-working days, replaced and never changed, so that an open period keeps those it opened under. */
  extraHolidays: ReadonlySet<LocalDay>;
}

/** The structure of a council before its first event. */
export function initialStructure(): StructureState {
  return {
    groups: new Map(),
    memberGroup: new Map(),
    wardMembers: new Set(),
    administration: null,
    allocations: new Map(),
    holders: new Map(),
    assistants: new Set(),
    extraHolidays: new Set(),
  };
}

function groupOf(state: StructureState, name: string): Group {
  let group = state.groups.get(name);
  if (group === undefined)
    state.groups.set(name, (group = { registered: false, everRegistered: null, membershipsRecorded: false, size: 0 }));
  return group;
}

function changeMembership(state: StructureState, member: string, to: string | null): void {
  const from = state.memberGroup.get(member) ?? null;
  if (from !== null) groupOf(state, from).size -= 1;
  state.memberGroup.set(member, to);
  if (to === null) return;
  const group = groupOf(state, to);
  group.size += 1;
  group.membershipsRecorded = true;
}

function withDates(known: ReadonlySet<LocalDay>, dates: readonly string[]): ReadonlySet<LocalDay> {
  const all = new Set(known);
  for (const text of dates) {
    const date = parsePartialDate(text);
    for (let day = date?.first ?? 0; date !== null && day <= date.last; day += 1) all.add(day);
  }
  return all;
}

type Of<Type extends StructureEvent['type']> = Extract<StructureEvent, { type: Type }>;

/** Puts a group on the register or takes it off; returns why that has no effect, if it has none. */
function changeRegister(
  state: StructureState,
  event: Of<'PoliticalGroupRegistered' | 'PoliticalGroupDissolved'>,
): string | undefined {
  const { group: name } = event.p;
  const group = groupOf(state, name);
  const registers = event.type === 'PoliticalGroupRegistered';
  if (group.registered === registers) return `${name} is ${registers ? 'registered already' : 'not registered'}`;
  group.registered = registers;
  if (registers) group.everRegistered ??= markOf(event);
  return undefined;
}

function allocate({ allocations }: StructureState, event: Of<'OfficerAllocatedToSupport'>): void {
  const { officer, memberOrGroup, until } = event.p;
  const held = allocations.get(memberOrGroup) ?? new Map<string, Allocation>();
  held.set(officer, { officer, until: until === undefined ? null : parseInstant(until), mark: markOf(event) });
  allocations.set(memberOrGroup, held);
}

/** Folds one event; returns why it has no effect, if it has none. */
export function evolveStructure(state: StructureState, event: StructureEvent): string | undefined {
  switch (event.type) {
    case 'PoliticalGroupRegistered':
    case 'PoliticalGroupDissolved':
      return changeRegister(state, event);
    case 'GroupMembershipChanged':
      changeMembership(state, event.p.member, event.p.group);
      return undefined;
    case 'AdministrationFormed':
      state.administration = event.p.group ?? null;
      return undefined;
    case 'OfficerAllocatedToSupport':
      allocate(state, event);
      return undefined;
    case 'RoleAssigned':
    case 'RoleVacated':
      foldHolders(state.holders, event);
      return undefined;
    case 'PoliticalAssistantAppointed':
      state.assistants.add(event.p.officer);
      return undefined;
    case 'WardMembersRegistered':
      for (const member of event.p.members ?? []) state.wardMembers.add(member);
      return undefined;
    case 'WorkingCalendarSet':
      state.extraHolidays = withDates(state.extraHolidays, event.p.dates);
      return undefined;
    default:
      return undefined;
  }
}

/**
 * Groups that are active now: registered, and with at least `minimumSize` members if memberships are recorded
 * (readings 4, P08).
 */
export function activeGroups(state: StructureState, minimumSize: number): string[] {
  const active: string[] = [];
  for (const [name, group] of state.groups) {
    if (group.registered && (!group.membershipsRecorded || group.size >= minimumSize)) active.push(name);
  }
  return active;
}

/** Groups on the register now, whatever their size. */
export function registeredGroups(state: StructureState): string[] {
  return [...state.groups].filter(([, group]) => group.registered).map(([name]) => name);
}

/** Groups that were on the register at some time, each with the event that first put it there. */
export function everRegistered(state: StructureState): ReadonlyMap<string, EventMark> {
  return new Map(
    [...state.groups].flatMap(([name, { everRegistered: mark }]) => (mark === null ? [] : [[name, mark]])),
  );
}

/** True of a member whom a membership or a ward named; of everybody if no membership is recorded (readings 4, P23). */
export function isKnownMember({ memberGroup, wardMembers }: StructureState, member: string): boolean {
  return memberGroup.size === 0 || memberGroup.has(member) || wardMembers.has(member);
}

/** Officers allocated to a member or group at an instant, each with the event that says so (AMB-62). */
export function allocatedOfficers(
  state: StructureState,
  to: string,
  at: Instant,
): readonly (readonly [string, EventMark])[] {
  const held = [...(state.allocations.get(to)?.values() ?? [])];
  return held.filter(({ until }) => until === null || until > at).map(({ officer, mark }) => [officer, mark]);
}
