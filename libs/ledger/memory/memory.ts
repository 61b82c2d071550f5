import { type EventEnvelope, type Instant, type RecordedEvent, type Result, accepted } from '#lib/kernel/index.js';
import { type Body, bodiesOf, recordedEvent } from '../body.js';
import {
  type AppendRefusal,
  type Appended,
  type Ledger,
  LedgerUnavailableError,
  type NewEvent,
  type RestoreRefusal,
  type Restored,
  type Revision,
} from '../port.js';
import { firstAfter, Bell, PAGE_EVENTS, followed, onlyTypes, pages } from '../reading.js';
import { restored } from '../restoring.js';
import { type Append, type Kept, type Shelf, settle } from '../settle.js';

interface Row {
  readonly position: number;
  readonly council: string;
  readonly revision: number;
  readonly recordedAt: Instant;
  readonly body: Body;
}

/** Made anew for each reader, so that no reader can alter what another sees. */
const keptOf = (row: Row): Kept => ({
  event: recordedEvent(row, row.body),
  revision: BigInt(row.revision),
  digest: row.body.digest,
});

/**
 * A ledger in this process's memory: keeps every promise of the port until the process ends or the ledger is closed.
 */
class MemoryLedger implements Ledger {
  readonly capabilities = { isDurable: false, isShared: false, hasJournal: false };
  /** The row at index n has position n + 1. */
  readonly #rows: Row[] = [];
  readonly #byId = new Map<string, Row>();
  readonly #positions = new Map<string, number[]>();
  readonly #bell = new Bell();
  readonly #clock: () => Instant;
  #recordedAt: Instant = Number.NEGATIVE_INFINITY;
  #isOpen = true;

  constructor(clock: () => Instant) {
    this.#clock = clock;
  }

  async append(
    council: string,
    events: readonly NewEvent[],
    options?: { readonly expectedRevision?: Revision },
  ): Promise<Result<Appended, AppendRefusal>> {
    this.#checkOpen();
    const bodies = bodiesOf(council, events);
    this.#recordedAt = Math.max(this.#recordedAt, this.#clock());
    const answer = settle(this.#shelf, { council, bodies, expectedRevision: options?.expectedRevision });
    this.#bell.ring();
    return answer;
  }

  async restore(
    events: AsyncIterable<EventEnvelope>,
    onPage: (so: Restored) => void = () => undefined,
  ): Promise<Result<Restored, RestoreRefusal>> {
    this.#checkOpen();
    return restored({ read: (council) => this.readCouncil(council), put: this.#put }, events, onPage);
  }

  readCouncil(council: string, after = 0n): AsyncIterable<RecordedEvent> {
    this.#checkOpen();
    const positions = this.#positions.get(council) ?? [];
    const read = (from: bigint, last: bigint): readonly RecordedEvent[] => {
      const start = firstAfter(positions.length, (index) => positions[index] ?? 0, Number(from));
      return this.#events(positions.slice(start, start + PAGE_EVENTS).filter((position) => position <= last));
    };
    return pages(read, after, this.#head());
  }

  readAll(after = 0n): AsyncIterable<RecordedEvent> {
    this.#checkOpen();
    return pages(this.#read, after, this.#head());
  }

  readTypes(types: readonly string[], after = 0n): AsyncIterable<RecordedEvent> {
    return onlyTypes(this.readAll(after), types);
  }

  follow(after: bigint, signal: AbortSignal): AsyncIterable<RecordedEvent> {
    this.#checkOpen();
    const ledger = { bell: this.#bell, read: this.#read, head: () => this.#head(), isOpen: () => this.#isOpen };
    return followed(ledger, after, signal);
  }

  async revision(council: string): Promise<Revision> {
    this.#checkOpen();
    return this.#revision(council);
  }

  async head(): Promise<bigint> {
    this.#checkOpen();
    return this.#head();
  }

  async councils(): Promise<readonly string[]> {
    this.#checkOpen();
    return [...this.#positions.keys()].sort();
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    this.#bell.ring();
  }

  readonly #put = async (appends: readonly Append[]): Promise<Result<readonly Appended[], AppendRefusal>> => {
    this.#checkOpen();
    const answers: Appended[] = [];
    for (const append of appends) {
      const answer = settle(this.#shelf, append);
      if (!answer.ok) return answer;
      answers.push(answer.value);
    }
    this.#bell.ring();
    return accepted(answers);
  };

  readonly #read = (after: bigint, last: bigint): readonly RecordedEvent[] => {
    const positions: number[] = [];
    const end = Math.min(Number(last), Number(after) + PAGE_EVENTS);
    for (let position = Number(after) + 1; position <= end; position += 1) positions.push(position);
    return this.#events(positions);
  };

  readonly #shelf: Shelf = {
    find: (id) => {
      const row = this.#byId.get(id);
      return row && keptOf(row);
    },
    revision: (council) => this.#revision(council),
    put: (council, body) => {
      const positions = this.#positions.get(council) ?? [];
      const position = this.#rows.length + 1;
      this.#recordedAt = Math.max(this.#recordedAt, body.recordedAt ?? this.#recordedAt);
      const recordedAt = body.recordedAt ?? this.#recordedAt;
      const row = { position, council, revision: positions.length, recordedAt, body };
      this.#rows.push(row);
      this.#byId.set(body.id, row);
      if (positions.push(position) === 1) this.#positions.set(council, positions);
      return keptOf(row);
    },
  };

  #events(positions: readonly number[]): readonly RecordedEvent[] {
    this.#checkOpen();
    return positions.map((position) => {
      const row = this.#rows[position - 1];
      if (row === undefined) throw new RangeError(`no event at position ${position}`);
      return recordedEvent(row, row.body);
    });
  }

  #revision(council: string): Revision {
    return BigInt((this.#positions.get(council)?.length ?? 0) - 1);
  }

  #head(): bigint {
    return BigInt(this.#rows.length);
  }

  #checkOpen(): void {
    if (!this.#isOpen) throw new LedgerUnavailableError('the ledger is closed', 0);
  }
}

/** A ledger in memory. `clock` gives recordedAt. */
export function openMemoryLedger(options: { readonly clock: () => Instant }): Ledger {
  return new MemoryLedger(options.clock);
}
