/** Versions held by groups, and how they were compared (readings.md 3 grp.same_advice, 4 P07). */
import { distinct, spells } from './figures.js';
import type { Spell } from './figures.js';
import type { Fact } from './history.js';
import { listOf, rule } from './pack.js';
import type { World } from './pack.js';
import { instants } from './requests.js';
import { suppliesOn } from './supplies.js';
import type { Supply } from './supplies.js';
import { ofType, once, token } from './world.js';

export type Pair = [string, string];

/** projections.md P07: the latest version that each group holds; AdviceReissued updates it. */
export function holdings(world: World, matter: string, by: number): Supply[] {
  const supplies = suppliesOn(world, matter, by);
  return supplies.filter((one) => supplies.filter((other) => other.group === one.group).at(-1) === one);
}

export function versionsHeld(world: World, matter: string, by: number): string[] {
  return distinct(holdings(world, matter, by).map((one) => one.held!));
}

/** Determinations of a matter by the pack's determiner; a pack that names none accepts anyone's. */
function determinationsHeard(world: World, matter: string): Fact[] {
  return ofType(world, 'AdviceEquivalenceDetermined').filter((fact) => {
    const determiners = listOf(rule(world.packAt(fact.t), 'grp.same_advice')?.params['determiner']);
    return fact.f['matter'] === matter && (determiners.length === 0 || determiners.includes(fact.f['by']));
  });
}

function determinationsOf(world: World, matter: string, pair: Pair, by: number): Fact[] {
  return determinationsHeard(world, matter).filter(
    (fact) => fact.t <= by && pair.every((one) => listOf(fact.f['versions']).includes(one)),
  );
}

/** readings 4, P07: determined together; the latest determination of a pair wins. */
export function determinationOf(world: World, matter: string, pair: Pair, by: number): Fact | null {
  return determinationsOf(world, matter, pair, by).at(-1) ?? null;
}

/** The determinations that say what the latest says, with nothing else said since. */
export function sayingSo(world: World, matter: string, pair: Pair, by: number): Fact[] {
  const all = determinationsOf(world, matter, pair, by);
  const last = all.at(-1)?.f['outcome'];
  const since = all.findLastIndex((fact) => fact.f['outcome'] !== last);
  return all.slice(since + 1);
}

export function outcomeOf(world: World, matter: string, pair: Pair, by: number): string {
  return token(determinationOf(world, matter, pair, by)?.f['outcome']) ?? 'undetermined';
}

export function pairsHeld(world: World, matter: string, by: number): Pair[] {
  const held = versionsHeld(world, matter, by);
  return held.flatMap((one, place) => held.slice(place + 1).map((other): Pair => [one, other]));
}

export function pairsThat(world: World, matter: string, outcome: string, by: number): Pair[] {
  return pairsHeld(world, matter, by).filter((pair) => outcomeOf(world, matter, pair, by) === outcome);
}

/** readings 4, P07: every pair; nothing is transitive; one pair `different` makes `different`. */
export function equivalence(world: World, matter: string, by: number): string {
  const pairs = pairsHeld(world, matter, by);
  if (pairs.length === 0) return 'not_needed';
  const outcomes = pairs.map((pair) => outcomeOf(world, matter, pair, by));
  if (outcomes.includes('different')) return 'different';
  return outcomes.includes('undetermined') ? 'undetermined' : 'substantially_same';
}

/** A spell for which versions held differed in one way, the considerations in it, and when it was resolved. */
export interface VersionSpell extends Spell {
  considerations: Fact[];
  resolvedAt: number | null;
}

/** readings 1.2: judged after all events of one instant. */
export function versionSpells(world: World, matter: string, outcome: 'undetermined' | 'different'): VersionSpell[] {
  return once(world, `${outcome} ${matter}`, () => spellsOf(world, matter, outcome));
}

function spellsOf(world: World, matter: string, outcome: 'undetermined' | 'different'): VersionSpell[] {
  const all = spells(instants(world), (instant) => equivalence(world, matter, instant) === outcome);
  return all.map((spell) => {
    const considerations = ofType(world, 'MatterFormallyConsidered').filter(
      (fact) => fact.f['matter'] === matter && fact.t >= spell.from && (spell.to === null || fact.t < spell.to),
    );
    const isDecided = outcome === 'different' && considerations.length > 0;
    const resolvedAt = isDecided ? determinedSince(world, matter, considerations) : spell.to;
    return { ...spell, considerations, resolvedAt };
  });
}

/** Pairs that stood different at some of these considerations. */
function pairsDecidedOn(world: World, matter: string, considerations: Fact[]): Pair[] {
  return considerations.flatMap((fact) => pairsThat(world, matter, 'different', fact.t));
}

/** readings 3: once considered, only the determination of each pair that then stood different as substantially the same. */
function determinedSince(world: World, matter: string, considerations: Fact[]): number | null {
  const pairs = pairsDecidedOn(world, matter, considerations);
  const isSame = (instant: number) =>
    pairs.every((pair) => outcomeOf(world, matter, pair, instant) === 'substantially_same');
  return instants(world).find((instant) => instant > considerations.at(-1)!.t && isSame(instant)) ?? null;
}

/** What made versions differ, or agree, at an instant: supplies, reissues and determinations of that very instant. */
export function versionEventsAt(world: World, matter: string, instant: number): Fact[] {
  const supplied = suppliesOn(world, matter, instant).map((one) => one.fact);
  const all = [...supplied, ...determinationsHeard(world, matter)];
  return world.events.filter((fact) => fact.t === instant && all.includes(fact));
}

/** The supplies and reissues held at an instant, and the determinations that say so of pairs held. */
export function differenceAt(world: World, matter: string, instant: number): Fact[] {
  const held = holdings(world, matter, instant).map((one) => one.fact);
  const said = pairsThat(world, matter, 'different', instant).map((pair) =>
    determinationOf(world, matter, pair, instant),
  );
  return [...held, ...(said as Fact[])];
}

/** readings 4, P07: whole hours, summed over spells up to `at`, for which versions stood determined different. */
export function hoursUneven(world: World, matter: string): number {
  const uneven = versionSpells(world, matter, 'different');
  const elapsed = uneven.reduce((sum, spell) => sum + ((spell.to ?? world.at) - spell.from), 0);
  return Math.floor(elapsed / 3_600_000);
}
