import { journalItem } from './codec.js';
import type { StoreConnection } from './client.js';
import type { StorePosition, StoreRecord } from './deliveries.js';
import { StoreCallError, storeFailure } from './failure.js';
import { DivergedError, type LedgerLogEntry, type Link } from './link.js';
import { Shared, backOff, pause } from './wait.js';
import { JournalError, type JournalItem, type StreamFinding, type Through } from '../journal/item.js';
import type { Journal } from '../journal/journal.js';

export interface FollowerOptions {
  readonly link: Link;
  readonly prefix: string;
  readonly journal: Journal;
  /** Longest silence of a read. */
  readonly idleMs: number;
  /** Interval between tests of the connection and comparisons of journal and store, in milliseconds. */
  readonly beatMs: number;
  readonly log: (entry: LedgerLogEntry) => void;
}

/**
 * Keeps the journal in step with the store while it is open: by a subscription from the journal's position, and by
 * reading on when a caller needs the newest state. Both deliver the store's records without a gap, so the journal takes
 * either and skips what it has.
 */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #link: Link;
  readonly #stop = new AbortController();
  readonly #pull = new Shared(() => this.#readOn());
  #storeHead: bigint | null = null;
  #toldPercent = -1;
  #ended: Promise<void> = Promise.resolve();

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#link = options.link;
  }

  /** Newest position seen in the store; null before the first contact. */
  get storeHead(): bigint | null {
    return this.#storeHead;
  }

  /** Share of the store that the journal has seen, 0 to 1. */
  get progress(): number {
    const { journal } = this.#options;
    if (journal.isComplete && this.#link.state === 'following') return 1;
    const seen = Number(journal.scanned?.commit ?? 0n);
    const whole = Number(this.#storeHead ?? 0n);
    return whole === 0 ? 0 : Math.min(1, seen / whole);
  }

  get #isClosed(): boolean {
    return this.#stop.signal.aborted;
  }

  start(): void {
    this.#ended = this.#run();
  }

  /** Reads on to the end of the store as of now. Rejects if the store does not answer. */
  catchUp(): Promise<bigint> {
    return this.#pull.ask();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#link.close();
    await this.#ended;
  }

  async #run(): Promise<void> {
    for (let repetition = 0; ; repetition += 1) {
      const { connection } = this.#link;
      const began = performance.now();
      const from = this.#options.journal.scanned?.commit;
      try {
        await this.#follow(connection);
      } catch (error) {
        if (this.#isClosed) return;
        // A burst exceeded what the store buffers for a follower; reading on is enough, and nothing is wrong.
        if (storeFailure(error).kind === 'too_slow') continue;
        this.#link.distrust(connection, error, began);
      }
      if (this.#options.journal.scanned?.commit !== from) repetition = 0;
      await pause(backOff(repetition, Math.random()), this.#stop.signal);
    }
  }

  /** Runs one subscription from the journal's position. Always ends by throwing. */
  async #follow(connection: StoreConnection): Promise<void> {
    const { journal, prefix, idleMs } = this.#options;
    const newest = await connection.newest(idleMs);
    this.#storeHead = newest?.position.commit ?? 0n;
    // A journal that was complete has little to read; one that is still filling leaves the reading to the subscription.
    if (journal.isComplete) await this.catchUp();
    else await this.#checkPlace(connection);
    this.#isWell();
    const over = Promise.withResolvers<never>();
    // The beat may have thrown first.
    over.promise.catch(() => undefined);
    const guarded = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        over.reject(error);
      }
    };
    const subscription = connection.subscribe(journal.scanned, [prefix, `$$${prefix}`], {
      onRecords: (records) => {
        guarded(() => this.#take(records));
      },
      onCheckpoint: (position) => {
        guarded(() => this.#ingest([], { position, recordId: null }));
      },
      onCaughtUp: () => {
        guarded(() => this.#caughtUp(newest));
      },
      onEnd: (error) => {
        over.reject(error);
      },
    });
    try {
      await Promise.race([over.promise, this.#beat(connection)]);
    } finally {
      subscription.stop();
    }
  }

  #isWell(): void {
    this.#link.is(this.#options.journal.isComplete ? 'following' : 'rebuilding');
  }

  /** The journal now holds the record that was newest before the subscription began. */
  #caughtUp(newest: StoreRecord | null): void {
    const { journal, log } = this.#options;
    const wasComplete = journal.isComplete;
    if (newest !== null) this.#ingest([], { position: newest.position, recordId: newest.id }, true);
    else if (journal.scanned === null) journal.complete();
    else this.#ingest([], { position: journal.scanned, recordId: null }, true);
    if (!wasComplete) log({ level: 'info', message: `the journal is complete up to position ${journal.head}` });
    this.#isWell();
  }

  /** A silent connection may be dead, so this keeps testing it and compares the journal with the store. */
  async #beat(connection: StoreConnection): Promise<never> {
    const { journal, beatMs, idleMs } = this.#options;
    for (;;) {
      await pause(beatMs, this.#stop.signal);
      if (this.#isClosed || connection !== this.#link.connection)
        throw new StoreCallError('another connection took over');
      if (journal.isComplete) await this.catchUp();
      else this.#storeHead = (await connection.newest(idleMs))?.position.commit ?? 0n;
      // The client may have found another leader meanwhile, over the same connection.
      if (this.#link.failure !== null) this.#isWell();
      this.#tellProgress();
    }
  }

  /** Returns the position of the newest record of the store. */
  async #readOn(): Promise<bigint> {
    const { connection } = this.#link;
    const { journal, idleMs } = this.#options;
    const from = journal.record;
    const began = performance.now();
    let last = 0n;
    try {
      await connection.read({ from, idleMs }, (records) => {
        if (last === 0n) compare(from, records[0]);
        last = records.at(-1)?.position.commit ?? last;
        this.#take(records);
      });
      if (last === 0n) compare(from, undefined);
    } catch (error) {
      const failure = asDiverged(error);
      this.#link.distrust(connection, failure, began);
      throw failure;
    }
    this.#storeHead = last;
    return last;
  }

  /** Throws if the store is not the one that the journal was filled from. */
  async #checkPlace(connection: StoreConnection): Promise<void> {
    const { journal, idleMs } = this.#options;
    const from = journal.record;
    if (from === null) return;
    let first: StoreRecord | undefined;
    try {
      await connection.read({ from, idleMs, most: 1 }, (records) => {
        first = records[0];
      });
      compare(from, first);
    } catch (error) {
      throw asDiverged(error);
    }
  }

  #take(records: readonly StoreRecord[]): void {
    const last = records.at(-1);
    if (last === undefined) return;
    const { prefix } = this.#options;
    const items = records.map((record) => journalItem(record, prefix)).filter((item) => item !== undefined);
    this.#ingest(items, { position: last.position, recordId: last.id });
  }

  #ingest(items: readonly JournalItem[], through: Through, isComplete?: boolean): void {
    if (this.#isClosed) return;
    let findings: readonly StreamFinding[];
    try {
      findings = this.#options.journal.ingest(items, through, isComplete);
    } catch (error) {
      throw new JournalError(`the journal cannot be written: ${(error as Error).message}`, { cause: error });
    }
    for (const finding of findings) this.#options.log(findingEntry(finding));
  }

  #tellProgress(): void {
    const percent = Math.floor(this.progress * 10) * 10;
    if (this.#link.state !== 'rebuilding' || percent === this.#toldPercent) return;
    this.#toldPercent = percent;
    this.#options.log({ level: 'info', message: `the journal is being filled: ${percent} %` });
  }
}

/** The store skips scavenged records; a record with another id means another history. */
function compare(from: (StorePosition & { readonly id: string }) | null, first: StoreRecord | undefined): void {
  if (from === null) return;
  if (first === undefined)
    throw new DivergedError(`the store ends before position ${from.commit}, where the journal is`);
  if (first.position.commit !== from.commit || first.id === from.id) return;
  throw new DivergedError(`at position ${from.commit} the store has record ${first.id}, the journal ${from.id}`);
}

/** The store's answer to a reading that starts at a position without a record. */
function asDiverged(error: unknown): unknown {
  const isInside = storeFailure(error).message.includes('Unexpected ReadAllResult');
  return isInside ? new DivergedError('the store has no record where the journal has one') : error;
}

/** Message to operators about a finding. */
export function findingEntry(finding: StreamFinding): LedgerLogEntry {
  const { kind, council, position, detail } = finding;
  return { level: 'error', message: `stream of ${council}: ${kind} at position ${position}: ${detail}`, finding };
}
