import { type Loss, readOn } from '#lib/sealing/record.js';
import { Council } from './council.js';
import type { ApplicationParts } from './parts.js';

/** Events of all kept councils together, about 200 MB; the council used longest ago is dropped first and read again when needed. */
const KEPT_EVENTS = 200_000;
/** Fixed cost of a council in memory, counted in events. */
const COUNCIL_WEIGHT = 100;

interface Kept {
  readonly council: Council;
  /** Resolves when the newest reading has ended; never rejects. */
  settled: Promise<void>;
  /** The reading that has not begun yet. It serves every question asked now. */
  next: Promise<void> | null;
  /** Its weight when it was put into the map. */
  weight: number;
}

type CouncilsParts = Pick<ApplicationParts, 'ledger' | 'shelf' | 'vault' | 'onLoss'>;

/** The councils in memory. Each is read up to the ledger's newest event whenever it is asked for. */
export class Councils {
  /** The last entry in the map was used most recently. */
  readonly #kept = new Map<string, Kept>();
  /** Weight of the whole map. */
  #weight = 0;

  /** For each council, the end of the last turn. Turns of one council never overlap. */
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #told = new Set<string>();

  constructor(
    private readonly parts: CouncilsParts,
    private readonly keptEvents: number = KEPT_EVENTS,
  ) {}

  /** The council with every event that the ledger held at the call. Throws the errors of reading the ledger. */
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
    // A council that was dropped during the reading is put back; a council that does not exist is not kept.
    this.#take(name);
    if (!kept.council.isUnknown) this.#put(name, kept);
    this.#dropBeyondBound(name);
    return kept.council;
  }

  /** As `upToNow`, with sealed values opened. Throws VaultUnavailableError too if the council holds a sealed value. */
  async opened(name: string): Promise<Council> {
    const council = await this.upToNow(name);
    const end = await this.#turn(`read ${name}`);
    try {
      await this.#readOn(name, council);
    } finally {
      end();
    }
    return council;
  }

  /**
   * Resolves when it is the caller's turn, so that erasing and sealing never overlap. Returns the function that ends the turn.
   */
  turn(name: string): Promise<() => void> {
    return this.#turn(`seal ${name}`);
  }

  /** Reads a council again if it is in memory, so that no erased value stays there. */
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
    for (const { position, why } of losses) this.#tell(position, why);
  }

  #tell(position: string, why: Loss['why']): void {
    if (this.#told.has(position)) return;
    this.#told.add(position);
    this.parts.onLoss?.(position, why);
  }

  async #turn(turn: string): Promise<() => void> {
    const before = this.#turns.get(turn);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#turns.set(turn, promise);
    await before;
    return () => {
      resolve(undefined);
      if (this.#turns.get(turn) === promise) this.#turns.delete(turn);
    };
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
