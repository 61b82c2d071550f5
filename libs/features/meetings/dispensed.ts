import { type Instant, type LocalDay, dayOf, localDay } from '#lib/kernel/index.js';

/** A dispensation lasts four years at most (Localism Act 2011 s33). */
const YEARS_AT_MOST = 4;

function yearsAfter(at: Instant, years: number): number {
  const date = new Date(localDay(at) * 86_400_000);
  const year = date.getUTCFullYear() + years;
  return dayOf(year, date.getUTCMonth() + 1, date.getUTCDate()) ?? dayOf(year, 2, 28) ?? 0;
}

/** The last day on which a dispensation of an instant can still count: a period of four years ends with the day before its date. */
export function lastDispensedDay(at: Instant): LocalDay {
  return yearsAfter(at, YEARS_AT_MOST) - 1;
}
