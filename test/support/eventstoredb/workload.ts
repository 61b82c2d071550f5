import type { Ledger, NewEvent } from '#lib/ledger/index.js';
import { event } from '#lib/ledger/contract/store.js';

export interface Acknowledged {
  readonly ledger: number;
  readonly writer: number;
  readonly council: string;
  readonly ids: readonly string[];
  readonly position: bigint;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Writers over one or more replicas. Each sends one append after the other, and the same again until it is acknowledged.
 * Every fourth has a council of its own and names the revision that it knows, so a conflict told to it is false.
 */
export class Workload {
  readonly acknowledged: Acknowledged[] = [];
  /** Told that nobody knows. */
  unavailable = 0;
  falseConflicts = 0;
  /** Calls that had no answer when a timer of twice `deadlineMs`, started after the ledger's own, was over. */
  lateCalls = 0;
  /** What no writer may ever see. */
  readonly faults: unknown[] = [];
  readonly #ledgers: readonly Ledger[];
  readonly #writers: readonly Promise<void>[];
  readonly #deadlineMs: number;
  #isStopping = false;
  #heard: (() => void)[] = [];

  /** `deadlineMs` is that of the ledgers. */
  constructor(ledgers: readonly Ledger[], deadlineMs: number, writers = 16) {
    this.#ledgers = ledgers;
    this.#deadlineMs = deadlineMs;
    this.#writers = Array.from({ length: writers }, (_, writer) => this.#write(writer));
  }

  /** Ends when every append sent is acknowledged. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#writers);
  }

  /** Resolves once each replica has acknowledged something more. */
  async progress(): Promise<void> {
    const start = this.acknowledged.length;
    const isDone = (): boolean =>
      new Set(this.acknowledged.slice(start).map(({ ledger }) => ledger)).size === this.#ledgers.length;
    while (!isDone()) await new Promise<void>((resolve) => this.#heard.push(resolve));
  }

  async #write(writer: number): Promise<void> {
    const ledger = writer % this.#ledgers.length;
    const isPrivate = writer % 4 === 3;
    const council = isPrivate ? `own-${writer}` : `shared-${writer % 3}`;
    let revision = -1n;
    for (let round = 0; !this.#isStopping; round += 1) {
      const events = Array.from({ length: 1 + (round % 3) }, () => event({ payload: { writer, round } }));
      const answer = await this.#until(ledger, council, events, isPrivate ? revision : undefined);
      if (answer === undefined) return;
      revision = answer;
    }
  }

  /** Timers run in the order of their ends, however busy the machine: so this one says whether the ledger kept its deadline. */
  async #watched<Value>(call: Promise<Value>): Promise<Value> {
    const timer = setTimeout(() => (this.lateCalls += 1), 2 * this.#deadlineMs);
    try {
      return await call;
    } finally {
      clearTimeout(timer);
    }
  }

  async #until(
    ledger: number,
    council: string,
    events: NewEvent[],
    expected: bigint | undefined,
  ): Promise<bigint | undefined> {
    for (;;) {
      try {
        const options = expected === undefined ? {} : { expectedRevision: expected };
        const answer = await this.#watched(this.#ledgers[ledger]!.append(council, events, options));
        if (!answer.ok) {
          this.falseConflicts += 1;
          return undefined;
        }
        const { position, revision } = answer.value;
        const { writer } = events[0]!.payload as { writer: number };
        this.acknowledged.push({ ledger, writer, council, ids: answer.value.events.map(({ id }) => id), position });
        for (const hear of this.#heard.splice(0)) hear();
        return revision;
      } catch (error) {
        if ((error as Error).name !== 'LedgerUnavailableError') {
          this.faults.push(error);
          return undefined;
        }
        this.unavailable += 1;
        await pause(10);
      }
    }
  }
}
