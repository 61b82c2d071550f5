import type { EventMark } from './event.js';
import type { Instant } from './instant.js';

/** What of an event names it: for a state that keeps no more. */
export function markOf({ id, at, rec, order }: EventMark): EventMark {
  return { id, at, rec, order };
}

type Placed = Pick<EventMark, 'at' | 'order'>;

/** Compares two events in fold order: occurrence, then recording (readings 1.1). */
export const inFoldOrder = (a: Placed, b: Placed): number => a.at - b.at || a.order - b.order;

/** The last of some events in fold order: the anchor of what several make together (readings 3.6); null of none. */
export function lastOf(marks: Iterable<EventMark>): EventMark | null {
  return [...marks].sort(inFoldOrder).at(-1) ?? null;
}

/** The first of some events in fold order; null of none. */
export function firstOf<Mark extends EventMark>(marks: Iterable<Mark>): Mark | null {
  return [...marks].sort(inFoldOrder)[0] ?? null;
}

/** Of several events each enough the first recorded counts (readings 3.4); null of none. */
export function firstRecordedOf(marks: Iterable<EventMark>): EventMark | null {
  return [...marks].sort((a, b) => a.order - b.order)[0] ?? null;
}

/** When the last of some events was recorded (readings 3.4). */
export function knownFrom(marks: readonly EventMark[]): Instant {
  return Math.max(...marks.map(({ rec }) => rec));
}

/** Own ids in order of occurrence, each event once (readings 3.6, 4). */
export function idsOf(marks: Iterable<EventMark>): readonly string[] {
  const once = new Map([...marks].map((mark) => [mark.order, mark]));
  return [...new Set([...once.values()].sort(inFoldOrder).map(({ id }) => id))];
}
