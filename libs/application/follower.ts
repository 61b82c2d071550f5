import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedEvent } from '#lib/kernel/index.js';
import type { Ledger } from '#lib/ledger/index.js';

const RETRY_MS = 1_000;

/** The work of a follower on events of some types. */
export interface Derived {
  readonly types: readonly string[];
  /** The stored position up to which every event was taken; 0n at the first start. Asked once. */
  position(): Promise<bigint>;
  /**
   * Takes the next event. It stores its result together with the position in one transaction, or is safe to repeat: after a
   * crash the event may come again. If it throws, the follower stops at this event.
   */
  take(event: RecordedEvent): Promise<void>;
}

/** How far a follower is. */
export interface FollowerStatus {
  /** Every event up to this position was taken; null before the stored position is read. */
  readonly position: bigint | null;
  /** Position of the event that failed and is tried again; null if none failed. */
  readonly stoppedAt: bigint | null;
}

/** Follows the ledger for events of some types and takes each in order. */
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
   * Takes the stored events, then new ones, until the signal aborts or the ledger closes. Passes each failure to `onError` with
   * the position of the event, and tries that event again after a second.
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
    // Stored events are found by type, without a scan of the rest.
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
