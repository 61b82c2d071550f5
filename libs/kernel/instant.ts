/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A calendar day in Europe/London as the number of days since 1970-01-01. */
export type LocalDay = number;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

const MIN_YEAR = 1900;
const MAX_YEAR = 2200;

let londonParts: Intl.DateTimeFormat | undefined;

/** Created when first needed: it is expensive, and many commands need no zone. */
function londonFormat(): Intl.DateTimeFormat {
  return (londonParts ??= new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }));
}

function offsetFromZoneData(instant: Instant): number {
  const part: Record<string, number> = {};
  for (const { type, value } of londonFormat().formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const wholeSeconds = Math.floor(instant / 1000) * 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSeconds;
}

/** The instants of a UTC year at which London's offset changes, each with the offset from then on. */
function transitionsOf(year: number): readonly [Instant, number][] {
  const found: [Instant, number][] = [];
  const end = Date.UTC(year + 1, 0, 1);
  let from = Date.UTC(year, 0, 1);
  let offset = offsetFromZoneData(from);
  found.push([from, offset]);
  for (let next = from + 7 * DAY_MS; from < end; from = next, next += 7 * DAY_MS) {
    const offsetThen = offsetFromZoneData(Math.min(next, end - 1));
    if (offsetThen === offset) continue;
    let [low, high] = [from, Math.min(next, end - 1)];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offsetFromZoneData(middle) === offset) low = middle;
      else high = middle;
    }
    offset = offsetThen;
    found.push([Math.ceil(high / 1000) * 1000, offset]);
  }
  return found;
}

/** From this year on summer time runs between the last Sundays of March and October, 01:00 UTC (SI 2002/262, SI 1994/2798). */
const FIRST_RULED_YEAR = 1996;

/** 01:00 UTC on the last Sunday of a month of 31 days, counted from 0. */
function lastSunday(year: number, month: number): Instant {
  const last = Date.UTC(year, month, 31, 1);
  return last - new Date(last).getUTCDay() * DAY_MS;
}

function byRule(year: number): readonly [Instant, number][] {
  return [
    [-Infinity, 0],
    [lastSunday(year, 2), HOUR_MS],
    [lastSunday(year, 9), 0],
  ];
}

const transitions = new Map<number, readonly [Instant, number][]>();

/** London's offset from UTC at an instant, in milliseconds: by rule since 1996, before by the runtime's zone data. */
export function londonOffset(instant: Instant): number {
  const year = new Date(instant).getUTCFullYear();
  let changes = transitions.get(year);
  if (changes === undefined) {
    changes = year >= FIRST_RULED_YEAR ? byRule(year) : transitionsOf(year);
    transitions.set(year, changes);
  }
  let offset = 0;
  for (const [from, offsetFrom] of changes) if (from <= instant) offset = offsetFrom;
  return offset;
}

/**
 * The instant of a London wall-clock time given as if it were UTC.
 * The skipped hour of spring moves forward, the repeated hour of autumn means its first pass (readings 1.3).
 */
export function fromLondon(wall: number): Instant {
  const early = wall - londonOffset(wall - HOUR_MS * 2);
  const late = wall - londonOffset(wall + HOUR_MS * 2);
  const candidates = early <= late ? [early, late] : [late, early];
  for (const candidate of candidates) if (candidate + londonOffset(candidate) === wall) return candidate;
  return Math.max(early, late);
}

/** The London calendar day of an instant. */
export function localDay(instant: Instant): LocalDay {
  return Math.floor((instant + londonOffset(instant)) / DAY_MS);
}

/** The first instant of a London calendar day. */
export function startOfDay(day: LocalDay): Instant {
  return fromLondon(day * DAY_MS);
}

/** The last millisecond of a London calendar day. */
export function endOfDay(day: LocalDay): Instant {
  return startOfDay(day + 1) - 1;
}

/** `2026-03-09` as a day, or null if there is no such day. */
export function dayOf(year: number, month: number, day: number): LocalDay | null {
  if (year < MIN_YEAR || year > MAX_YEAR) return null;
  const time = Date.UTC(year, month - 1, day);
  const check = new Date(time);
  if (check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day) return null;
  return time / DAY_MS;
}

/** A day as `2026-03-09`. */
export function formatDay(day: LocalDay): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

const TIME_PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Milliseconds of a time of day; null if it is not one. */
function timeOfDay(hour: number, minute: number, second: number, fraction = ''): number | null {
  if (hour > 23 || minute > 59 || second > 59) return null;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + milliseconds;
}

/** Milliseconds ahead of UTC of `Z`, `+01:00` or `+0100`; null if no place has that offset. */
function offsetOf(text: string): number | null {
  if (text === 'Z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(-2));
  if (hours > 14 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * HOUR_MS + minutes * MINUTE_MS);
}

/**
 * Reads ISO 8601. A date without a time is its first instant, or its last if `edge` is `end`; without an offset the
 * time is Europe/London (readings 1.3). Null if the text is not a possible time between 1900 and 2200.
 */
export function parseInstant(text: string, edge: 'start' | 'end' = 'start'): Instant | null {
  const match = TIME_PATTERN.exec(text);
  if (match === null) return null;
  const [, year, month, date, hour, minute, second = '0', fraction, zone] = match;
  const day = dayOf(Number(year), Number(month), Number(date));
  if (day === null) return null;
  if (hour === undefined) return edge === 'start' ? startOfDay(day) : endOfDay(day);
  const time = timeOfDay(Number(hour), Number(minute), Number(second), fraction);
  if (time === null) return null;
  const wall = day * DAY_MS + time;
  if (zone === undefined) return fromLondon(wall);
  const offset = offsetOf(zone);
  return offset === null ? null : wall - offset;
}

const PAIRS: readonly string[] = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

// Many events share a day; a century of days is enough, and bounds what is kept.
const dates = new Map<number, string>();
const MOST_DATES = 36_525;

function dateOf(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY_MS).toISOString().slice(0, -14);
  if (dates.size === MOST_DATES) dates.clear();
  dates.set(day, date);
  return date;
}

/** An instant in UTC with `Z`, milliseconds only if they are not zero (readings 1.3). */
export function formatInstant(instant: Instant): string {
  const day = Math.floor(instant / DAY_MS);
  const time = instant - day * DAY_MS;
  const minute = PAIRS[Math.floor(time / MINUTE_MS) % 60];
  const second = PAIRS[Math.floor(time / 1000) % 60];
  const fraction = time % 1000 === 0 ? '' : `.${String(time % 1000).padStart(3, '0')}`;
  return `${dateOf(day)}T${PAIRS[Math.floor(time / HOUR_MS)]}:${minute}:${second}${fraction}Z`;
}
