import { type CouncilEvent, councilEventOf } from '#lib/council/record.js';
import type { Instant, RecordedEvent } from '#lib/kernel/index.js';
import type { Revision } from '#lib/ledger/index.js';
import type { PackShelf } from '#lib/protocol/record.js';
import { SealedHistory } from '#lib/sealing/record.js';

/** One council up to the newest event read from the ledger. Recording needs no fold, so no event can block it. */
export class Council {
  readonly history: SealedHistory;
  readonly #byId = new Map<string, Stored>();
  #position = 0n;
  #newestRecordedAt: Instant = 0;

  constructor(shelf: PackShelf) {
    this.history = new SealedHistory(shelf);
  }

  get size(): number {
    return this.history.events.length;
  }

  get revision(): Revision {
    return BigInt(this.size) - 1n;
  }

  get isUnknown(): boolean {
    return this.size === 0;
  }

  get position(): bigint {
    return this.#position;
  }

  /**
   * The events read so far, in order of recording, with every sealed value opened that can be. The list grows; a full new
   * reading replaces it.
   */
  get events(): readonly CouncilEvent[] {
    return this.history.readable;
  }

  /** The given instant, or that of the newest record if the ledger's clock ran ahead, so that no recorded event is left out. */
  knownBy(now: Instant): Instant {
    return Math.max(now, this.#newestRecordedAt);
  }

  /** Position of the newest event recorded up to an instant; 0n if there is none. Recording times never go back. */
  positionAt(knownAt: Instant): bigint {
    return BigInt(this.events.findLast(({ rec }) => rec <= knownAt)?.position ?? 0);
  }

  find(id: string): RecordedEvent | undefined {
    return this.#byId.get(id.toLowerCase())?.recorded;
  }

  /** Index of an event in the order of recording; -1 if it is not in the council. */
  orderOf(id: string): number {
    return this.#byId.get(id.toLowerCase())?.order ?? -1;
  }

  add(recorded: RecordedEvent): void {
    this.#byId.set(recorded.id, { recorded, order: this.size });
    this.history.add(councilEventOf(recorded));
    this.#newestRecordedAt = Math.max(this.#newestRecordedAt, recorded.recordedAt);
    this.#position = recorded.position;
  }
}

interface Stored {
  readonly recorded: RecordedEvent;
  readonly order: number;
}
