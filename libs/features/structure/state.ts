import { type Instant, type LocalDay, parseInstant, parsePartialDate } from '#lib/kernel/index.js';
import type { StructureEvent } from './events.js';
import { type Holders, foldHolders } from './holders.js';

interface Group {
  registered: boolean;
  everRegistered: boolean;
  /** True once a membership of this group has been recorded. */
  membershipsRecorded: boolean;
  size: number;
}

interface Allocation {
  readonly officer: string;
  readonly until: Instant | null;
}

/** Who is what, at the last instant folded. The fold owns its state: `evolve` changes it in place. */
export interface StructureState {
  readonly groups: Map<string, Group>;
  /** Member to group; null sits in none. */
  readonly memberGroup: Map<string, string | null>;
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
    state.groups.set(name, (group = { registered: false, everRegistered: false, membershipsRecorded: false, size: 0 }));
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

/** Folds one event; answers why it has no effect, where it has none. */
export function evolveStructure(state: StructureState, event: StructureEvent): string | undefined {
  switch (event.type) {
    case 'PoliticalGroupRegistered': {
      const group = groupOf(state, event.p.group);
      if (group.registered) return `${event.p.group} is registered already`;
      group.registered = true;
      group.everRegistered = true;
      return undefined;
    }
    case 'PoliticalGroupDissolved': {
      const group = groupOf(state, event.p.group);
      if (!group.registered) return `${event.p.group} is not registered`;
      group.registered = false;
      return undefined;
    }
    case 'GroupMembershipChanged':
      changeMembership(state, event.p.member, event.p.group);
      return undefined;
    case 'AdministrationFormed':
      state.administration = event.p.group ?? null;
      return undefined;
    case 'OfficerAllocatedToSupport': {
      const { officer, memberOrGroup, until } = event.p;
      const held = state.allocations.get(memberOrGroup) ?? new Map<string, Allocation>();
      held.set(officer, { officer, until: until === undefined ? null : parseInstant(until) });
      state.allocations.set(memberOrGroup, held);
      return undefined;
    }
    case 'RoleAssigned':
    case 'RoleVacated':
      foldHolders(state.holders, event);
      return undefined;
    case 'PoliticalAssistantAppointed':
      state.assistants.add(event.p.officer);
      return undefined;
    case 'WorkingCalendarSet':
      state.extraHolidays = withDates(state.extraHolidays, event.p.dates);
      return undefined;
    default:
      return undefined;
  }
}

/**
 * Groups that are active now: registered, and where memberships are recorded with at least `minimumSize` members
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

/** Number of officers allocated to a member or group at an instant (AMB-62). */
export function allocatedOfficers(state: StructureState, to: string, at: Instant): number {
  let number = 0;
  for (const { until } of state.allocations.get(to)?.values() ?? []) if (until === null || until > at) number += 1;
  return number;
}
