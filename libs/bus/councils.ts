import { type CouncilEvent } from '#lib/council/record.js';
import { CouncilHead, type CouncilView, type Question, replay } from '#lib/council/index.js';
import { type Loss, SealedHistory } from '#lib/sealing/index.js';
import { CalendarHorizonError, type Instant, type RecordedEvent } from '#lib/kernel/index.js';
import type { Revision } from '#lib/ledger/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import { readOn } from '#lib/sealing/index.js';
import type { BusParts } from './parts.js';

/** Events of all kept councils together, about 200 MB; the council used longest ago is dropped first and read again when needed. */
const KEPT_EVENTS = 200_000;
/** What a council weighs beside its events, in events. */
const COUNCIL_WEIGHT = 100;

/** One council as far as the ledger has been read. Recording needs no fold, so that no event can stand in its way. */
export class Council {
  readonly history: SealedHistory;
  readonly #byId = new Map<string, Stored>();
  #head: CouncilHead;
  /** What the head is fed from; another list once everything was read anew. */
  #feed: readonly CouncilEvent[] = [];
  #position = 0n;
  #newestRecordedAt: Instant = 0;

  constructor(private readonly shelf: PackShelf) {
    this.history = new SealedHistory(shelf);
    this.#head = new CouncilHead(shelf);
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

  /** The events read so far, in order of recording, opened as far as they can be. */
  get events(): readonly CouncilEvent[] {
    return this.history.readable;
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
    return this.#byId.get(id.toLowerCase())?.recorded;
  }

  /** Its place in the order of recording; -1 for one that is not there. */
  orderOf(id: string): number {
    return this.#byId.get(id.toLowerCase())?.order ?? -1;
  }

  add(recorded: RecordedEvent): void {
    const event = asCouncilEvent(recorded);
    this.#byId.set(recorded.id, { recorded, order: this.size });
    this.history.add(event);
    this.#newestRecordedAt = Math.max(this.#newestRecordedAt, recorded.recordedAt);
    this.#position = recorded.position;
  }

  /** Lets go of what was folded from values that have been read anew since. */
  refresh(): void {
    if (this.#feed === this.events) return;
    this.#feed = this.events;
    this.#head = new CouncilHead(this.shelf);
  }

  /**
   * The council as a question wants to see it. Throws CalendarHorizonError where that needs a day beyond the holiday table;
   * such a day elsewhere in the history costs a full fold and nothing more.
   */
  view(question: Question): CouncilView {
    try {
      this.refresh();
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

interface Stored {
  readonly recorded: RecordedEvent;
  readonly order: number;
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

type CouncilsParts = Pick<BusParts, 'ledger' | 'shelf' | 'vault' | 'onLoss'>;

/** The councils in memory, each brought up to the ledger whenever it is asked for. */
export class Councils {
  /** Last in the map is used last. */
  readonly #kept = new Map<string, Kept>();
  /** Weight of all that is in the map. */
  #weight = 0;

  /** Per council, what must not run beside one another: settles without failing. */
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #told = new Set<string>();

  constructor(
    private readonly parts: CouncilsParts,
    private readonly keptEvents: number = KEPT_EVENTS,
  ) {}

  /** The council with every event that the ledger held when this was called. Throws what reading the ledger throws. */
  async upToNow(name: string): Promise<Council> {
    const kept = this.#take(name) ?? {
      council: new Council(this.parts.shelf),
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

  /** As `upToNow`, and read as far as it can be. Throws VaultUnavailableError too, where something is sealed. */
  async opened(name: string): Promise<Council> {
    const council = await this.upToNow(name);
    await this.#inTurn(`read ${name}`, () => this.#readOn(name, council));
    return council;
  }

  /** What erases, and what seals, run one after the other for one council of this process. */
  alone<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> {
    return this.#inTurn(`seal ${name}`, work);
  }

  /** Reads a council anew, where it is in memory at all, so that nothing erased stays there. */
  async refresh(name: string): Promise<void> {
    if (this.#kept.has(name)) await this.opened(name);
  }

  async #readOn(name: string, council: Council): Promise<void> {
    const { history } = council;
    const place = { council: name, history };
    const erasures = history.generations.ofNobody;
    let losses = await readOn(this.parts.vault, place);
    if (losses.some(({ why }) => why === 'lost')) {
      // Another replica may have recorded an erasure and destroyed the key since the ledger was read.
      await this.upToNow(name);
      const more = await readOn(this.parts.vault, place);
      losses = history.generations.ofNobody === erasures ? [...losses, ...more] : more;
    }
    council.refresh();
    for (const { position, why } of losses) this.#tell(position, why);
  }

  #tell(position: string, why: Loss['why']): void {
    if (this.#told.has(position)) return;
    this.#told.add(position);
    this.parts.onLoss?.(position, why);
  }

  async #inTurn<Answer>(turn: string, work: () => Promise<Answer>): Promise<Answer> {
    const mine = (this.#turns.get(turn) ?? Promise.resolve()).then(work);
    const settled = mine.catch(() => undefined);
    this.#turns.set(turn, settled);
    try {
      return await mine;
    } finally {
      if (this.#turns.get(turn) === settled) this.#turns.delete(turn);
    }
  }

  #readNext(name: string, kept: Kept): Promise<void> {
    const next = kept.settled.then(async () => {
      kept.next = null;
      for await (const event of this.parts.ledger.readCouncil(name, kept.council.position)) kept.council.add(event);
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
    kept.weight = kept.council.size + COUNCIL_WEIGHT;
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
