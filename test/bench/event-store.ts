import { randomUUID } from 'node:crypto';
import {
  type AllStreamSubscription,
  type Credentials,
  EventStoreDBClient,
  FORWARDS,
  START,
  jsonEvent,
  streamNameFilter,
} from '@eventstore/db-client';
import { type Ledger, type NewEvent, openEventStoreLedger } from '#lib/ledger/index.js';
import { KillableStore } from '../support/eventstoredb/killable.js';
import { type Workshop, councilName } from './ledgers.js';

/** The store to measure: that at EVENTSTOREDB_URL, or else the tests' stand-in in a process of its own. */
export class MeasuredStore {
  readonly #workshop: Workshop;
  #standIn: KillableStore | undefined;
  #url = process.env['EVENTSTOREDB_URL'] ?? '';

  constructor(workshop: Workshop) {
    this.#workshop = workshop;
  }

  /** What the figures are of. */
  get name(): string {
    return this.#standIn === undefined ? 'the server itself' : 'the stand-in';
  }

  async url(): Promise<string> {
    if (this.#url === '') {
      this.#standIn = await KillableStore.start(this.#workshop.path('store.log'));
      this.#url = `esdb://127.0.0.1:${this.#standIn.port}?tls=false`;
    }
    return this.#url;
  }

  /** A ledger on streams of its own, or on those of a prefix, with a new journal. */
  async ledger(prefix = `bench-${randomUUID()}-`): Promise<Ledger> {
    const journalPath = this.#workshop.path(`journal-${randomUUID()}.sqlite`);
    const url = await this.url();
    return openEventStoreLedger({ url, prefix, journalPath, clock: Date.now, deadlineMs: 60_000 });
  }

  async bare(): Promise<BareClient> {
    return new BareClient(await this.url());
  }

  async stop(): Promise<void> {
    await this.#standIn?.stop();
  }
}

/** The client by itself: each append a call of its own, which it makes of those with credentials; no check, no journal. */
export class BareClient {
  readonly #client: EventStoreDBClient;
  readonly #credentials: Credentials;
  readonly #prefix = `bench-${randomUUID()}-`;

  constructor(url: string) {
    this.#client = EventStoreDBClient.connectionString(url);
    const [, username = 'nobody', password = 'none'] = /^[^:]+:\/\/([^:@/?]+):([^@]+)@/.exec(url) ?? [];
    this.#credentials = { username, password };
  }

  async append(council: string, event: NewEvent): Promise<void> {
    const { id, type, payload, ...metadata } = event;
    const one = jsonEvent({ id, type, data: payload, metadata: { ...metadata, recordedAt: Date.now() } });
    await this.#client.appendToStream(this.#prefix + council, one, { credentials: this.#credentials });
  }

  /** Appends all events, each in a call of its own, by so many writers at once. */
  async appendBy(writers: number, events: readonly NewEvent[]): Promise<void> {
    const left = events.entries();
    const write = async (): Promise<void> => {
      for (const [index, event] of left) await this.append(councilName(index), event);
    };
    await Promise.all(Array.from({ length: writers }, write));
  }

  /** Events of streams with a prefix, by a subscription from the start until it has caught up; returns how many. */
  async catchUp(prefix: string): Promise<number> {
    const filter = streamNameFilter({ prefixes: [prefix] });
    const options = { fromPosition: START, filter, credentials: this.#credentials } as const;
    const subscription: AllStreamSubscription = this.#client.subscribeToAll(options);
    let events = 0;
    await new Promise<void>((resolve, reject) => {
      let isCaughtUp = false;
      const look = (): void => {
        if (isCaughtUp && subscription.readableLength === 0) resolve();
      };
      subscription.on('data', () => {
        events += 1;
        look();
      });
      subscription.on('caughtUp', () => {
        isCaughtUp = true;
        look();
      });
      subscription.on('error', reject);
    });
    await subscription.unsubscribe();
    return events;
  }

  /** Reads everything the store has; returns how many events. */
  async readAll(): Promise<number> {
    let events = 0;
    const options = { direction: FORWARDS, fromPosition: START, credentials: this.#credentials } as const;
    for await (const { event } of this.#client.readAll(options)) if (event !== undefined) events += 1;
    return events;
  }

  async close(): Promise<void> {
    await this.#client.dispose();
  }
}
