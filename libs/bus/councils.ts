import { type CouncilEvent, CouncilHead } from '#lib/council/index.js';
import type { Instant, RecordedEvent } from '#lib/kernel/index.js';
import type { Ledger, Revision } from '#lib/ledger/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import { isAdoption } from './stamp.js';

/** Events of all kept councils together, about 200 MB; the council used longest ago is dropped first and read again when needed. */
const KEPT_EVENTS = 200_000;

/** One council as far as the ledger has been read. */
export class Council {
  readonly head: CouncilHead;
  readonly events: CouncilEvent[] = [];
  readonly adoptions: CouncilEvent[] = [];
  readonly #byId = new Map<string, RecordedEvent>();
  #position = 0n;
  #newestRecordedAt: Instant = 0;

  constructor(shelf: PackShelf) {
    this.head = new CouncilHead(shelf);
  }

  get revision(): Revision {
    return BigInt(this.events.length) - 1n;
  }

  get isUnknown(): boolean {
    return this.events.length === 0;
  }

  get position(): bigint {
    return this.#position;
  }

  /** The given instant, or that of the newest record where the ledger's clock ran ahead: nothing recorded is left out. */
  knownBy(now: Instant): Instant {
    return Math.max(now, this.#newestRecordedAt);
  }

  /** Position of the newest event recorded up to an instant; 0n where there was none. Recording times never go back. */
  positionAt(knownAt: Instant): bigint {
    return BigInt(this.events.findLast(({ rec }) => rec <= knownAt)?.position ?? 0);
  }

  find(id: string): RecordedEvent | undefined {
    return this.#byId.get(id.toLowerCase());
  }

  apply(recorded: RecordedEvent): void {
    const event = asCouncilEvent(recorded);
    this.head.apply(event);
    this.events.push(event);
    this.#byId.set(recorded.id, recorded);
    if (isAdoption(event)) this.adoptions.push(event);
    this.#newestRecordedAt = Math.max(this.#newestRecordedAt, recorded.recordedAt);
    this.#position = recorded.position;
  }
}

function asCouncilEvent(event: RecordedEvent): CouncilEvent {
  const { id, type, occurredAt, recordedAt, payload, pack, position } = event;
  return { id, type, at: occurredAt, rec: recordedAt, payload, pack, position: position.toString() };
}

interface Kept {
  readonly council: Council;
  /** Settles, without failing, when the newest reading has ended. */
  settled: Promise<void>;
  /** The reading that has not begun yet: whoever asks now is served by it. */
  next: Promise<void> | null;
}

/** The councils in memory, each brought up to the ledger whenever it is asked for. */
export class Councils {
  /** Last in the map is used last. */
  readonly #kept = new Map<string, Kept>();

  constructor(
    private readonly ledger: Ledger,
    private readonly shelf: PackShelf,
    private readonly keptEvents: number = KEPT_EVENTS,
  ) {}

  /** The council with every event that the ledger held when this was called. Throws what reading the ledger throws. */
  async upToNow(name: string): Promise<Council> {
    const kept = this.#kept.get(name) ?? { council: new Council(this.shelf), settled: Promise.resolve(), next: null };
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    kept.next ??= this.#readNext(name, kept);
    await kept.next;
    this.#dropBeyondBound(name);
    return kept.council;
  }

  #readNext(name: string, kept: Kept): Promise<void> {
    const next = kept.settled.then(async () => {
      kept.next = null;
      for await (const event of this.ledger.readCouncil(name, kept.council.position)) kept.council.apply(event);
    });
    kept.settled = next.catch(() => {
      // Half a fold is worth nothing: the next one begins anew.
      if (this.#kept.get(name) === kept) this.#kept.delete(name);
    });
    return next;
  }

  #dropBeyondBound(used: string): void {
    let total = 0;
    for (const { council } of this.#kept.values()) total += council.events.length;
    for (const [name, { council, next }] of this.#kept) {
      const isIdle = name !== used && next === null;
      if (council.isUnknown || (isIdle && total > this.keptEvents)) {
        this.#kept.delete(name);
        total -= council.events.length;
      }
    }
  }
}
