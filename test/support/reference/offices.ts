/** Briefings to office-holders, kept apart from P06 (readings.md 4, P10). */
import { distinct, lengths } from './figures.js';
import type { Lines } from './figures.js';
import type { Fact } from './history.js';
import type { World } from './pack.js';
import { ofType, token } from './world.js';

const KINDS = {
  offered: 'OfficeHolderBriefingOffered',
  held: 'OfficeHolderBriefingHeld',
  declined: 'OfficeHolderBriefingDeclined',
};

function briefings(world: World): Fact[] {
  return ofType(world, ...Object.values(KINDS));
}

function linesOf(facts: Fact[]): Lines {
  return Object.fromEntries(
    Object.entries(KINDS).map(([name, type]) => [
      name,
      facts.filter((one) => one.type === type).map((one) => ({ of: one.event, events: [one] })),
    ]),
  );
}

/** What each count is made of: of an office, of an office and a group, or of all. */
export function briefingLines(world: World, office: string | null = null, group: string | null = null): Lines {
  const all = briefings(world).filter((fact) => office === null || fact.f['office'] === office);
  return linesOf(all.filter((fact) => group === null || fact.f['group'] === group));
}

export function officesBriefed(world: World): string[] {
  return distinct(briefings(world).map((fact) => token(fact.f['office'])!)).sort();
}

/** readings 4, P10: a group for each event that names one. */
export function groupsBriefed(world: World, office: string): string[] {
  const named = briefings(world)
    .filter((fact) => fact.f['office'] === office)
    .map((fact) => token(fact.f['group']));
  return distinct(named.filter((group) => group !== null)).sort();
}

/** projections.md P10. */
export function officeHolderBriefings(world: World) {
  const offices = officesBriefed(world).map((office) => {
    const groups = groupsBriefed(world, office).map((group) => [group, lengths(briefingLines(world, office, group))]);
    return [office, { ...lengths(briefingLines(world, office)), byGroup: Object.fromEntries(groups) }];
  });
  return { offices: Object.fromEntries(offices), totals: lengths(briefingLines(world)) };
}
