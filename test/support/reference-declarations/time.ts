// Instants are milliseconds since 1970 UTC; a day is a whole number of days since 1970-01-01 on the London calendar.
const DAY = 86_400_000;
const HOUR = 3_600_000;

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

/** What a London clock shows at an instant, written as if it were UTC. */
function wallClock(instant: number): number {
  const parts = Object.fromEntries(london.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  const at = Date.UTC(
    parts['year']!,
    parts['month']! - 1,
    parts['day'],
    parts['hour'],
    parts['minute'],
    parts['second'],
  );
  return at + (((instant % 1000) + 1000) % 1000);
}

// Readings 1.3: the skipped hour of spring moves forward, the repeated hour of autumn means its first pass.
function fromWallClock(wall: number): number {
  const summer = wall - HOUR;
  return wallClock(summer) === wall ? summer : wall;
}

export function startOfDay(day: number): number {
  return fromWallClock(day * DAY);
}

export function endOfDay(day: number): number {
  return startOfDay(day + 1) - 1;
}

/** The London calendar day of an instant. */
export function dayOf(instant: number): number {
  return Math.floor(wallClock(instant) / DAY);
}

export function dayFromText(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);
}

// Readings 1.3: a date without a time is its last instant in `at` and `knownAt`, its first in `t`; no offset means London.
export function instant(text: string, dateMeans: 'first' | 'last' = 'first'): number {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return dateMeans === 'first' ? startOfDay(dayFromText(text)) : endOfDay(dayFromText(text));
  }
  if (/(Z|[+-]\d{2}:?\d{2})$/i.test(text)) return Date.parse(text);
  return fromWallClock(Date.parse(`${text}Z`));
}

// Readings 1.3: instants are answered in UTC with `Z`, milliseconds only where they are not zero.
export function iso(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** The same London clock time some years later; 29 February becomes 1 March where there is none. */
export function yearsLater(at: number, years: number): number {
  const wall = new Date(wallClock(at));
  return fromWallClock(wall.setUTCFullYear(wall.getUTCFullYear() + years));
}

function day(year: number, month: number, date: number): number {
  return Date.UTC(year, month - 1, date) / DAY;
}

function weekday(of: number): number {
  return new Date(of * DAY).getUTCDay();
}

function isWeekend(of: number): boolean {
  return weekday(of) === 0 || weekday(of) === 6;
}

function firstMonday(from: number): number {
  return from + ((8 - weekday(from)) % 7);
}

/** Gregorian Easter Sunday (the anonymous algorithm, as Meeus prints it). */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return day(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}

function substituted(wanted: number[]): number[] {
  const given: number[] = [];
  const taken = (of: number) => isWeekend(of) || given.includes(of);
  for (const one of wanted.filter((of) => !isWeekend(of))) given.push(one);
  for (const one of wanted.filter(isWeekend)) {
    let next = one;
    while (taken(next)) next += 1;
    given.push(next);
  }
  return given;
}

const MOVED: Record<number, { early?: string; spring?: string; extra?: string[] }> = {
  2011: { extra: ['2011-04-29'] },
  2012: { spring: '2012-06-04', extra: ['2012-06-05'] },
  2020: { early: '2020-05-08' },
  2022: { spring: '2022-06-02', extra: ['2022-06-03', '2022-09-19'] },
  2023: { extra: ['2023-05-08'] },
};

/** Bank holidays of England and Wales in one year. */
export function bankHolidays(year: number): number[] {
  const moved = MOVED[year] ?? {};
  return [
    ...substituted([day(year, 1, 1)]),
    easter(year) - 2,
    easter(year) + 1,
    moved.early ? dayFromText(moved.early) : firstMonday(day(year, 5, 1)),
    moved.spring ? dayFromText(moved.spring) : firstMonday(day(year, 5, 25)),
    firstMonday(day(year, 8, 25)),
    ...substituted([day(year, 12, 25), day(year, 12, 26)]),
    ...(moved.extra ?? []).map(dayFromText),
  ];
}

// Readings 1.4: Monday to Friday less bank holidays, and less the dates of `WorkingCalendarSet`.
export function isWorkingDay(of: number, alsoClosed: number[]): boolean {
  const year = new Date(of * DAY).getUTCFullYear();
  return !isWeekend(of) && !bankHolidays(year).includes(of) && !alsoClosed.includes(of);
}

// Readings 1.4: the day of receipt is day 0; a period ends with its last working day.
export function lastWorkingDay(dayZero: number, days: number, alsoClosed: number[]): number {
  let last = dayZero;
  for (let left = days; left > 0;) {
    last += 1;
    if (isWorkingDay(last, alsoClosed)) left -= 1;
  }
  return last;
}
