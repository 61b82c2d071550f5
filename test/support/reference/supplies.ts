/** Advice as it reaches groups (readings.md 4). */
import type { Fact } from './history.js';
import { outsideParity } from './pack.js';
import type { World } from './pack.js';
import { ofType, requestOf, token } from './requests.js';

/** A delivery or a reissue: advice in the hands of a group. */
export interface Supply {
  fact: Fact;
  group: string | null;
  matter: string | null;
  version: string | null;
}

/** events.md: group and matter of a delivery may come from the request. */
export function deliveryOf(world: World, fact: Fact): Supply {
  const request = requestOf(world, fact.f['request']);
  return {
    fact,
    group: token(fact.f['group']) ?? token(request?.f['group']),
    matter: token(fact.f['matter']) ?? token(request?.f['matter']),
    version: token(fact.f['version']),
  };
}

export function deliveries(world: World): Supply[] {
  return ofType(world, 'GroupBriefingGiven', 'GroupReportSupplied').map((fact) => deliveryOf(world, fact));
}

/** readings 4, P06: deliveries by political assistants are left out where the pack has `outside_parity`. */
export function countedDeliveries(world: World): Supply[] {
  return deliveries(world).filter(
    ({ fact, group }) =>
      group !== null && !(fact.f['role'] === 'political_assistant' && outsideParity(world.packAt(fact.t))),
  );
}

export function reissues(world: World): Supply[] {
  return ofType(world, 'AdviceReissued').map((fact) => deliveryOf(world, fact));
}

/** Deliveries and reissues of a matter up to an instant, in fold order. */
export function suppliesOn(world: World, matter: string, by: number): Supply[] {
  const all = [...countedDeliveries(world), ...reissues(world)];
  return world.events.flatMap((fact) =>
    all.filter((one) => one.fact === fact && one.matter === matter && fact.t <= by),
  );
}
