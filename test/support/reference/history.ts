/** Reading entries, and the order in which they happened and were recorded (readings.md 1). */
import { isSingular, RAISED_BY_LEDGER } from './fields.js';
import { parseInstant } from './time.js';

export type Entry = Record<string, unknown>;
export type Fields = Record<string, unknown>;

/** One event as recorded: `event` is its own id, `line` and `place` are where it stands in the file. */
export interface Fact {
  type: string;
  event: string;
  /** What the file calls the entry; of an entry that stands for several events it names all of them. */
  token: string | null;
  t: number;
  rec: number;
  line: number;
  place: number;
  f: Fields;
}

/** The own id of an event that the file does not name, by line and place; the ledger derives it from what is not sealed. */
export type Ids = (line: number, place: number) => string | undefined;

const ENVELOPE = ['t', 'e', 'command', 'rec', 'event'];

/** events.md, event files: lists in singular fields multiply; `t` and `rec` as readings 1.3 says. */
export function readEntry(entry: Entry, line: number, ids: Ids = () => undefined): Fact[] {
  const type = String(entry['e'] ?? entry['command']);
  const t = parseInstant(entry['t']);
  const rec = entry['rec'] === undefined ? t : parseInstant(entry['rec']);
  const token = typeof entry['event'] === 'string' ? entry['event'] : null;
  return expand(type, payload(entry)).map((f, place) => {
    const event = ids(line, place) ?? token ?? `${type}@${line + 1}.${place + 1}`;
    return { type, event, token, t, rec, line, place, f };
  });
}

function payload(entry: Entry): Fields {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => !ENVELOPE.includes(name)));
}

function expand(type: string, fields: Fields): Fields[] {
  const many = Object.entries(fields).find(([name, value]) => isSingular(type, name) && Array.isArray(value));
  if (!many) return [fields];
  const [name, values] = many;
  return (values as unknown[]).flatMap((value) => expand(type, { ...fields, [name]: value }));
}

type Place = Pick<Fact, 't' | 'rec' | 'line' | 'place'>;

/** readings 1.1: order of occurrence, then of recording, then line, then place. */
export function foldOrder(a: Place, b: Place): number {
  return a.t - b.t || recordingOrder(a, b);
}

export function recordingOrder(a: Place, b: Place): number {
  return a.rec - b.rec || a.line - b.line || a.place - b.place;
}

/** readings 3.4: of several facts each enough, the first recorded counts. */
export function firstRecorded<T extends Place>(facts: T[]): T[] {
  return [...facts].sort(recordingOrder).slice(0, 1);
}

/** The same recorded event, amended or not. */
export function isSameEvent(a: Place, b: Place): boolean {
  return a.line === b.line && a.place === b.place;
}

/** events.md, envelope: the same id twice is the same event, stored once; starred events are ignored. */
export function stored(facts: Fact[]): Fact[] {
  const inOrder = facts.filter((fact) => !RAISED_BY_LEDGER.includes(fact.type)).sort(recordingOrder);
  return inOrder.filter((fact) => {
    const named = fact.token ?? fact.event;
    const first = inOrder.find((other) => (other.token ?? other.event) === named);
    return first === undefined || first.line === fact.line;
  });
}
