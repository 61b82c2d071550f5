import { StoreConnection } from './client.js';
import { type StoreFailure, storeFailure } from './failure.js';
import { JournalError, type StreamFinding } from '../journal/item.js';

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

/** Thrown if the store and the journal contradict each other. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';
}

/** Timers may be a little early. */
const ALMOST = 0.9;

export interface LinkOptions {
  readonly url: string;
  /** A silence that is shorter proves nothing. */
  readonly patienceMs: number;
  readonly log: (entry: LedgerLogEntry) => void;
}

/** One connection to the store at a time, and what is known of it. */
export class Link {
  readonly #url: string;
  readonly #patienceMs: number;
  readonly #log: (entry: LedgerLogEntry) => void;
  readonly #firstContact = Promise.withResolvers<undefined>();
  #connection: StoreConnection;
  #state: LinkState = 'away';
  #reason = 'not yet connected';
  #failure: StoreFailure | null = null;

  /** Throws LedgerOpenError for an invalid connection string. */
  constructor({ url, patienceMs, log }: LinkOptions) {
    this.#url = url;
    this.#patienceMs = patienceMs;
    this.#log = log;
    this.#connection = new StoreConnection(url);
  }

  get connection(): StoreConnection {
    return this.#connection;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Why the store is away; empty while it is there. */
  get reason(): string {
    return this.#reason;
  }

  /** The last failure; null once all is well. */
  get failure(): StoreFailure | null {
    return this.#failure;
  }

  /** Resolves at the first answer of the store, good or bad. */
  get firstContact(): Promise<undefined> {
    return this.#firstContact.promise;
  }

  /** All is well. */
  is(state: 'following' | 'rebuilding'): void {
    if (this.#isClosed) return;
    if (this.#failure !== null) this.#log({ level: 'info', message: 'the event store answers again' });
    this.#failure = null;
    this.#reason = '';
    this.#state = state;
    this.#firstContact.resolve(undefined);
  }

  /**
   * Reports that a call which began at `since` failed over a connection, and drops the connection. It keeps the
   * connection if the store answered other calls meanwhile (it is only slow, and a new connection would slow it
   * further), or if the call had little time.
   */
  distrust(connection: StoreConnection, error: unknown, since: number): void {
    if (connection !== this.#connection || this.#isClosed) return;
    const { kind, isSilence } = storeFailure(error);
    const isProof = connection.heardAt <= since && performance.now() - since >= this.#patienceMs * ALMOST;
    if (isSilence && !isProof) return;
    this.#fail(error);
    // The client finds the leader by itself, and a new connection cannot cure a journal or a different history.
    const isItsFault = kind !== 'not_leader' && !(error instanceof JournalError) && !(error instanceof DivergedError);
    if (isItsFault) this.#renew();
  }

  close(): void {
    this.#state = 'closed';
    this.#connection.close();
  }

  get #isClosed(): boolean {
    return this.#state === 'closed';
  }

  /** Certificates are read again. If they are missing, the old connection stays, and the next failure tries again. */
  #renew(): void {
    const old = this.#connection;
    try {
      this.#connection = new StoreConnection(this.#url);
      old.close();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const failure = storeFailure(error);
    const isNews = this.#failure?.message !== failure.message;
    this.#failure = failure;
    this.#reason = failure.message;
    this.#state = error instanceof DivergedError ? 'diverged' : 'away';
    const level = this.#state === 'diverged' ? 'error' : 'warn';
    const what = error instanceof JournalError ? 'the journal is behind' : 'the event store is away';
    if (isNews) this.#log({ level, message: `${what}: ${failure.message}` });
    this.#firstContact.resolve(undefined);
  }
}
