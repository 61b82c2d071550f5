import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { SQLITE, holdLock, narrow, openOwn, pragma, realFile, sqliteCode, sqliteFault } from '#lib/sqlite/index.js';
import { EVENTS_TABLE } from './events-table.js';
import { LedgerOpenError } from '../port.js';
import { makeTypeIndex } from './type-index.js';

/** `EvHd`: tells a ledger of ours from any other SQLite file. */
const APPLICATION_ID = 0x45764864;
const SCHEMA_VERSION = 1;
/** How long another program may hold the file before a call gives up. */
const BUSY_MS = 250;
/** The write-ahead log is kept for re-use up to this size, and cut back to it after a long outside reader. */
const WAL_LIMIT_BYTES = 64 * 1024 * 1024;
const CACHE_KIB = 32 * 1024;

const SCHEMA = [
  EVENTS_TABLE,
  `CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'a recorded event is never changed'); END`,
  `CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'a recorded event is never removed'); END`,
] as const;

export interface SqliteFileOptions {
  readonly path: string;
  /** Refuse to create a ledger if there is none; off by default. */
  readonly mustExist?: boolean;
  /** Version of SQLite to judge instead of the one in use; for tests. */
  readonly sqliteVersion?: string;
  /** Given each connection once it is ready; for tests that fill the disk. */
  readonly onConnection?: (database: DatabaseSync) => void;
}

/** A ledger's file, held by this process alone until released. */
export interface SqliteFile {
  readonly database: DatabaseSync;
  /** Opens the file anew. */
  reconnect(): void;
  /** Moves what the write-ahead log holds into the file, and syncs it. */
  checkpoint(): void;
  release(): void;
}

const refusal = (why: string, options?: ErrorOptions): LedgerOpenError => new LedgerOpenError(why, options);

/** Opens the file, or makes it; throws LedgerOpenError. */
export function openSqliteFile(options: SqliteFileOptions): SqliteFile {
  const fault = sqliteFault(options.sqliteVersion ?? runningVersion());
  if (fault !== undefined) throw new LedgerOpenError(fault);
  if (options.mustExist === true && !existsSync(options.path)) {
    throw refusal(`there is no ledger at ${options.path}; restore it, or allow a new one to be made`);
  }
  const path = realFile(options.path, 'ledger', refusal);
  const lock = holdLock(path, refusal);
  let database: DatabaseSync;
  try {
    database = connect(path, options);
  } catch (error) {
    lock.close();
    throw error;
  }
  return {
    get database() {
      return database;
    },
    reconnect() {
      if (database.isOpen) database.close();
      database = connect(path, options);
    },
    checkpoint() {
      if (pragma(database, 'wal_checkpoint(TRUNCATE)') !== 0)
        throw new Error(`${path} is being read by another program`);
    },
    release() {
      if (database.isOpen) database.close();
      lock.close();
    },
  };
}

function runningVersion(): string {
  const database = new DatabaseSync(':memory:');
  try {
    return String(database.prepare('SELECT sqlite_version() AS version').get()?.['version']);
  } finally {
    database.close();
  }
}

function connect(path: string, options: SqliteFileOptions): DatabaseSync {
  const database = openOwn(path, { timeout: BUSY_MS });
  try {
    prepareFile(database, path);
    options.onConnection?.(database);
    return database;
  } catch (error) {
    database.close();
    if (sqliteCode(error) === undefined) throw error;
    throw new LedgerOpenError(`${path} ${reason(error)}`, { cause: error });
  }
}

function reason(error: unknown): string {
  const code = sqliteCode(error);
  if (code === SQLITE.notADatabase) return 'is no Evenhand ledger; name another file';
  if (code === SQLITE.corrupt) return 'is damaged; restore it from a backup';
  if (code === SQLITE.full) return 'cannot be made: the disk is full';
  return `cannot be opened: ${(error as Error).message}`;
}

function prepareFile(database: DatabaseSync, path: string): void {
  useOwnMemoryIfFull(database);
  const isNew = checkIdentity(database, path);
  narrow(path);
  if (pragma(database, 'journal_mode = WAL') !== 'wal') {
    throw new LedgerOpenError(`${path} cannot have a write-ahead log; use a local disk`);
  }
  database.exec(`
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA journal_size_limit = ${WAL_LIMIT_BYTES};
    PRAGMA cache_size = -${CACHE_KIB};
    PRAGMA recursive_triggers = ON;
  `);
  if (isNew) createSchema(database);
  else checkSchema(database, path);
  makeTypeIndex(database);
}

/** On a full disk the shared index of the write-ahead log cannot be made: reading then uses an index in memory. */
function useOwnMemoryIfFull(database: DatabaseSync): void {
  try {
    pragma(database, 'schema_version');
  } catch (error) {
    const code = sqliteCode(error);
    if (code !== SQLITE.full && code !== SQLITE.ioError) throw error;
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
  }
}

/** True for a file that holds nothing yet. Writes nothing: a file of someone else stays as it is. */
function checkIdentity(database: DatabaseSync, path: string): boolean {
  const application = pragma(database, 'application_id');
  const version = Number(pragma(database, 'user_version'));
  const objects = database.prepare('SELECT count(*) AS objects FROM sqlite_schema').get()?.['objects'];
  if (application === 0 && version === 0 && objects === 0) return true;
  if (application !== APPLICATION_ID) throw new LedgerOpenError(`${path} is no Evenhand ledger; name another file`);
  if (version > SCHEMA_VERSION) {
    throw new LedgerOpenError(`${path} was written by a newer Evenhand (form ${version}); use that one`);
  }
  return false;
}

function createSchema(database: DatabaseSync): void {
  database.exec(`BEGIN IMMEDIATE;
    ${SCHEMA.join(';\n')};
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${SCHEMA_VERSION};
    COMMIT`);
}

function checkSchema(database: DatabaseSync, path: string): void {
  const rows = database.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
  const found = new Set(rows.map((row) => row['sql']));
  if (SCHEMA.every((statement) => found.has(statement))) return;
  throw new LedgerOpenError(`${path} lacks a table or trigger of a ledger; restore it from a backup`);
}
