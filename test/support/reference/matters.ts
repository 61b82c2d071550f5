/** Advice, the versions held, and what a matter stands at (readings.md 4, P07). */
import { distinct, rate, rounded, spells } from './figures.js';
import type { Fact } from './history.js';
import { listOf, level, rule } from './pack.js';
import type { World } from './pack.js';
import { countStates, noticesOn } from './notices.js';
import { countedDeliveries, reissues, suppliesOn } from './supplies.js';
import type { Supply } from './supplies.js';
import {
  groupsActive,
  groupsRegistered,
  instants,
  isUnexplained,
  ofType,
  openings,
  parityRule,
  token,
  unexplainedSpells,
} from './requests.js';

/** projections.md P07: the latest version that each group holds; AdviceReissued updates it. */
export function holdings(world: World, matter: string, by: number): Supply[] {
  const supplies = suppliesOn(world, matter, by);
  return supplies.filter((one) => supplies.filter((other) => other.group === one.group).at(-1) === one);
}

export function versionsHeld(world: World, matter: string, by: number): string[] {
  return distinct(holdings(world, matter, by).map((one) => one.version!));
}

/** readings 4, P07: determined together by the pack's determiner; the latest determination of a pair wins. */
export function determinationOf(world: World, matter: string, pair: [string, string], by: number): Fact | null {
  const all = ofType(world, 'AdviceEquivalenceDetermined').filter((fact) => {
    const determiners = listOf(rule(world.packAt(fact.t), 'grp.same_advice')?.params['determiner']);
    const versions = listOf(fact.f['versions']);
    const heard = determiners.length === 0 || determiners.includes(fact.f['by']);
    return fact.f['matter'] === matter && fact.t <= by && heard && pair.every((one) => versions.includes(one));
  });
  return all.at(-1) ?? null;
}

export function pairsHeld(world: World, matter: string, by: number): [string, string][] {
  const held = versionsHeld(world, matter, by);
  return held.flatMap((one, place) => held.slice(place + 1).map((other): [string, string] => [one, other]));
}

/** readings 4, P07: every pair; nothing is transitive; one pair `different` makes `different`. */
export function equivalence(world: World, matter: string, by: number): string {
  const pairs = pairsHeld(world, matter, by);
  if (pairs.length === 0) return 'not_needed';
  const outcomes = pairs.map((pair) => determinationOf(world, matter, pair, by)?.f['outcome'] ?? 'undetermined');
  if (outcomes.includes('different')) return 'different';
  return outcomes.includes('undetermined') ? 'undetermined' : 'substantially_same';
}

/** readings 4, P07: whole hours, summed over spells up to `at`, for which versions stood determined different. */
function hoursUneven(world: World, matter: string): number {
  const uneven = spells(instants(world), (instant) => equivalence(world, matter, instant) === 'different');
  const elapsed = uneven.reduce((sum, spell) => sum + ((spell.to ?? world.at) - spell.from), 0);
  return Math.floor(elapsed / 3_600_000);
}

/** Matters with a first delivery, reissue, notice or unexplained refusal (readings 4, P07). */
export function mattersSeen(world: World): string[] {
  const supplied = [...countedDeliveries(world), ...reissues(world)].map((one) => one.matter);
  const notified = ofType(world, 'OtherGroupNotified').map((fact) => token(fact.f['matter']));
  const refused = openings(world, 'GroupSupportRequested')
    .filter((request) => unexplainedSpells(world, request).length > 0)
    .map((request) => token(request.f['matter']));
  return distinct([...supplied, ...notified, ...refused].filter((matter) => matter !== null)).sort();
}

/** readings 4, P07: frozen at the first delivery; until then, those at `at`. */
function groupsOf(world: World, matter: string): string[] {
  const first = countedDeliveries(world).find((one) => one.matter === matter);
  return groupsActive(world, first?.fact.t ?? world.at);
}

/** readings 4, P07: *offered* is SupportAvailabilityPublished for that matter; without a group, every registered group. */
function offeredOn(world: World, matter: string): string[] {
  return ofType(world, 'SupportAvailabilityPublished')
    .filter((fact) => fact.f['matter'] === matter)
    .flatMap((fact) => (token(fact.f['group']) === null ? groupsRegistered(world, fact.t) : [token(fact.f['group'])!]));
}

function notifiedOn(world: World, matter: string): string[] {
  return ofType(world, 'OtherGroupNotified')
    .filter((fact) => fact.f['matter'] === matter)
    .map((fact) => token(fact.f['group'])!);
}

/** An unexplained refusal on this matter that stands at `at`. */
function refusedNow(world: World, matter: string): boolean {
  const onIt = openings(world, 'GroupSupportRequested').filter((request) => request.f['matter'] === matter);
  return onIt.some((request) => isUnexplained(world, request, world.at));
}

/** projections.md, matter status: the first that applies. */
function status(world: World, matter: string, advised: number): string {
  const pack = world.packAt(world.at);
  const parity = level(parityRule(pack));
  const refused = refusedNow(world, matter);
  const same = rule(pack, 'grp.same_advice') === null ? 'not_needed' : equivalence(world, matter, world.at);
  const states = countStates(noticesOn(world, matter), world.at);
  if ((refused && parity === 'BREACH') || same === 'different' || states.missed > 0) return 'UNEVEN';
  if (refused && parity === 'WARN') return 'REVIEW';
  if (states.open + states.overdue > 0 || same === 'undetermined') return 'PENDING';
  if (advised === 1 && rule(pack, 'grp.notify_other_groups') === null) return 'SINGLE_GROUP';
  return 'EVEN';
}

function matterRow(world: World, matter: string) {
  const groups = groupsOf(world, matter);
  const holding = holdings(world, matter, world.at).map((one) => one.group!);
  const told = [...holding, ...notifiedOn(world, matter), ...offeredOn(world, matter)];
  const advised = groups.filter((group) => holding.includes(group)).length;
  const informed = groups.filter((group) => told.includes(group)).length;
  return {
    groupsActive: groups.length,
    advised,
    informed,
    coverage: rounded(rate(informed, groups.length)),
    versionsHeld: versionsHeld(world, matter, world.at).length,
    equivalence: equivalence(world, matter, world.at),
    status: status(world, matter, advised),
    hoursUneven: hoursUneven(world, matter),
    notices: countStates(noticesOn(world, matter), world.at),
  };
}

/** projections.md P07. */
export function byMatter(world: World) {
  return { matters: Object.fromEntries(mattersSeen(world).map((matter) => [matter, matterRow(world, matter)])) };
}
