import { journalItem } from './eventstoredb-codec.js';
import { StoreConnection } from './eventstoredb-client.js';
import type { StorePosition, StoreRecord } from './eventstoredb-deliveries.js';
import { StoreCallError, type StoreFailure, storeFailure } from './eventstoredb-failure.js';
import { Shared, backOff, pause } from './eventstoredb-wait.js';
import type { JournalItem, StreamFinding, Through } from './journal-item.js';
import type { Journal } from './journal.js';

/** One line for operators. */
export interface LedgerLogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly finding?: StreamFinding;
}

export type LinkState =
  /** Connected, and the journal goes along with the store. */
  | 'following'
  /** Connected, and the journal is being filled. */
  | 'rebuilding'
  /** No answer from the store, or a refusal; see the reason. */
  | 'away'
  /** The store does not hold what the journal holds: it was restored to an earlier state, or is another one. */
  | 'diverged'
  | 'closed';

export interface FollowerOptions {
  readonly url: string;
  readonly prefix: string;
  readonly journal: Journal;
  /** Longest silence of a read. */
  readonly idleMs: number;
  /** How often the connection is tried and the journal compared with the store. */
  readonly beatMs: number;
  readonly log: (entry: LedgerLogEntry) => void;
}

/** Thrown where the store and the journal contradict each other. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';
}

/** Keeps the journal in step with the store, for as long as it is open, over one connection at a time. */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #stop = new AbortController();
  readonly #pull = new Shared(() => this.#readOn());
  #connection: StoreConnection;
  #state: LinkState = 'away';
  #reason = 'not yet connected';
  #failure: StoreFailure | null = null;
  #storeHead: bigint | null = null;
  #toldPercent = -1;
  #isClosed = false;
  #ended: Promise<void> = Promise.resolve();
  #firstContact = Promise.withResolvers<undefined>();

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#connection = new StoreConnection(options.url);
  }

  get connection(): StoreConnection {
    return this.#connection;
  }

  get state(): LinkState {
    return this.#isClosed ? 'closed' : this.#state;
  }

  /** Why the store is away; empty while it is there. */
  get reason(): string {
    return this.#reason;
  }

  /** The last failure; null once all is well. */
  get failure(): StoreFailure | null {
    return this.#failure;
  }

  /** Newest position of the store that was seen; null before the first contact. */
  get storeHead(): bigint | null {
    return this.#storeHead;
  }

  /** Begins to follow; resolves at the first answer of the store, good or bad. */
  start(): Promise<undefined> {
    this.#ended = this.#run();
    return this.#firstContact.promise;
  }

  /** Reads on to the end of the store as of now. Rejects when the store does not answer. */
  catchUp(): Promise<bigint> {
    return this.#pull.ask();
  }

  /**
   * Tells that a call which began at `since` failed over a connection, which is then given up. A store that answered others
   * meanwhile is only slow, and a new connection would make it slower.
   */
  distrust(connection: StoreConnection, error: unknown, since: number): void {
    if (connection !== this.#connection || this.#isClosed) return;
    const { kind, isSilence } = storeFailure(error);
    if (isSilence && connection.heardAt > since) return;
    this.#fail(error);
    if (kind !== 'not_leader') this.#renew();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stop.abort();
    this.#connection.close();
    await this.#ended;
  }

  #renew(): void {
    const old = this.#connection;
    this.#connection = new StoreConnection(this.#options.url);
    old.close();
  }

  #fail(error: unknown): void {
    const failure = storeFailure(error);
    const isNews = this.#failure?.message !== failure.message;
    this.#failure = failure;
    this.#reason = failure.message;
    this.#state = error instanceof DivergedError ? 'diverged' : 'away';
    const level = this.#state === 'diverged' ? 'error' : 'warn';
    if (isNews && !this.#isClosed) this.#options.log({ level, message: `the event store is away: ${failure.message}` });
    this.#firstContact.resolve(undefined);
  }

  #recover(): void {
    if (this.#failure !== null) this.#options.log({ level: 'info', message: 'the event store answers again' });
    this.#failure = null;
    this.#reason = '';
    this.#state = this.#options.journal.isComplete ? 'following' : 'rebuilding';
    this.#firstContact.resolve(undefined);
  }

  async #run(): Promise<void> {
    for (let repetition = 0; !this.#isClosed; repetition += 1) {
      const connection = this.#connection;
      const began = performance.now();
      const from = this.#options.journal.scanned?.commit;
      try {
        await this.#follow(connection);
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        // A burst was more than the store holds back for a follower: it is read at once, and nothing is wrong.
        if (storeFailure(error).kind === 'too_slow') continue;
        this.distrust(connection, error, began);
      }
      if (this.#options.journal.scanned?.commit !== from) repetition = 0;
      await pause(backOff(repetition, Math.random()), this.#stop.signal);
    }
  }

  /** One subscription from where the journal stands, until it ends: always by throwing. */
  async #follow(connection: StoreConnection): Promise<void> {
    const { journal, prefix } = this.#options;
    const newest = await connection.newest(this.#options.idleMs);
    this.#storeHead = newest?.commit ?? 0n;
    if (journal.record !== null) await this.catchUpIfNear();
    this.#recover();
    const over = Promise.withResolvers<never>();
    // The beat may have thrown first.
    over.promise.catch(() => undefined);
    const guarded = (work: () => void) => () => {
      try {
        work();
      } catch (error) {
        over.reject(error);
      }
    };
    const subscription = connection.subscribe(journal.scanned, [prefix, `$$${prefix}`], {
      onRecords: (records) => {
        guarded(() => {
          this.#take(records);
        })();
      },
      onCheckpoint: (position) => {
        guarded(() => {
          this.#ingest([], { position, isRecord: false });
        })();
      },
      onCaughtUp: guarded(() => {
        this.#caughtUp(newest);
      }),
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

  /** A journal that was complete has little to read; one that is being filled leaves it to the subscription. */
  async catchUpIfNear(): Promise<void> {
    if (this.#options.journal.isComplete) await this.catchUp();
  }

  #caughtUp(newest: StorePosition | null): void {
    const { journal, log } = this.#options;
    const wasComplete = journal.isComplete;
    const position = newest ?? journal.scanned;
    if (position === null) journal.complete();
    else this.#ingest([], { position, isRecord: newest !== null }, true);
    if (!wasComplete) log({ level: 'info', message: `the journal is complete up to position ${journal.head}` });
    this.#state = 'following';
  }

  /** A silent connection may be dead: it is tried again and again, and the journal compared with the store. */
  async #beat(connection: StoreConnection): Promise<never> {
    for (;;) {
      await pause(this.#options.beatMs, this.#stop.signal);
      if (this.#stop.signal.aborted || connection !== this.#connection)
        throw new StoreCallError('another connection took over');
      if (this.#options.journal.isComplete) await this.catchUp();
      else this.#storeHead = (await connection.newest(this.#options.idleMs))?.commit ?? 0n;
      this.#tellProgress();
    }
  }

  /** Answers the position of the newest record of the store. */
  async #readOn(): Promise<bigint> {
    const connection = this.#connection;
    const { journal, idleMs } = this.#options;
    const from = journal.record;
    const began = performance.now();
    let last = 0n;
    try {
      await connection.read(from, idleMs, (records) => {
        if (last === 0n && from !== null) this.#compare(from, records[0]);
        last = records.at(-1)?.position.commit ?? last;
        this.#take(records);
      });
      if (last === 0n && from !== null)
        throw new DivergedError(`the store ends before position ${from.commit}, where the journal is`);
    } catch (error) {
      const failure = isInsideRecord(error)
        ? new DivergedError('the store has no record where the journal has one')
        : error;
      this.distrust(connection, failure, began);
      throw failure;
    }
    this.#storeHead = last;
    return last;
  }

  /** A record that was scavenged is passed over by the store; one with another id means another history. */
  #compare(from: StorePosition, first: StoreRecord | undefined): void {
    if (first?.position.commit !== from.commit) return;
    const known = this.#options.journal.idAt(from.commit);
    if (known === undefined || known === first.id) return;
    throw new DivergedError(`at position ${from.commit} the store has event ${first.id}, the journal ${known}`);
  }

  #take(records: readonly StoreRecord[]): void {
    const position = records.at(-1)?.position;
    if (position === undefined) return;
    const { prefix } = this.#options;
    const items = records.map((record) => journalItem(record, prefix)).filter((item) => item !== undefined);
    this.#ingest(items, { position, isRecord: true });
  }

  #ingest(items: readonly JournalItem[], through: Through, isComplete?: boolean): void {
    if (this.#isClosed) return;
    const findings = this.#options.journal.ingest(items, through, isComplete);
    for (const finding of findings) this.#options.log(findingEntry(finding));
  }

  #tellProgress(): void {
    const percent = Math.floor(this.progress * 10) * 10;
    if (this.#state !== 'rebuilding' || percent === this.#toldPercent) return;
    this.#toldPercent = percent;
    this.#options.log({ level: 'info', message: `the journal is being filled: ${percent} %` });
  }

  /** Part of the store that the journal has seen, 0 to 1. */
  get progress(): number {
    const { journal } = this.#options;
    if (journal.isComplete && this.#state === 'following') return 1;
    const seen = Number(journal.scanned?.commit ?? 0n);
    const whole = Number(this.#storeHead ?? 0n);
    return whole === 0 ? 0 : Math.min(1, seen / whole);
  }
}

/** How the store answers a reading that starts where no record starts. */
const isInsideRecord = (error: unknown): boolean => storeFailure(error).message.includes('Unexpected ReadAllResult');

/** What operators are told of a finding. */
export function findingEntry(finding: StreamFinding): LedgerLogEntry {
  const { kind, council, position, detail } = finding;
  return { level: 'error', message: `stream of ${council}: ${kind} at position ${position}: ${detail}`, finding };
}
