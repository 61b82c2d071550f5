/** Instants, London dates and working days, computed by brute force from readings.md 1.3 and 1.4. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** What a clock in London shows at an instant, as if it were UTC. */
function wallClock(instant: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of london.formatToParts(instant)) part[type] = Number(value);
  const whole = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']);
  return whole + (((instant % 1000) + 1000) % 1000);
}

/** readings 1.3: the repeated hour means its first pass, the skipped hour moves forward. */
function fromWallClock(wall: number): number {
  for (const offset of [HOUR, 0]) {
    if (wallClock(wall - offset) === wall) return wall - offset;
  }
  return wall;
}

/** The London date of an instant, as YYYY-MM-DD. */
export function localDate(instant: number): string {
  return new Date(wallClock(instant)).toISOString().slice(0, 10);
}

/** The first instant of a London date. */
export function startOfDate(date: string): number {
  return fromWallClock(Date.parse(`${date}T00:00:00.000Z`));
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** readings 1.4: the second after a period's end, which is the next midnight in London. */
export function secondAfter(date: string): number {
  return startOfDate(addDays(date, 1));
}

export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY;
}

const TIMED = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** readings 1.3: a date alone is its first instant in `t` and its last in `at` and `knownAt`. */
export function parseInstant(value: unknown, dateAlone: 'first' | 'last' = 'first'): number {
  const text = value instanceof Date ? textOfDate(value) : String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return dateAlone === 'first' ? startOfDate(text) : secondAfter(text) - 1;
  }
  const found = TIMED.exec(text);
  if (!found) throw new Error(`not an instant: ${text}`);
  const [, date, minutes, seconds = '00', fraction = '0', offset] = found;
  const wall = `${date}T${minutes}:${seconds}.${fraction.padEnd(3, '0')}`;
  if (offset === undefined) return fromWallClock(Date.parse(`${wall}Z`));
  return Date.parse(wall + offset.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, h, m) => `${h}:${m ?? '00'}`));
}

/** Whether a value can be read as an instant. */
export function isInstant(value: unknown): boolean {
  return typeof value === 'string' && (/^\d{4}-\d{2}-\d{2}$/.test(value) || TIMED.test(value));
}

/** A YAML reader may have made a Date of a timestamp; midnight stands for a date alone. */
function textOfDate(value: Date): string {
  const text = value.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}

/** readings 1.3: UTC with `Z`, milliseconds only where they are not zero. */
export function formatInstant(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** The last day of a date, a month or a year (readings 4, P19 `nextExpected`). */
export function lastDay(reduced: string): string {
  if (/^\d{4}$/.test(reduced)) return `${reduced}-12-31`;
  const month = /^(\d{4})-(\d{2})$/.exec(reduced);
  if (!month) return reduced;
  return new Date(Date.UTC(Number(month[1]), Number(month[2]), 0)).toISOString().slice(0, 10);
}

/** The first day of a date, a month or a year. */
export function firstDay(reduced: string): string {
  return `${reduced}-01-01`.slice(0, 10);
}

/** readings 4: the last instant of the London day of an instant. */
export function endOfItsDay(instant: number): number {
  return secondAfter(localDate(instant)) - 1;
}

/** readings 4, P19: the last day of the first such month that begins after a date. */
export function lastDayOfNextMonth(month: number, after: string): string {
  const two = String(month).padStart(2, '0');
  const year = Number(after.slice(0, 4));
  const begins = [year, year + 1].map((one) => `${one}-${two}`).find((one) => `${one}-01` > after);
  return lastDay(begins ?? `${year + 2}-${two}`);
}

/** readings 1.4: the last day of a period of working days; the day of receipt is day 0. */
export function lastWorkingDay(receipt: number, days: number, closed: string[]): string {
  let date = localDate(receipt);
  for (let counted = 0; counted < days;) {
    date = addDays(date, 1);
    if (isWorkingDay(date, closed)) counted += 1;
  }
  return date;
}

/** Monday to Friday less the bank holidays of England and Wales; readings 1.4: further closed days. */
function isWorkingDay(date: string, closed: string[]): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return (
    weekday !== 0 && weekday !== 6 && !bankHolidays(Number(date.slice(0, 4))).includes(date) && !closed.includes(date)
  );
}

const MOVED_OR_ADDED = [
  ...['2011-04-29', '2012-06-04', '2012-06-05', '2020-05-08', '2022-06-02', '2022-06-03'],
  ...['2022-09-19', '2023-05-08'],
];
const NOT_HELD = ['2012-05-28', '2020-05-04', '2022-05-30'];

/** Beyond the table: an error, never a guess (readings 1.4). */
function bankHolidays(year: number): string[] {
  if (year < 2000 || year > 2031) throw new Error(`no bank holidays known for ${year}`);
  const easter = easterSunday(year);
  const regular = [
    ...newYear(year),
    addDays(easter, -2),
    addDays(easter, 1),
    firstMonday(`${year}-05-01`),
    addDays(firstMonday(`${year}-06-01`), -7),
    addDays(firstMonday(`${year}-09-01`), -7),
    ...christmas(year),
  ];
  const added = MOVED_OR_ADDED.filter((date) => date.startsWith(`${year}-`));
  return [...regular.filter((date) => !NOT_HELD.includes(date)), ...added];
}

function firstMonday(from: string): string {
  let date = from;
  while (new Date(`${date}T00:00:00Z`).getUTCDay() !== 1) date = addDays(date, 1);
  return date;
}

/** A holiday on a weekend passes to the next weekday that is not itself a holiday. */
function newYear(year: number): string[] {
  return [nextWeekday(`${year}-01-01`, [])];
}

function christmas(year: number): string[] {
  const days = [`${year}-12-25`, `${year}-12-26`];
  const taken = days.filter((date) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()));
  for (const date of days.filter((d) => !taken.includes(d))) taken.push(nextWeekday(date, taken));
  return taken;
}

function nextWeekday(from: string, taken: string[]): string {
  let date = from;
  while ([0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()) || taken.includes(date)) date = addDays(date, 1);
  return date;
}

/** Easter by the anonymous Gregorian algorithm. */
function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const k = Math.floor(c / 4);
  const l = (32 + 2 * (b % 4) + 2 * k - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return new Date(Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1)).toISOString().slice(0, 10);
}
