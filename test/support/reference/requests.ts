/** Groups, requests and their decisions (readings.md 1.8, 4 P05, P06, P08). */
import { distinct, spells } from './figures.js';
import type { Spell } from './figures.js';
import { foldOrder } from './history.js';
import type { Fact } from './history.js';
import { declares, listOf, rule } from './pack.js';
import type { Pack, World } from './pack.js';

export function ofType(world: World, ...types: string[]): Fact[] {
  return world.events.filter((fact) => types.includes(fact.type));
}

/** A field that holds a token, or null. */
export function token(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Every instant at which something happened. */
export function instants(world: World): number[] {
  return distinct(world.events.map((fact) => fact.t));
}

/** readings 1.8: a second opening of an entry token by the same kind of event has no effect. */
export function openings(world: World, type: string): Fact[] {
  const all = ofType(world, type);
  return all.filter((fact) => all.find((other) => other.f['id'] === fact.f['id']) === fact);
}

export function opening(world: World, type: string, id: unknown): Fact | null {
  if (token(id) === null) return null;
  return openings(world, type).find((fact) => fact.f['id'] === id) ?? null;
}

export function requestOf(world: World, id: unknown): Fact | null {
  return opening(world, 'GroupSupportRequested', id);
}

/** readings 1.8: a decision about an unknown entry has no effect; known is what was opened before it in fold order. */
export function decisionsOn(world: World, opened: Fact, field: 'id' | 'request', types: string[]): Fact[] {
  return ofType(world, ...types).filter((fact) => fact.f[field] === opened.f['id'] && foldOrder(opened, fact) < 0);
}

const DECISIONS: Record<string, string> = {
  GroupSupportRequestAccepted: 'accepted',
  GroupSupportRequestDeclined: 'declined',
  GroupSupportRequestWithdrawn: 'withdrawn',
};

/** The last decision on a request by an instant. */
export function decisionFact(world: World, request: Fact, by: number): Fact | null {
  const all = decisionsOn(world, request, 'id', Object.keys(DECISIONS));
  return all.filter((fact) => fact.t <= by).at(-1) ?? null;
}

/** projections.md P05 `decision`. */
export function decision(world: World, request: Fact, by: number): string {
  const last = decisionFact(world, request, by);
  return last === null ? 'pending' : DECISIONS[last.type]!;
}

/** projections.md: a declined request, with no ground, on a matter for which another group's request was accepted. */
export function isUnexplained(world: World, request: Fact, by: number): boolean {
  return declinedWithoutGround(world, request, by) && acceptedElsewhere(world, request, by).length > 0;
}

function declinedWithoutGround(world: World, request: Fact, by: number): boolean {
  if (request.t > by || token(request.f['matter']) === null) return false;
  return decision(world, request, by) === 'declined' && token(decisionFact(world, request, by)!.f['ground']) === null;
}

/** The acceptances, standing by an instant, of other groups' requests on the same matter. */
export function acceptedElsewhere(world: World, request: Fact, by: number): Fact[] {
  return openings(world, 'GroupSupportRequested')
    .filter((other) => other.f['matter'] === request.f['matter'] && other.f['group'] !== request.f['group'])
    .filter((other) => other.t <= by && decision(world, other, by) === 'accepted')
    .map((other) => decisionFact(world, other, by)!);
}

/** readings 3: from when both decisions stand, until a ground or another decision; each spell by itself. */
export function unexplainedSpells(world: World, request: Fact): Spell[] {
  return spells(instants(world), (instant) => isUnexplained(world, request, instant));
}

/** projections.md: the pack's parity rule is grp.even_handed, or clr.equal_treatment with unit `both` where that is silent. */
export function parityRule(pack: Pack) {
  const equal = rule(pack, 'clr.equal_treatment');
  return rule(pack, 'grp.even_handed') ?? (equal?.params['unit'] === 'both' ? equal : null);
}

/** readings 3, grp.request_addressee: a request in one of `forms`, `to` a role of the pack that is no addressee. */
export function isMisrouted(pack: Pack, request: Fact): boolean {
  const asked = rule(pack, 'grp.request_addressee');
  if (asked === null || !listOf(asked.params['forms']).includes(request.f['form'])) return false;
  return declares(pack, request.f['to']) && !listOf(asked.params['addressees']).includes(request.f['to']);
}

/** The redirection that brought a misrouted request to an addressee. */
export function redirection(world: World, pack: Pack, request: Fact): Fact | null {
  const addressees = listOf(rule(pack, 'grp.request_addressee')?.params['addressees']);
  const all = decisionsOn(world, request, 'id', ['GroupSupportRequestRedirected']);
  return all.find((fact) => addressees.includes(fact.f['to'])) ?? null;
}

/** readings 4, P05: `redirected` once an addressee has it, `misrouted` while it does not. */
export function routing(world: World, request: Fact): string {
  const pack = world.packAt(request.t);
  if (!isMisrouted(pack, request)) return 'ok';
  return redirection(world, pack, request) === null ? 'misrouted' : 'redirected';
}

/** readings 4: a group is active from registration to dissolution. */
function isRegistered(world: World, group: string, by: number): boolean {
  const all = ofType(world, 'PoliticalGroupRegistered', 'PoliticalGroupDissolved');
  const last = all.filter((fact) => fact.f['group'] === group && fact.t <= by).at(-1);
  return last?.type === 'PoliticalGroupRegistered';
}

export function groupsRegistered(world: World, by: number): string[] {
  const all = ofType(world, 'PoliticalGroupRegistered').map((fact) => token(fact.f['group'])!);
  return distinct(all).filter((group) => isRegistered(world, group, by));
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

/** projections.md P05: one row per request. */
export function groupSupport(world: World) {
  const rows = openings(world, 'GroupSupportRequested').map((request) => {
    const last = decisionFact(world, request, world.at);
    return {
      request: token(request.f['id']),
      group: token(request.f['group']),
      form: token(request.f['form']),
      matter: token(request.f['matter']),
      addressee: token(request.f['to']),
      routing: routing(world, request),
      decision: decision(world, request, world.at),
      ground: last?.type === 'GroupSupportRequestDeclined' ? token(last.f['ground']) : null,
      deliveries: ofType(world, 'GroupBriefingGiven', 'GroupReportSupplied').filter(
        (fact) => fact.f['request'] === request.f['id'],
      ).length,
    };
  });
  return { rows, misroutedThenRedirected: rows.filter((row) => row.routing === 'redirected').length };
}
