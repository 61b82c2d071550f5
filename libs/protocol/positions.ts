import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';
import { type Path, pointerOf } from './fault.js';

type Node = Exclude<Event, { type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }>;

/** A collection that is being walked: its path, and what comes next in it. */
interface Frame {
  readonly path: Path;
  readonly isMapping: boolean;
  key: string | null;
  index: number;
}

function offsetOf(event: Node): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  return event.type === EVENT_ID.ALIAS ? event.anchorStart : event.start;
}

/** The place of a node that comes next in its frame; null for the key of a mapping, which is noted. */
function enter(frame: Frame | undefined, event: Node, text: string): Path | null {
  if (frame === undefined) return [];
  if (!frame.isMapping) return [...frame.path, frame.index++];
  if (frame.key === null) {
    frame.key = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
    return null;
  }
  const path = [...frame.path, frame.key];
  frame.key = null;
  return path;
}

function offsetsOf(text: string): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  const frames: Frame[] = [];
  let keyOffset: number | null = null;
  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_ID.DOCUMENT) continue;
    if (event.type === EVENT_ID.POP) {
      frames.pop();
      continue;
    }
    const path = enter(frames.at(-1), event, text);
    if (path === null) keyOffset = offsetOf(event);
    else {
      offsets.set(pointerOf(path), keyOffset ?? offsetOf(event));
      keyOffset = null;
    }
    if (event.type !== EVENT_ID.MAPPING && event.type !== EVENT_ID.SEQUENCE) continue;
    frames.push({ path: path ?? [], isMapping: event.type === EVENT_ID.MAPPING, key: null, index: 0 });
  }
  return offsets;
}

/** How many of some ends of lines, in order, stand before an offset. */
function linesBefore(ends: readonly number[], offset: number): number {
  let [from, to] = [0, ends.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ends[middle] ?? 0) < offset) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Tells the line, counted from 1, of any place in a YAML text; of a place that is not there, that of the nearest above it. */
export function linesOf(text: string): (path: Path) => number {
  const offsets = offsetsOf(text);
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = offsets.get(pointerOf(path.slice(0, length)));
      if (offset !== undefined) return linesBefore(ends, offset) + 1;
    }
    return 1;
  };
}
