import type { Read, TimeQuestion, Typed, WallTime } from './walk.js';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const PARTS = ['day', 'month', 'year', 'hour', 'minute'] as const;
type Part = (typeof PARTS)[number];

const one = (typed: Typed, input: string): string => {
  const value = typed[input];
  return (typeof value === 'string' ? value : '').trim();
};

/** A month as a number or as its name, whole or from three letters. */
function monthOf(text: string): number {
  const index = MONTHS.findIndex((month) => text.length >= 3 && month.startsWith(text.toLowerCase()));
  return index === -1 ? numberOf(text) : index + 1;
}

const numberOf = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : NaN);

const padded = (value: number, length = 2): string => String(value).padStart(length, '0');

/** A wall time as the ledger reads it, ISO 8601 without an offset: London. */
export const isoOf = ({ year, month, day, hour, minute }: WallTime): string =>
  `${padded(year, 4)}-${padded(month)}-${padded(day)}T${padded(hour)}:${padded(minute)}`;

function inWords({ year, month, day, hour, minute }: WallTime): string {
  const name = MONTHS[month - 1] ?? '';
  return `${day} ${name.charAt(0).toUpperCase()}${name.slice(1)} ${year}, ${hour}:${padded(minute)}`;
}

function daysIn(month: number, year: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const ranges: Readonly<Record<Part, readonly [least: number, most: number, right: string]>> = {
  day: [1, 31, 'a day of the month'],
  month: [1, 12, 'a month'],
  year: [1900, 2199, 'a year with four digits'],
  hour: [0, 23, 'an hour from 0 to 23'],
  minute: [0, 59, 'minutes from 0 to 59'],
};

/** Reads "now", or the five fields of another time. */
export function readTime(question: TimeQuestion, typed: Typed, now: WallTime): Read {
  const { id, label } = question;
  const choice = one(typed, id);
  if (choice === 'now') return { answer: { values: [isoOf(now)], name: null, words: [inWords(now)] }, faults: null };
  if (choice !== 'then') return { faults: [{ input: id, text: `Choose: ${label.toLowerCase()}` }] };
  const time = timeTyped(id, typed);
  const wrong = PARTS.filter((part) => !(time[part] >= ranges[part][0] && time[part] <= ranges[part][1]));
  if (wrong.length > 0) {
    return { faults: wrong.map((part) => ({ input: `${id}-${part}`, text: `Enter ${ranges[part][2]}` })) };
  }
  if (time.day > daysIn(time.month, time.year)) {
    return { faults: [{ input: `${id}-day`, text: 'Enter a day that this month has' }] };
  }
  return { answer: { values: [isoOf(time)], name: null, words: [inWords(time)] }, faults: null };
}

function timeTyped(id: string, typed: Typed): WallTime {
  const number = (part: Part): number => numberOf(one(typed, `${id}-${part}`));
  const month = monthOf(one(typed, `${id}-month`));
  return { day: number('day'), month, year: number('year'), hour: number('hour'), minute: number('minute') };
}

/** What was typed with "now" made into the time that it was, so that a draft keeps it. */
export function withTimeOf(question: TimeQuestion, typed: Typed, now: WallTime): Typed {
  const { id } = question;
  if (one(typed, id) !== 'now') return typed;
  const parts = PARTS.map((part) => [`${id}-${part}`, part === 'minute' ? padded(now[part]) : String(now[part])]);
  return { ...typed, [id]: 'then', ...(Object.fromEntries(parts) as Typed) };
}
