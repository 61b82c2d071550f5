import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedEvent } from '#lib/kernel/index.js';
import type { Ledger } from '#lib/ledger/index.js';

const RETRY_MS = 1_000;

/** What a follower derives from the events of some types. */
export interface Derived {
  readonly types: readonly string[];
  /** Position up to which everything was taken, as it was kept: 0n for one that is yet to be built. Asked once. */
  position(): Promise<bigint>;
  /**
   * Takes the next event. What is derived of it is kept together with its position, in one transaction, or can be repeated:
   * after a crash the event may come again. Throws where it cannot be taken: then the follower goes no further.
   */
  take(event: RecordedEvent): Promise<void>;
}

/** How far a follower is. */
export interface FollowerStatus {
  /** Everything up to here was taken; null before the kept position was read. */
  readonly position: bigint | null;
  /** Position of the event that could not be taken, and is tried again; null where nothing stands in the way. */
  readonly stoppedAt: bigint | null;
}

/** Follows the ledger for what is derived from some types of events, each taken once and in order. */
export class Follower {
  #position: bigint | null = null;
  #stoppedAt: bigint | null = null;
  readonly #ledger: Ledger;
  readonly #derived: Derived;
  readonly #types: ReadonlySet<string>;

  constructor(ledger: Ledger, derived: Derived) {
    this.#ledger = ledger;
    this.#derived = derived;
    this.#types = new Set(derived.types);
  }

  get status(): FollowerStatus {
    return { position: this.#position, stoppedAt: this.#stoppedAt };
  }

  /**
   * Takes what is there, then what comes, until the signal aborts, or the ledger closes while it is followed. Whatever stands in the way is told to
   * `onError`, with the position of the event that could not be taken, and tried again after a second.
   */
  async run(signal: AbortSignal, onError: (error: unknown, stoppedAt: bigint | null) => void): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#follow(signal);
        return;
      } catch (error) {
        onError(error, this.#stoppedAt);
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    this.#position ??= await this.#derived.position();
    // What is there by now is found by its type, without reading all the rest.
    const head = await this.#ledger.head();
    for await (const event of this.#ledger.readTypes(this.#derived.types, this.#position)) {
      if (signal.aborted) return;
      await this.#take(event);
    }
    if (head > this.#position) this.#position = head;
    for await (const event of this.#ledger.follow(this.#position, signal)) {
      if (this.#types.has(event.type)) await this.#take(event);
      else this.#position = event.position;
    }
  }

  async #take(event: RecordedEvent): Promise<void> {
    this.#stoppedAt = event.position;
    await this.#derived.take(event);
    this.#stoppedAt = null;
    this.#position = event.position;
  }
}
