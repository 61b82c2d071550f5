import { bankHolidays, FIRST_YEAR, LAST_YEAR } from './holidays.js';
import { DAY_MS, type LocalDay, formatDay } from './instant.js';

export type Nation = keyof typeof bankHolidays;

/** Which days are not worked: weekends, the nation's bank holidays, and `extra`. */
export interface Calendar {
  readonly nation: Nation;
  readonly extra: ReadonlySet<LocalDay>;
}

/** Thrown for a day beyond the holiday table: a period is never guessed (readings 1.4). */
export class CalendarHorizonError extends Error {
  override readonly name = 'CalendarHorizonError';

  constructor(readonly day: LocalDay) {
    super(`${formatDay(day)} is beyond the holiday table, which reaches from ${FIRST_YEAR} to ${LAST_YEAR}`);
  }
}

const FIRST_DAY: LocalDay = Date.UTC(FIRST_YEAR, 0, 1) / DAY_MS;
const LAST_DAY: LocalDay = Date.UTC(LAST_YEAR, 11, 31) / DAY_MS;
/** 1970-01-01 was a Thursday; Monday is 0. */
const THURSDAY = 3;

const tables = new Map<Nation, ReadonlySet<LocalDay>>();

function holidaysOf(nation: Nation): ReadonlySet<LocalDay> {
  const known = tables.get(nation);
  if (known !== undefined) return known;
  const days = new Set<LocalDay>();
  for (const [year, dates] of Object.entries(bankHolidays[nation])) {
    for (const date of dates.split(' ')) days.add(Date.parse(`${year}-${date}T00:00:00Z`) / DAY_MS);
  }
  tables.set(nation, days);
  return days;
}

/** True if the day is worked under the calendar. */
export function isWorkingDay(day: LocalDay, calendar: Calendar): boolean {
  if (!(day >= FIRST_DAY && day <= LAST_DAY)) throw new CalendarHorizonError(day);
  const weekday = (day + THURSDAY) % 7;
  return weekday < 5 && !holidaysOf(calendar.nation).has(day) && !calendar.extra.has(day);
}

/**
 * The `days`-th working day after `day`, which is day 0 and need not be a working day itself; before it if `days` is
 * negative. 0 answers `day`.
 */
export function addWorkingDays(day: LocalDay, days: number, calendar: Calendar): LocalDay {
  const step = days < 0 ? -1 : 1;
  let reached = day;
  for (let left = Math.abs(days); left > 0;) {
    reached += step;
    if (isWorkingDay(reached, calendar)) left -= 1;
  }
  return reached;
}

/** The working days after `from`, up to and with `to`: what `addWorkingDays` undoes. Negative if `to` is earlier. */
export function workingDaysBetween(from: LocalDay, to: LocalDay, calendar: Calendar): number {
  const step = to < from ? -1 : 1;
  let count = 0;
  for (let day = from; day !== to;) {
    day += step;
    if (isWorkingDay(day, calendar)) count += step;
  }
  return count;
}
