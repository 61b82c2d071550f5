/** Exact rates, rounded half up to two places, once (readings.md 1.5), and what a figure is made of. */
import type { Fact } from './history.js';

/** One thing that a figure counts, and the events that it is read from; a count is the number of its lines. */
export interface Line {
  of: string;
  events: Fact[];
}

export type Lines = Record<string, Line[]>;

/** One line for each thing counted, with the events of all that speak of it. */
export function gathered(lines: Line[]): Line[] {
  return distinct(lines.map((one) => one.of)).map((of) => ({
    of,
    events: lines.filter((one) => one.of === of).flatMap((one) => one.events),
  }));
}

/** Figures from their lines. */
export function lengths(lines: Lines): Record<string, number> {
  return Object.fromEntries(Object.entries(lines).map(([name, list]) => [name, list.length]));
}

export interface Rate {
  over: number;
  under: number;
}

/** `over / under`, or null where nothing can be divided. */
export function rate(over: number, under: number): Rate | null {
  return under === 0 ? null : { over, under };
}

export function rounded(exact: Rate | null): number | null {
  return exact === null ? null : Math.floor((200 * exact.over + exact.under) / (2 * exact.under)) / 100;
}

/** readings 1.5: the gap of one rate is 0, of none null; it is rounded once. */
export function gap(rates: (Rate | null)[]): number | null {
  const known = rates.filter((one) => one !== null);
  if (known.length === 0) return null;
  const inOrder = known.sort((a, b) => a.over * b.under - b.over * a.under);
  const least = inOrder[0]!;
  const most = inOrder.at(-1)!;
  return rounded({ over: most.over * least.under - least.over * most.under, under: most.under * least.under });
}

export function distinct<T>(values: T[]): T[] {
  return values.filter((value, place) => values.indexOf(value) === place);
}

/** Maximal stretches of time in which a condition that only events change holds; `to` is null while it holds. */
export interface Spell {
  from: number;
  to: number | null;
}

/** readings 1.2: a condition is judged after all events of one instant. */
export function spells(instants: number[], holds: (instant: number) => boolean): Spell[] {
  const found: Spell[] = [];
  let open: Spell | null = null;
  for (const instant of instants) {
    const now = holds(instant);
    if (now && open === null) found.push((open = { from: instant, to: null }));
    if (!now && open !== null) {
      open.to = instant;
      open = null;
    }
  }
  return found;
}
