/** Advice as it reaches groups (readings.md 4). */
import type { Fact } from './history.js';
import { rule } from './pack.js';
import type { World } from './pack.js';
import { administrationAt, ofType, once, requestOf, token } from './world.js';

/** A delivery or a reissue: advice in the hands of a group. */
export interface Supply {
  fact: Fact;
  group: string | null;
  matter: string | null;
  /** The token alone: notices stay per token. */
  version: string | null;
  /** readings 4: the token, followed by what the content flags add. */
  held: string | null;
}

export function flag(fact: Fact, name: string): boolean {
  return (fact.f['flags'] as Record<string, unknown> | undefined)?.[name] === true;
}

/** readings 4, P07: `+recommendation` and `+politicalImplications`, in this order; a reissue is the token alone. */
function heldVersion(fact: Fact): string | null {
  const version = token(fact.f['version']);
  if (version === null || fact.type === 'AdviceReissued') return version;
  const added = ['recommendation', 'politicalImplications'].filter((name) => flag(fact, name));
  return [version, ...added].join('+');
}

/** events.md: group and matter of a delivery may come from the request, if that was opened by then (readings 1.2, 1.8). */
export function deliveryOf(world: World, fact: Fact): Supply {
  const opened = requestOf(world, fact.f['request']);
  const request = opened !== null && opened.t <= fact.t ? opened : null;
  return {
    fact,
    group: token(fact.f['group']) ?? token(request?.f['group']),
    matter: token(fact.f['matter']) ?? token(request?.f['matter']),
    version: token(fact.f['version']),
    held: heldVersion(fact),
  };
}

export function deliveries(world: World): Supply[] {
  return ofType(world, 'GroupBriefingGiven', 'GroupReportSupplied').map((fact) => deliveryOf(world, fact));
}

/** readings 4: what assistants do, where the pack keeps that apart. */
export function isAssistantsOutside(world: World, fact: Fact): boolean {
  const apart = rule(world.packAt(fact.t), 'grp.political_assistants')?.params['outside_parity'] === true;
  return apart && fact.f['role'] === 'political_assistant';
}

/** readings 4: a draft to the group that then is the administration, where the pack keeps that apart. */
function isDraftOutside(world: World, { fact, group }: Supply): boolean {
  const apart = rule(world.packAt(fact.t), 'inf.administration_drafts')?.params['outside_parity'] === true;
  return apart && fact.f['administrationDraft'] === true && group === administrationAt(world, fact.t);
}

/** readings 4: deliveries to a group, less those outside parity. */
export function countedDeliveries(world: World): Supply[] {
  return once(world, 'counted deliveries', () =>
    deliveries(world).filter(
      (one) => one.group !== null && !isAssistantsOutside(world, one.fact) && !isDraftOutside(world, one),
    ),
  );
}

export function countedOn(world: World, matter: string): Supply[] {
  return countedDeliveries(world).filter((one) => one.matter === matter);
}

export function reissues(world: World): Supply[] {
  return ofType(world, 'AdviceReissued').map((fact) => deliveryOf(world, fact));
}

/** Deliveries and reissues of a matter up to an instant, in fold order. */
export function suppliesOn(world: World, matter: string, by: number): Supply[] {
  const all = once(world, `supplies ${matter}`, () => {
    const given = [...countedDeliveries(world), ...reissues(world)].filter((one) => one.matter === matter);
    return world.events.flatMap((fact) => given.filter((one) => one.fact === fact));
  });
  return all.filter((one) => one.fact.t <= by);
}
