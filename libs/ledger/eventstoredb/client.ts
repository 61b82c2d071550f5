import {
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  BACKWARDS,
  type Credentials,
  END,
  EventStoreDBClient,
  FORWARDS,
  NO_STREAM,
  START,
  type StreamingRead,
  jsonEvent,
  streamNameFilter,
} from '@eventstore/db-client';
import {
  BATCH,
  Deliveries,
  type StoreEvent,
  type StorePosition,
  type StoreRecord,
  type StoreSubscriber,
} from './deliveries.js';
import { StoreCallError } from './failure.js';
import { closeChannel, mend } from './mend.js';
import { LedgerOpenError } from '../port.js';

export interface StoreReading {
  /** Inclusive; null for the first record. */
  readonly from: StorePosition | null;
  /** Longest silence, in milliseconds. */
  readonly idleMs: number;
  /** Records wanted, all by default. */
  readonly most?: number;
}

export interface StoreAppend {
  readonly stream: string;
  readonly events: readonly StoreEvent[];
  /** -1n: the stream must not exist. */
  readonly expectedRevision: bigint;
}

/** The client's own deadline comes first: this one only ends calls that never settle. */
const GRACE_MS = 250;
/** Foreign records a filtered subscription may skip before it reports its position. */
const SEARCH_WINDOW = 500;
/** How long the client waits for a node of a cluster to name the leader. */
const GOSSIP_SECONDS = 1;
/** The client warns below this. */
const KEEP_ALIVE_MS = 10_000;

const ignore = (): void => undefined;

/** Shared by the whole process: see the constructor. */
let made = 0;

/** One connection to the store. After a call that got no answer, close it and open another. */
export class StoreConnection {
  readonly #client: EventStoreDBClient;
  readonly #credentials: Credentials;
  readonly #running = new Set<(error: StoreCallError) => void>();
  #isClosed = false;
  #heardAt = performance.now();

  /** Throws LedgerOpenError for an invalid connection string. */
  constructor(url: string) {
    made += 1;
    try {
      this.#credentials = credentialsOf(url);
      // gRPC shares sockets, even dead ones, among channels with equal options, so each channel gets different options.
      const own = withSettings(url, KEEP_ALIVE_MS + (made % KEEP_ALIVE_MS));
      this.#client = mend(EventStoreDBClient.connectionString(own));
    } catch (error) {
      throw new LedgerOpenError(`the connection string of the store cannot be used: ${reasonOf(error)}`);
    }
  }

  /** When the store last sent anything, on the clock of `performance.now`. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /**
   * Returns the position of the last event written, now or by the original append; null if the store does not say. With
   * credentials the client makes a separate call for each append; without, all appends of a process share one.
   */
  async append({ stream, events, expectedRevision }: StoreAppend, deadlineMs: number): Promise<StorePosition | null> {
    const options = {
      credentials: this.#credentials,
      requiresLeader: true,
      deadline: deadlineMs,
      expectedRevision: expectedRevision < 0n ? NO_STREAM : expectedRevision,
    } as const;
    const call = this.#client.appendToStream(
      stream,
      events.map((event) => jsonEvent(event)),
      options,
    );
    const { position } = await this.#bounded(call, deadlineMs + GRACE_MS);
    this.#heard();
    return position ?? null;
  }

  /** Reads all records from a position to the end; rejects after `idleMs` without a record. */
  async read(
    { from, idleMs, most = Number.MAX_SAFE_INTEGER }: StoreReading,
    onRecords: (records: readonly StoreRecord[]) => void,
  ): Promise<void> {
    const options = { direction: FORWARDS, fromPosition: from ?? START, maxCount: most, ...this.#reading() } as const;
    await this.#drain(this.#client.readAll(options), idleMs, onRecords);
  }

  /** The newest record of the whole store; null if it is empty. */
  async newest(idleMs: number): Promise<StoreRecord | null> {
    const found: StoreRecord[] = [];
    const options = { direction: BACKWARDS, fromPosition: END, maxCount: 1, ...this.#reading() } as const;
    await this.#drain(this.#client.readAll(options), idleMs, (records) => found.push(...records));
    return found[0] ?? null;
  }

  /** Delivers the records after a position, of streams with one of the prefixes, until closed. */
  subscribe(from: StorePosition | null, prefixes: string[], to: StoreSubscriber): { stop(): void } {
    const deliveries = new Deliveries(to);
    const filter = streamNameFilter({
      prefixes,
      maxSearchWindow: SEARCH_WINDOW,
      checkpointInterval: 1,
      checkpointReached: (_, position) => {
        deliveries.mark(stream.readableLength, () => {
          to.onCheckpoint(position);
        });
      },
    });
    // Only the leader is certain to hold what the last full reading returned.
    const options = { fromPosition: from ?? START, filter, ...this.#reading() } as const;
    const stream: AllStreamSubscription = this.#client.subscribeToAll(options);
    const end = (error: unknown): void => {
      if (!this.#running.delete(end)) return;
      deliveries.end(error);
      stream.unsubscribe().catch(ignore);
      stream.destroy();
    };
    this.#running.add(end);
    stream.on('caughtUp', () => {
      deliveries.mark(stream.readableLength, to.onCaughtUp);
    });
    stream.on('data', (resolved) => {
      deliveries.take(recordOf(resolved));
    });
    stream.on('error', end);
    stream.on('close', () => {
      end(new StoreCallError('the store ended the subscription'));
    });
    return {
      stop: () => {
        end(new StoreCallError('unsubscribed'));
      },
    };
  }

  /** Ends all calls in progress. Calling it twice is harmless. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const end of [...this.#running]) end(new StoreCallError('the connection was closed'));
    this.#client.dispose().catch(ignore);
    closeChannel(this.#client);
  }

  #heard(): void {
    this.#heardAt = performance.now();
  }

  #reading(): { credentials: Credentials; requiresLeader: true } {
    return { credentials: this.#credentials, requiresLeader: true };
  }

  /** The client's reads have no deadline, so our own timer ends a silent one. */
  async #drain(
    stream: StreamingRead<AllStreamResolvedEvent>,
    idleMs: number,
    onRecords: (records: readonly StoreRecord[]) => void,
  ): Promise<void> {
    stream.on('error', ignore);
    const end = (error: StoreCallError): void => {
      stream.cancel().catch(ignore);
      stream.destroy(error);
    };
    this.#running.add(end);
    const timer = setTimeout(() => {
      end(new StoreCallError(`no answer within ${idleMs} ms`));
    }, idleMs);
    try {
      let batch: StoreRecord[] = [];
      for await (const resolved of stream) {
        timer.refresh();
        this.#heard();
        const record = recordOf(resolved);
        if (record !== undefined && batch.push(record) === BATCH) onRecords(batch.splice(0));
      }
      if (batch.length > 0) onRecords(batch);
      batch = [];
    } finally {
      clearTimeout(timer);
      this.#running.delete(end);
    }
  }

  async #bounded<Value>(call: Promise<Value>, deadlineMs: number): Promise<Value> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new StoreCallError(`no answer within ${deadlineMs} ms`));
      }, deadlineMs);
    });
    try {
      return await Promise.race([call, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function recordOf({ event }: AllStreamResolvedEvent): StoreRecord | undefined {
  if (event === undefined) return undefined;
  const { id, streamId, type, revision, position, data, metadata } = event;
  return { id, stream: streamId, type, revision, position, data, metadata };
}

/**
 * An insecure store ignores the credentials, but the client makes a separate call for an append only if it has some.
 */
function credentialsOf(url: string): Credentials {
  const match = /^[^:]+:\/\/([^:@/?]+):([^@]+)@/.exec(url);
  if (match === null) return { username: 'nobody', password: 'none' };
  return { username: decodeURIComponent(match[1] ?? ''), password: decodeURIComponent(match[2] ?? '') };
}

function withSettings(url: string, keepAliveMs: number): string {
  const named = url.trim().replace(/^kurrentdb(?=:|\+discover:)/, 'esdb');
  const [base = '', query = ''] = named.split('?', 2);
  const kept = query
    .split('&')
    .filter((pair) => pair !== '' && !/^(keep_?-?alive_?-?interval|throw_?-?on)/i.test(pair));
  // A frozen node must not delay the search for the leader by the client's default of five seconds.
  const search = kept.some((pair) => /^gossip_?-?timeout=/i.test(pair)) ? [] : [`gossipTimeout=${GOSSIP_SECONDS}`];
  return `${base}?${[...kept, ...search, `keepAliveInterval=${keepAliveMs}`].join('&')}`;
}

/** The client's parse errors repeat the string with its password. */
function reasonOf(error: unknown): string {
  const { message } = error as { message?: unknown };
  return typeof message === 'string' && /certificate|userCertFile/i.test(message)
    ? message
    : 'write esdb://user:password@host:2113, with ?tls=false for an insecure store';
}
