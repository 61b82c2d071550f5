import { type EventEnvelope, type Instant, type RecordedEvent, type Result, accepted } from '#lib/kernel/index.js';
import { SQLITE, sqliteCode } from '#lib/sqlite/index.js';
import { bodiesOf } from '../body.js';
import {
  type AppendRefusal,
  type Appended,
  type Ledger,
  LedgerFullError,
  LedgerUnavailableError,
  type NewEvent,
  type RestoreRefusal,
  type Restored,
  type Revision,
} from '../port.js';
import { Bell, followed, onlyTypes, pages } from '../reading.js';
import { restored } from '../restoring.js';
import type { Append } from '../settle.js';
import { LedgerEnd, eventOf } from './end.js';
import { type SqliteFile, type SqliteFileOptions, openSqliteFile } from './file.js';
import { type Row, type Statements, statementsOf } from './statements.js';
import { areIndexed } from './type-index.js';

/** One transaction takes everything waiting up to this many events, so that other work gets its turn. */
const GROUP_EVENTS = 1_000;
const RETRY_MS = 1_000;

export interface SqliteLedgerOptions extends SqliteFileOptions {
  /** Gives recordedAt. */
  readonly clock: () => Instant;
}

interface Waiting extends Append {
  readonly resolve: (answer: Result<Appended, AppendRefusal>) => void;
  readonly reject: (error: unknown) => void;
}

/** A ledger in one SQLite file: one writer, and one transaction for everything that waits. */
class SqliteLedger implements Ledger {
  readonly capabilities = { isDurable: true, isShared: false, hasJournal: false };
  readonly #file: SqliteFile;
  readonly #clock: () => Instant;
  readonly #bell = new Bell();
  #sql: Statements;
  #end: LedgerEnd;
  #queue: Waiting[] = [];
  #isFlushDue = false;
  #isOpen = true;
  /** Set by a failed write: the file is reopened before the next one. */
  #isDoubtful = false;

  constructor(file: SqliteFile, clock: () => Instant) {
    this.#file = file;
    this.#clock = clock;
    this.#sql = statementsOf(file.database);
    this.#end = new LedgerEnd(this.#sql);
  }

  async append(
    council: string,
    events: readonly NewEvent[],
    options?: { readonly expectedRevision?: Revision },
  ): Promise<Result<Appended, AppendRefusal>> {
    this.#checkOpen();
    const bodies = bodiesOf(council, events);
    const expectedRevision = options?.expectedRevision;
    return new Promise((resolve, reject) => {
      this.#queue.push({ council, bodies, expectedRevision, resolve, reject });
      this.#flushSoon();
    });
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
    let revision: number | undefined;
    const read = (from: bigint, last: bigint): readonly RecordedEvent[] => {
      this.#makeReadable();
      revision ??= this.#end.firstRevisionAfter(council, Number(from));
      const rows = this.#sql.council.all(council, revision, last) as unknown as Row[];
      revision += rows.length;
      return rows.map(eventOf);
    };
    return pages(read, after, this.#head());
  }

  readAll(after = 0n): AsyncIterable<RecordedEvent> {
    this.#checkOpen();
    return pages(this.#read, after, this.#head());
  }

  readTypes(types: readonly string[], after = 0n): AsyncIterable<RecordedEvent> {
    this.#checkOpen();
    const { ofTypes } = this.#sql;
    if (ofTypes === null || !areIndexed(types)) return onlyTypes(this.readAll(after), types);
    const read = (from: bigint, last: bigint): readonly RecordedEvent[] => {
      this.#makeReadable();
      const statement = this.#sql.ofTypes ?? ofTypes;
      return (statement.all(JSON.stringify(types), from, last) as unknown as Row[]).map(eventOf);
    };
    return pages(read, after, this.#head());
  }

  follow(after: bigint, signal: AbortSignal): AsyncIterable<RecordedEvent> {
    this.#checkOpen();
    const ledger = { bell: this.#bell, read: this.#read, head: () => this.#head(), isOpen: () => this.#isOpen };
    return followed(ledger, after, signal);
  }

  async revision(council: string): Promise<Revision> {
    this.#makeReadable();
    return this.#end.revision(council);
  }

  async head(): Promise<bigint> {
    this.#checkOpen();
    return this.#head();
  }

  async councils(): Promise<readonly string[]> {
    this.#makeReadable();
    const rows = this.#sql.councils.all() as unknown as readonly [string][];
    return rows.map(([name]) => name).sort();
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    while (this.#queue.length > 0) this.#flush();
    this.#isOpen = false;
    this.#bell.ring();
    this.#file.release();
  }

  #flushSoon(): void {
    if (this.#isFlushDue) return;
    this.#isFlushDue = true;
    setImmediate(() => {
      this.#isFlushDue = false;
      if (!this.#isOpen) return;
      this.#flush();
      if (this.#queue.length > 0) this.#flushSoon();
    });
  }

  #flush(): void {
    const group = this.#takeGroup();
    try {
      this.#makeWritable();
      const answers = this.#commit(group);
      for (const [index, answer] of answers.entries()) group[index]?.resolve(answer);
    } catch (error) {
      const failure = this.#afterFailure(error);
      for (const { reject } of group) reject(failure);
    }
    this.#bell.ring();
  }

  #takeGroup(): readonly Waiting[] {
    let events = 0;
    let size = 0;
    for (const { bodies } of this.#queue) {
      events += bodies.length;
      if (size > 0 && events > GROUP_EVENTS) break;
      size += 1;
    }
    return this.#queue.splice(0, size);
  }

  #commit(group: readonly Waiting[]): readonly Result<Appended, AppendRefusal>[] {
    // A statement by itself is a transaction by itself.
    const isOneRow = group.length === 1 && group[0]?.bodies.length === 1;
    if (!isOneRow) this.#sql.begin.run();
    const answers = group.map((append) => this.#end.settle(append, this.#clock()));
    if (!isOneRow) this.#sql.commit.run();
    return answers;
  }

  /** Appends of several councils in one transaction: all of them, or none if one is refused. */
  readonly #put = async (appends: readonly Append[]): Promise<Result<readonly Appended[], AppendRefusal>> => {
    try {
      this.#makeWritable();
      this.#sql.begin.run();
      const answer = this.#putAll(appends);
      this.#sql[answer.ok ? 'commit' : 'rollback'].run();
      if (!answer.ok) this.#end = new LedgerEnd(this.#sql);
      return answer;
    } catch (error) {
      throw this.#afterFailure(error);
    } finally {
      this.#bell.ring();
    }
  };

  #putAll(appends: readonly Append[]): Result<readonly Appended[], AppendRefusal> {
    const answers: Appended[] = [];
    for (const append of appends) {
      const answer = this.#end.settle(append, Number.NEGATIVE_INFINITY);
      if (!answer.ok) return answer;
      answers.push(answer.value);
    }
    return accepted(answers);
  }

  /** Rolls back, and tells the caller whether the events may be stored after all. */
  #afterFailure(error: unknown): unknown {
    try {
      if (this.#file.database.isTransaction) this.#sql.rollback.run();
      this.#end = new LedgerEnd(this.#sql);
    } catch {
      this.#isDoubtful = true;
    }
    const code = sqliteCode(error);
    if (code === SQLITE.full) return new LedgerFullError('the disk is full; nothing was written', { cause: error });
    if (code === SQLITE.busy) {
      return new LedgerUnavailableError('another program holds the ledger file', RETRY_MS, { cause: error });
    }
    if (code === undefined) return error;
    this.#isDoubtful = true;
    return new LedgerUnavailableError('the ledger file could not be written', RETRY_MS, { cause: error });
  }

  #makeReadable(): void {
    this.#checkOpen();
    if (!this.#file.database.isOpen) this.#tryAgain(() => undefined);
  }

  /** A sync that failed may have left pages that only the cache holds: moving them into the file syncs them once more. */
  #makeWritable(): void {
    this.#checkOpen();
    if (!this.#isDoubtful) return;
    this.#tryAgain(() => {
      this.#file.checkpoint();
      this.#isDoubtful = false;
    });
  }

  #tryAgain(then: () => void): void {
    try {
      this.#file.reconnect();
      this.#sql = statementsOf(this.#file.database);
      this.#end = new LedgerEnd(this.#sql);
      then();
    } catch (error) {
      throw new LedgerUnavailableError('the ledger file cannot be opened anew', RETRY_MS, { cause: error });
    }
  }

  readonly #read = (after: bigint, last: bigint): readonly RecordedEvent[] => {
    this.#makeReadable();
    return (this.#sql.all.all(after, last) as unknown as Row[]).map(eventOf);
  };

  #head(): bigint {
    return BigInt(this.#end.position);
  }

  #checkOpen(): void {
    if (!this.#isOpen) throw new LedgerUnavailableError('the ledger is closed', 0);
  }
}

/** A ledger in a SQLite file, held by this process alone. Throws LedgerOpenError. */
export async function openSqliteLedger(options: SqliteLedgerOptions): Promise<Ledger> {
  const file = openSqliteFile(options);
  try {
    return new SqliteLedger(file, options.clock);
  } catch (error) {
    file.release();
    throw error;
  }
}
