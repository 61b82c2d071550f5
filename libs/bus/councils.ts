import { type CouncilEvent, CouncilHead, type CouncilView, type Question, replay } from '#lib/council/index.js';
import { CalendarHorizonError, type Instant, type RecordedEvent } from '#lib/kernel/index.js';
import type { Ledger, Revision } from '#lib/ledger/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import { isAdoption } from './stamp.js';

/** Events of all kept councils together, about 200 MB; the council used longest ago is dropped first and read again when needed. */
const KEPT_EVENTS = 200_000;
/** What a council weighs beside its events, in events. */
const COUNCIL_WEIGHT = 100;

/** One council as far as the ledger has been read. Recording needs no fold, so that no event can stand in its way. */
export class Council {
  readonly events: CouncilEvent[] = [];
  readonly adoptions: CouncilEvent[] = [];
  readonly #byId = new Map<string, RecordedEvent>();
  #head: CouncilHead;
  #position = 0n;
  #newestRecordedAt: Instant = 0;

  constructor(private readonly shelf: PackShelf) {
    this.#head = new CouncilHead(shelf);
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

  add(recorded: RecordedEvent): void {
    const event = asCouncilEvent(recorded);
    this.events.push(event);
    this.#byId.set(recorded.id, recorded);
    if (isAdoption(event)) this.adoptions.push(event);
    this.#newestRecordedAt = Math.max(this.#newestRecordedAt, recorded.recordedAt);
    this.#position = recorded.position;
  }

  /**
   * The council as a question wants to see it. Throws CalendarHorizonError where that needs a day beyond the holiday table;
   * such a day elsewhere in the history costs a full fold and nothing more.
   */
  view(question: Question): CouncilView {
    try {
      for (const event of this.events.slice(this.#head.size)) this.#head.apply(event);
      return this.#head.view(question);
    } catch (error) {
      // A head that stopped half way is worth nothing: the next question builds another.
      this.#head = new CouncilHead(this.shelf);
      if (error instanceof CalendarHorizonError) return replay(this.events, this.shelf, question);
      throw error;
    }
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
  /** What it counted for when it was put into the map. */
  weight: number;
}

/** The councils in memory, each brought up to the ledger whenever it is asked for. */
export class Councils {
  /** Last in the map is used last. */
  readonly #kept = new Map<string, Kept>();
  /** Weight of all that is in the map. */
  #weight = 0;

  constructor(
    private readonly ledger: Ledger,
    private readonly shelf: PackShelf,
    private readonly keptEvents: number = KEPT_EVENTS,
  ) {}

  /** The council with every event that the ledger held when this was called. Throws what reading the ledger throws. */
  async upToNow(name: string): Promise<Council> {
    const kept = this.#take(name) ?? {
      council: new Council(this.shelf),
      settled: Promise.resolve(),
      next: null,
      weight: 0,
    };
    this.#put(name, kept);
    kept.next ??= this.#readNext(name, kept);
    await kept.next;
    // What was dropped while it was read is put back as it is now; what does not exist is not worth keeping.
    this.#take(name);
    if (!kept.council.isUnknown) this.#put(name, kept);
    this.#dropBeyondBound(name);
    return kept.council;
  }

  #readNext(name: string, kept: Kept): Promise<void> {
    const next = kept.settled.then(async () => {
      kept.next = null;
      for await (const event of this.ledger.readCouncil(name, kept.council.position)) kept.council.add(event);
    });
    kept.settled = next.catch(() => undefined);
    return next;
  }

  #take(name: string): Kept | undefined {
    const kept = this.#kept.get(name);
    if (kept === undefined) return undefined;
    this.#kept.delete(name);
    this.#weight -= kept.weight;
    return kept;
  }

  #put(name: string, kept: Kept): void {
    kept.weight = kept.council.events.length + COUNCIL_WEIGHT;
    this.#weight += kept.weight;
    this.#kept.set(name, kept);
  }

  #dropBeyondBound(used: string): void {
    for (const [name, { next }] of this.#kept) {
      if (this.#weight <= this.keptEvents) return;
      if (name !== used && next === null) this.#take(name);
    }
  }
}
