import type { DatabaseSync } from 'node:sqlite';
import { holdLock, narrow, openOwn, pragma, realFile, sqliteFault } from '#lib/sqlite/index.js';
import { VaultOpenError } from './errors.js';

/** `EvHk`: tells a key store of ours from any other SQLite file. */
const APPLICATION_ID = 0x4576486b;
const SCHEMA_VERSION = 1;
/** How long another program that reads the file may hold up a call. */
const BUSY_MS = 1_000;

const SCHEMA = `
CREATE TABLE root (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch INTEGER NOT NULL,
  wrapped BLOB NOT NULL
) STRICT;
CREATE TABLE keys (
  council TEXT NOT NULL,
  subject TEXT NOT NULL,
  generation INTEGER NOT NULL,
  id TEXT NOT NULL,
  wrapped BLOB NOT NULL,
  PRIMARY KEY (council, subject, generation)
) STRICT, WITHOUT ROWID;
CREATE TABLE tombstones (
  council TEXT NOT NULL,
  subject TEXT NOT NULL,
  up_to INTEGER NOT NULL,
  PRIMARY KEY (council, subject)
) STRICT, WITHOUT ROWID;`;

/** A key store's file, held by this process alone until released. */
export interface KeyFile {
  readonly database: DatabaseSync;
  /** Moves the write-ahead log into the file and cuts it to nothing, so that no byte of a removed row is left. False while it is read. */
  emptyLog(): boolean;
  release(): void;
}

const refusal = (why: string, options?: ErrorOptions): VaultOpenError => new VaultOpenError(why, options);

/** Opens the file, or makes it; throws VaultOpenError. `version` is that of SQLite. */
export function openKeyFile(given: string, version: string): KeyFile {
  const fault = sqliteFault(version);
  if (fault !== undefined) throw new VaultOpenError(fault);
  const path = realFile(given, 'key store', refusal);
  const lock = holdLock(path, refusal);
  try {
    const database = connect(path);
    return {
      database,
      emptyLog: () => pragma(database, 'wal_checkpoint(TRUNCATE)') === 0,
      release() {
        if (database.isOpen) database.close();
        if (lock.isOpen) lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

function connect(path: string): DatabaseSync {
  const database = openOwn(path, { timeout: BUSY_MS });
  try {
    prepareFile(database, path);
    return database;
  } catch (error) {
    database.close();
    if (error instanceof VaultOpenError) throw error;
    throw new VaultOpenError(`${path} cannot be opened: ${(error as Error).message}; restore it from a backup`, {
      cause: error,
    });
  }
}

function prepareFile(database: DatabaseSync, path: string): void {
  const isNew = checkIdentity(database, path);
  narrow(path);
  if (pragma(database, 'journal_mode = WAL') !== 'wal') {
    throw new VaultOpenError(`${path} cannot have a write-ahead log; use a local disk`);
  }
  database.exec(`
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
  `);
  if (isNew) {
    database.exec(`BEGIN IMMEDIATE; ${SCHEMA}
      PRAGMA application_id = ${APPLICATION_ID};
      PRAGMA user_version = ${SCHEMA_VERSION};
      COMMIT`);
  }
}

/** True for a file that holds nothing yet. Writes nothing: a file of someone else stays as it is. */
function checkIdentity(database: DatabaseSync, path: string): boolean {
  const application = pragma(database, 'application_id');
  const version = Number(pragma(database, 'user_version'));
  const objects = database.prepare('SELECT count(*) AS objects FROM sqlite_schema').get()?.['objects'];
  if (application === 0 && version === 0 && objects === 0) return true;
  if (application !== APPLICATION_ID) throw new VaultOpenError(`${path} is no key store; name another file`);
  if (version > SCHEMA_VERSION) {
    throw new VaultOpenError(`${path} was written by a newer Evenhand (form ${version}); use that one`);
  }
  return false;
}
