import { dayOf, type LocalDay } from './instant.js';

/** A date known to the year, the month or the day, as the first and the last day it may be. */
export interface PartialDate {
  readonly first: LocalDay;
  readonly last: LocalDay;
}

/** Reads `2019`, `2024-05` or `2024-05-26`; null where there is no such date. */
export function parsePartialDate(text: string): PartialDate | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (match === null) return null;
  const year = Number(match[1]);
  const month = match[2] === undefined ? null : Number(match[2]);
  if (match[3] !== undefined && month !== null) {
    const day = dayOf(year, month, Number(match[3]));
    return day === null ? null : { first: day, last: day };
  }
  const first = dayOf(year, month ?? 1, 1);
  const next = month === null || month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
  return first === null || next === null ? null : { first, last: next - 1 };
}
