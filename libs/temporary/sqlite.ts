import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { holdLock, narrow, openOwn, pragma, realFile } from '#lib/sqlite/index.js';
import { type Row, type RowsOf, type TemporaryRows, TemporaryStoreError } from './rows.js';

/** `EvHt`: tells this file from any other SQLite file. */
const APPLICATION_ID = 0x45764874;
const FORM = 1;
/** How long another program that reads the file may hold up a call. */
const BUSY_MS = 1_000;

const SCHEMA = `
CREATE TABLE temporary (
  key TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  owner TEXT NOT NULL,
  mark TEXT NOT NULL,
  until INTEGER NOT NULL,
  version INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX of_owner ON temporary (kind, owner, until);
CREATE INDEX with_mark ON temporary (kind, mark, until);
CREATE INDEX ending ON temporary (until);`;

const SQL = {
  add: `INSERT INTO temporary (key, kind, owner, mark, until, version, sealed) VALUES (?, ?, ?, ?, ?, 1, ?)
    ON CONFLICT DO NOTHING`,
  change: 'UPDATE temporary SET owner = ?, mark = ?, until = ?, version = ?, sealed = ? WHERE key = ? AND version = ?',
  get: 'SELECT * FROM temporary WHERE key = ?',
  take: 'DELETE FROM temporary WHERE key = ? RETURNING *',
  ofOwner: 'SELECT * FROM temporary WHERE kind = ? AND owner = ? ORDER BY until DESC LIMIT ?',
  withMark: 'SELECT * FROM temporary WHERE kind = ? AND mark = ? ORDER BY until DESC LIMIT ?',
  removeOwner: 'DELETE FROM temporary WHERE kind = ? AND owner = ?',
  removeMark: 'DELETE FROM temporary WHERE kind = ? AND mark = ?',
  purge: 'DELETE FROM temporary WHERE until <= ?',
} as const;

const refusal = (why: string, options?: ErrorOptions): TemporaryStoreError => new TemporaryStoreError(why, options);

const rowOf = (row: Record<string, SQLOutputValue>): Row => ({
  key: String(row['key']),
  kind: String(row['kind']),
  owner: String(row['owner']),
  mark: String(row['mark']),
  until: Number(row['until']),
  version: Number(row['version']),
  sealed: row['sealed'] as Uint8Array,
});

/** Temporary rows in one SQLite file, which this process holds alone. Deleted bytes are overwritten. */
class SqliteRows implements TemporaryRows {
  readonly #sql: Readonly<Record<keyof typeof SQL, StatementSync>>;

  constructor(
    private readonly database: DatabaseSync,
    private readonly lock: DatabaseSync | null,
  ) {
    const statements = Object.entries(SQL).map(([name, sql]) => [name, database.prepare(sql)] as const);
    this.#sql = Object.fromEntries(statements) as Record<keyof typeof SQL, StatementSync>;
  }

  async put({ key, kind, owner, mark, until, version, sealed }: Row): Promise<boolean> {
    return this.#guarded(() => {
      const { changes } =
        version === 1
          ? this.#sql.add.run(key, kind, owner, mark, until, sealed)
          : this.#sql.change.run(owner, mark, until, version, sealed, key, version - 1);
      return Number(changes) === 1;
    });
  }

  async get(key: string): Promise<Row | undefined> {
    return this.#guarded(() => this.#sql.get.all(key).map(rowOf)[0]);
  }

  async take(key: string): Promise<Row | undefined> {
    return this.#guarded(() => this.#sql.take.all(key).map(rowOf)[0]);
  }

  async list(of: RowsOf, limit: number): Promise<readonly Row[]> {
    return this.#guarded(() => {
      const rows = 'owner' in of ? this.#sql.ofOwner.all(of.kind, of.owner, limit) : this.#sql.withMark.all(of.kind, of.mark, limit);
      return rows.map(rowOf);
    });
  }

  async removeAll(of: RowsOf): Promise<number> {
    return this.#guarded(() => {
      const { changes } =
        'owner' in of ? this.#sql.removeOwner.run(of.kind, of.owner) : this.#sql.removeMark.run(of.kind, of.mark);
      return Number(changes);
    });
  }

  async purge(now: number): Promise<void> {
    this.#guarded(() => this.#sql.purge.run(now));
  }

  async close(): Promise<void> {
    if (this.database.isOpen) this.database.close();
    if (this.lock?.isOpen === true) this.lock.close();
  }

  #guarded<Answer>(work: () => Answer): Answer {
    if (!this.database.isOpen) throw refusal('the store of sessions is closed');
    try {
      return work();
    } catch (error) {
      throw refusal(`the store of sessions cannot be used: ${(error as Error).message}`, { cause: error });
    }
  }
}

/** Opens the file of temporary rows, or makes it, readable by its owner alone. Throws TemporaryStoreError. */
export function openSqliteTemporaryRows(given: string): TemporaryRows {
  const path = realFile(given, 'sessions', refusal);
  const lock = holdLock(path, refusal);
  const database = openOwn(path, { timeout: BUSY_MS });
  try {
    narrow(path);
    prepare(database, path);
    return new SqliteRows(database, lock);
  } catch (error) {
    database.close();
    lock.close();
    throw error;
  }
}

/** Temporary rows in memory, for tests and for a service without a data folder. */
export function openMemoryTemporaryRows(): TemporaryRows {
  const database = openOwnMemory();
  prepare(database, ':memory:');
  return new SqliteRows(database, null);
}

const openOwnMemory = (): DatabaseSync => openOwn(':memory:', { timeout: BUSY_MS });

function prepare(database: DatabaseSync, path: string): void {
  const application = pragma(database, 'application_id');
  const objects = database.prepare('SELECT count(*) AS objects FROM sqlite_schema').get()?.['objects'];
  if (application !== APPLICATION_ID && (application !== 0 || objects !== 0)) {
    throw refusal(`${path} holds no sessions; name another file`);
  }
  if (Number(pragma(database, 'user_version')) > FORM) throw refusal(`${path} was written by a newer Evenhand`);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY');
  if (objects === 0) {
    database.exec(
      `BEGIN IMMEDIATE; ${SCHEMA} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORM}; COMMIT`,
    );
  }
}
