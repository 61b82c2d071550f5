import type { Instant, RecordedEvent, Result } from '#lib/kernel/index.js';
import type { AppendRefusal, Appended, Ledger, NewEvent, Revision } from '../index.js';

/** What an adapter declares about its store. Cases read it and expect accordingly; none is skipped. */
export interface Capabilities {
  /** True: events are there when the store is reopened. False: a reopened store is empty. */
  readonly outlivesClose: boolean;
  /** `injected`: recordedAt is the clock's time. `store`: the store's own, at most a minute from the machine's. */
  readonly clock: 'injected' | 'store';
}

/** One empty store. A case may open its ledger several times, one after the other. */
export interface Store {
  readonly capabilities: Capabilities;
  /** Set by a case, read by the ledger. */
  now: Instant;
  open(): Promise<Ledger>;
}

/** Makes an empty store for one case, and removes it afterwards. */
export interface StoreMaker {
  readonly capabilities: Capabilities;
  /** `clock` supplies recordedAt if the adapter takes a clock. */
  make(clock: () => Instant): Promise<{ open(): Promise<Ledger>; remove(): Promise<void> }>;
}

/** One promise of the port. `run` throws if it is broken. */
export interface ContractCase {
  readonly name: string;
  readonly run: (store: Store) => Promise<void>;
}

export const NOON: Instant = Date.UTC(2026, 2, 6, 12);

let made = 0;

/** Returns a new event id, a version 7 UUID that is greater than those before it. */
export function newId(): string {
  made += 1;
  const digits = made.toString(16).padStart(12, '0');
  return `019c0000-${digits.slice(0, 4)}-7000-8000-${digits.slice(4).padStart(12, '0')}`;
}

/** An event with a new id; `changes` replaces members. */
export function event(changes: Partial<NewEvent> = {}): NewEvent {
  return {
    id: newId(),
    type: 'BriefingGiven',
    occurredAt: NOON,
    recordedBy: { role: 'proper_officer', person: 'p-1' },
    pack: { id: 'made-up', version: '1', hash: 'ab'.repeat(32) },
    correlationId: 'c-1',
    causationId: null,
    schema: 1,
    payload: { group: 'group-a', matter: 'm-1' },
    ...changes,
  };
}

/** Returns that many events with new ids. */
export const several = (count: number): NewEvent[] => Array.from({ length: count }, () => event());

/** Returns the value of a result; throws if it is a refusal. */
export function taken<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** Returns the code of a refusal; throws if the result was accepted. */
export function refusalOf(result: Result<Appended, AppendRefusal>): AppendRefusal {
  if (result.ok) throw new Error('accepted, although a refusal was due');
  return result.refusal.code;
}

/** Appends, and returns what was recorded. */
export async function record(
  ledger: Ledger,
  council: string,
  events: readonly NewEvent[],
  expectedRevision?: Revision,
): Promise<Appended> {
  return taken(await ledger.append(council, events, expectedRevision === undefined ? {} : { expectedRevision }));
}

/** Records that many new events, in as few appends as possible. */
export async function recordMany(ledger: Ledger, council: string, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1_000) await record(ledger, council, several(Math.min(left, 1_000)));
}

/** Returns every item of an iteration. */
export async function all(events: AsyncIterable<RecordedEvent>): Promise<RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for await (const one of events) found.push(one);
  return found;
}

/** Returns the first items of an iteration, then ends it. */
export async function first(count: number, events: AsyncIterable<RecordedEvent>): Promise<RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for await (const one of events) if (found.push(one) === count) break;
  return found;
}

/** Counts the turns that other work of the process gets while some work runs; stops counting even if the work fails. */
export async function turnsDuring(work: () => Promise<void>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  try {
    await work();
  } finally {
    isOver = true;
  }
  return turns;
}

export const ids = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);

/** Rejects if the promise does not settle in time, so that a silent store fails the test instead of hanging it. */
export async function inTime<Value>(promise: Promise<Value>, timeoutMs = 20_000): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`nothing within ${timeoutMs} ms`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
