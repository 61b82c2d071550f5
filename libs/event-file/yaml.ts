import {
  CORE_SCHEMA,
  EVENT_ID,
  type Event,
  YAMLException,
  constructFromEvents,
  getScalarValue,
  parseEvents,
} from 'js-yaml';
import { findBrokenItems } from './broken-yaml.js';
import { readFlowLines } from './flow-lines.js';
import { ENTRY, type RawEntry, type RawFile, unreadable } from './raw.js';

/** Deep enough for every field there is; entries may not lean on one another by aliases. */
const LIMITS = { maxDepth: 20, maxAliases: 0 } as const;

const TOP_FIELDS: ReadonlySet<string> = new Set(['council', 'pack', 'title', 'events', 'expect']);

/** Parses YAML 1.2 with the core schema: a date stays a string. Throws YAMLException. */
export function parseYaml(source: string): { readonly events: Event[]; readonly documents: unknown[] } {
  const events = parseEvents(source, { maxDepth: LIMITS.maxDepth });
  return {
    events,
    documents: constructFromEvents(events, { source, schema: CORE_SCHEMA, maxAliases: LIMITS.maxAliases }),
  };
}

/** Reads a YAML list of entries, or a mapping that holds such a list in `events`. */
export function readYaml(source: string): RawFile {
  return readFlowLines(source) ?? readAnyYaml(source);
}

function readAnyYaml(source: string): RawFile {
  let parsed;
  try {
    parsed = parseYaml(source);
  } catch (error) {
    if (error instanceof YAMLException) return unreadable(...findBrokenItems(source, error));
    throw error;
  }
  const { events, documents } = parsed;
  if (documents.length > 1) {
    return unreadable({
      at: '',
      wrong: 'the file holds more than one YAML document',
      right: 'one document, without ---',
    });
  }
  const [root] = documents;
  if (Array.isArray(root)) return listOf(root, new Layout(source, events), 1);
  if (typeof root === 'object' && root !== null)
    return ofMapping(root as Record<string, unknown>, new Layout(source, events));
  return unreadable({ at: '', line: 1, wrong: 'the file holds no list of entries', right: `a list, each ${ENTRY}` });
}

function ofMapping(root: Readonly<Record<string, unknown>>, layout: Layout): RawFile {
  const top = layout.fieldsOf(1);
  const unknown = Object.keys(root).filter((key) => !TOP_FIELDS.has(key));
  const problems = unknown.map((key) => ({
    at: `/${key}`,
    line: layout.line(top.get(key)?.position ?? 0),
    wrong: `the file has no field ${key}`,
    right: `one of ${[...TOP_FIELDS].join(', ')}`,
  }));
  const place = top.get('events');
  if (!Array.isArray(root['events']) || place === undefined) {
    const line = layout.line(place?.position ?? 0);
    return unreadable(
      { at: '/events', line, wrong: 'the file holds no list of events', right: `events: a list, each ${ENTRY}` },
      ...problems,
    );
  }
  return { ...listOf(root['events'], layout, place.value), council: root['council'], pack: root['pack'], problems };
}

function listOf(values: readonly unknown[], layout: Layout, index: number): RawFile {
  const starts = layout.itemsOf(index);
  const entries = values.map((value, place): RawEntry => {
    const item = starts[place] ?? index;
    const line = layout.line(layout.positionOf(item));
    const lineOf = (field: string): number => {
      const found = layout.fieldsOf(item).get(field);
      return found === undefined ? line : layout.line(found.position);
    };
    return { value, line, lineOf };
  });
  return { council: undefined, pack: undefined, entries, problems: [] };
}

/** Where the nodes of a document stand in its text, from the parser's own events. */
class Layout {
  #lineStarts: number[] | null = null;

  constructor(
    private readonly source: string,
    private readonly events: readonly Event[],
  ) {}

  /** The line of an offset, counted from 1. */
  line(offset: number): number {
    const starts = (this.#lineStarts ??= lineStartsOf(this.source));
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** Offset of a node; of the nearest node before it if it is an empty one. */
  positionOf(index: number): number {
    for (let at = index; at >= 0; at -= 1) {
      const event = this.events[at];
      const position = event === undefined ? -1 : offsetOf(event);
      if (position >= 0) return position;
    }
    return 0;
  }

  /** Indexes of the nodes inside a collection, in order; none if it is no collection. */
  itemsOf(index: number): number[] {
    const items: number[] = [];
    if (!isCollection(this.events[index])) return items;
    let depth = 0;
    for (let at = index + 1; at < this.events.length && depth >= 0; at += 1) {
      const event = this.events[at];
      if (event?.type === EVENT_ID.POP) depth -= 1;
      else {
        if (depth === 0) items.push(at);
        if (isCollection(event)) depth += 1;
      }
    }
    return items;
  }

  /** The fields of a mapping: where each key stands, and the index of its value. */
  fieldsOf(index: number): Map<string, { readonly position: number; readonly value: number }> {
    const fields = new Map<string, { position: number; value: number }>();
    const items = this.events[index]?.type === EVENT_ID.MAPPING ? this.itemsOf(index) : [];
    for (let at = 0; at + 1 < items.length; at += 2) {
      const [key = 0, value = 0] = [items[at], items[at + 1]];
      const event = this.events[key];
      if (event?.type === EVENT_ID.SCALAR)
        fields.set(getScalarValue(this.source, event), { position: this.positionOf(key), value });
    }
    return fields;
  }
}

function lineStartsOf(source: string): number[] {
  const starts = [0];
  for (let next = source.indexOf('\n'); next !== -1; next = source.indexOf('\n', next + 1)) starts.push(next + 1);
  return starts;
}

function isCollection(event: Event | undefined): boolean {
  return event?.type === EVENT_ID.SEQUENCE || event?.type === EVENT_ID.MAPPING;
}

function offsetOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart;
  return event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING ? event.start : -1;
}
