/** What every definition asks of a history: events by type, entries, groups and who holds what. */
import { distinct } from './figures.js';
import type { Fact } from './history.js';
import { listOf } from './pack.js';
import type { World } from './pack.js';

const found = new WeakMap<World, Map<string, unknown>>();

/** What is asked of one world again and again is worked out once. */
export function once<T>(world: World, name: string, work: () => T): T {
  const known = found.get(world) ?? new Map<string, unknown>();
  found.set(world, known);
  if (!known.has(name)) known.set(name, work());
  return known.get(name) as T;
}

export function ofType(world: World, ...types: string[]): Fact[] {
  return world.events.filter((fact) => types.includes(fact.type));
}

/** A field that holds a token, or null. */
export function token(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** readings 1.8: a second opening of an entry token by the same kind of event has no effect. */
export function openings(world: World, type: string): Fact[] {
  return once(world, `openings ${type}`, () => {
    const all = ofType(world, type);
    return all.filter((fact) => all.find((other) => other.f['id'] === fact.f['id']) === fact);
  });
}

export function opening(world: World, type: string, id: unknown): Fact | null {
  if (token(id) === null) return null;
  return openings(world, type).find((fact) => fact.f['id'] === id) ?? null;
}

export function requestOf(world: World, id: unknown): Fact | null {
  return opening(world, 'GroupSupportRequested', id);
}

/** readings 4: a group is active from registration to dissolution. */
function isRegistered(world: World, group: string, by: number): boolean {
  const all = ofType(world, 'PoliticalGroupRegistered', 'PoliticalGroupDissolved');
  const last = all.filter((fact) => fact.f['group'] === group && fact.t <= by).at(-1);
  return last?.type === 'PoliticalGroupRegistered';
}

/** Groups that were registered at some time, whether or not they were dissolved since. */
export function groupsEverRegistered(world: World): string[] {
  return distinct(ofType(world, 'PoliticalGroupRegistered').map((fact) => token(fact.f['group'])!));
}

export function groupsRegistered(world: World, by: number): string[] {
  return groupsEverRegistered(world).filter((group) => isRegistered(world, group, by));
}

/** The group in which a member last came to sit, or null. */
export function groupOfMember(world: World, member: string, by: number): string | null {
  const changes = ofType(world, 'GroupMembershipChanged').filter((fact) => fact.f['member'] === member && fact.t <= by);
  return token(changes.at(-1)?.f['group']);
}

/** readings 4: where memberships are recorded, only while it has `minimum_size` members. */
function hasMembersEnough(world: World, group: string, by: number): boolean {
  const changes = ofType(world, 'GroupMembershipChanged').filter((fact) => fact.t <= by);
  if (!changes.some((fact) => fact.f['group'] === group)) return true;
  const members = distinct(changes.map((fact) => token(fact.f['member'])!));
  const size = members.filter((member) => groupOfMember(world, member, by) === group).length;
  return size >= (world.packAt(by).groups?.minimum_size ?? 2);
}

export function groupsActive(world: World, by: number): string[] {
  return groupsRegistered(world, by).filter((group) => hasMembersEnough(world, group, by));
}

/** The group that forms the administration at an instant, or null. */
export function administrationAt(world: World, by: number): string | null {
  const formed = ofType(world, 'AdministrationFormed').filter((fact) => fact.t <= by);
  return token(formed.at(-1)?.f['group']);
}

const ONE_HOLDER = [
  ...['proper_officer', 'chief_executive', 'head_of_paid_service', 'monitoring_officer', 'chief_finance_officer'],
  ...['responsible_financial_officer', 'corporate_director_governance', 'divisional_director_hr', 'chair_of_council'],
  ...['vice_chair_of_council', 'leader_of_council', 'mayor'],
];

/** readings 7.2: a role of one holder passes on; `RoleVacated` ends every holder, with `group` those assigned for it. */
export function holders(world: World, role: string, by: number): string[] {
  let held: { person: string | null; group: unknown }[] = [];
  for (const fact of ofType(world, 'RoleAssigned', 'RoleVacated').filter((one) => one.t <= by)) {
    const group = fact.f['group'];
    if (fact.type === 'RoleVacated') {
      const ends = listOf(fact.f['roles']).includes(role);
      held = held.filter((one) => !ends || (token(group) !== null && one.group !== group));
    } else if (fact.f['role'] === role) {
      held = [...(ONE_HOLDER.includes(role) ? [] : held), { person: token(fact.f['person']), group }];
    }
  }
  return held.map((one) => one.person).filter((person) => person !== null);
}

/** Whether somebody is, or then holds, one of these roles. */
export function isOrHolds(world: World, who: unknown, roles: unknown[], by: number): boolean {
  if (roles.includes(who)) return true;
  return roles.some((role) => typeof who === 'string' && holders(world, String(role), by).includes(who));
}
