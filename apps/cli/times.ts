import { type Instant, londonOffset, parseInstant } from '#lib/kernel/index.js';

/** The time zone of a table. */
export type Zone = 'london' | 'utc';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** London's names for its offsets; any other offset, such as double summer time, is shown in figures. */
const NAMES: Readonly<Record<number, string>> = { 0: 'GMT', 60: 'BST' };

function offsetText(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return NAMES[minutes] ?? `+${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** An instant for people: `2026-03-06 15:00 GMT` in London, or `2026-03-06 15:00 UTC`; seconds only if they are not zero. */
export function timeText(instant: Instant, zone: Zone): string {
  const offset = zone === 'london' ? londonOffset(instant) : 0;
  const [day = '', time = ''] = new Date(instant + offset).toISOString().slice(0, -1).split('T');
  const clock = time.replace(/(:00)?\.000$/, '');
  return `${day} ${clock} ${zone === 'utc' ? 'UTC' : offsetText(offset)}`;
}

/** A text of a document for people: an instant is shown in the zone; any other text stays. */
export function readableText(text: string, zone: Zone): string {
  const instant = INSTANT.test(text) ? parseInstant(text) : null;
  return instant === null ? text : timeText(instant, zone);
}
