import { DAY_MS, type LocalDay, dayOf } from './instant.js';

/** A date known to the year, the month or the day, as the first and the last day it may be. */
export interface PartialDate {
  readonly first: LocalDay;
  readonly last: LocalDay;
}

/** Reads `2019`, `2024-05` or `2024-05-26`; null if there is no such date. */
export function parsePartialDate(text: string): PartialDate | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (match === null) return null;
  const [, year, month, day] = match;
  const first = dayOf(Number(year), Number(month ?? 1), Number(day ?? 1));
  if (first === null) return null;
  if (day !== undefined) return { first, last: first };
  // Day 0 of a month is the last day of the month before.
  const last = Date.UTC(Number(year), Number(month ?? 12), 0) / DAY_MS;
  return { first, last };
}
