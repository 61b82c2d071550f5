import { checkPayload } from '#lib/catalogue/index.js';
import { fromCloudEvent, isCloudEvent, isRecorded, recordedFrom } from '#lib/exchange/record.js';
import type { EventEnvelope, Payload, Problem } from '#lib/kernel/index.js';
import { type RawEntry, type RawFile, fieldIn } from './raw.js';

/** One event of an exported file, as a ledger recorded it. */
export interface FileRecorded {
  readonly event: EventEnvelope;
  /** Line of the file, counted from 1. */
  readonly line: number;
}

const RIGHT = 'a recorded event as `evenhand export` writes it, in every line of the file';

/** True if the first entry is a recorded event, as JSON Lines or as a CloudEvent: then every entry must be one. */
export function isRecordedFile({ entries: [first] }: RawFile): boolean {
  if (first === undefined || fieldIn(first, 'e') !== undefined) return false;
  return fieldIn(first, 'recordedAt') !== undefined || fieldIn(first, 'specversion') !== undefined;
}

/** Reads recorded events. What is wrong with an entry is noted, and the entry is left out. */
export function readRecorded(entries: readonly RawEntry[], problems: Problem[]): FileRecorded[] {
  const inOrder = new Order(problems);
  return entries.flatMap(({ value, line }) => {
    const before = problems.length;
    const event = isMap(value) ? eventOf(value, line, problems) : null;
    if (event === null) {
      if (problems.length === before) problems.push({ at: '', line, wrong: 'this is no recorded event', right: RIGHT });
      return [];
    }
    const found = checkPayload(event.type, event.payload).map((one) => ({ ...one, line }));
    problems.push(...found);
    return inOrder.takes(event, line) && found.length === 0 ? [{ event, line }] : [];
  });
}

const isMap = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function eventOf(value: Payload, line: number, problems: Problem[]): EventEnvelope | null {
  if (!isCloudEvent(value) && !isRecorded(value)) return null;
  const read = isCloudEvent(value) ? fromCloudEvent(value) : recordedFrom(value);
  if (read.ok) return read.value;
  problems.push(...read.refusal.problems.map((one) => ({ ...one, line })));
  return null;
}

/** What holds between the events of a ledger: an id stands once, and the time of recording never goes back in a council. */
class Order {
  readonly #ids = new Set<string>();
  readonly #newest = new Map<string, number>();

  constructor(private readonly problems: Problem[]) {}

  takes({ id, council, recordedAt }: EventEnvelope, line: number): boolean {
    const before = this.problems.length;
    if (this.#ids.has(id))
      this.problems.push({ at: '/id', line, wrong: `event ${id} is given again`, right: 'once each' });
    if (recordedAt < (this.#newest.get(council) ?? recordedAt)) {
      const wrong = 'the event was recorded before the one above it';
      this.problems.push({ at: '/recordedAt', line, wrong, right: 'events in their order of recording' });
    }
    this.#ids.add(id);
    this.#newest.set(council, recordedAt);
    return this.problems.length === before;
  }
}
