import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EVENTS_TABLE } from './events-table.js';
import { LedgerOpenError } from './port.js';
import { SQLITE, sqliteCode } from './sqlite-file.js';

/** `EvHj`: tells a journal of ours from any other SQLite file. */
const APPLICATION_ID = 0x4576486a;
/** A journal of another form is thrown away and built anew: all it holds is in the store. */
const FORM = 1;
const BUSY_MS = 250;

const SCHEMA = `
${EVENTS_TABLE};
CREATE TABLE councils (
  council TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  store_revision INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE TABLE findings (
  position INTEGER NOT NULL,
  council TEXT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (position, kind)
) STRICT;
CREATE TABLE progress (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  scope TEXT NOT NULL,
  scanned_commit INTEGER, scanned_prepare INTEGER,
  record_commit INTEGER, record_prepare INTEGER,
  is_complete INTEGER NOT NULL
) STRICT;`;

/** Opens a journal's file for this process alone, or makes it. `scope` is what it follows. Throws LedgerOpenError. */
export function openJournalFile(path: string, scope: string): DatabaseSync {
  if (existsSync(path) && !statSync(path).isFile())
    throw new LedgerOpenError(`${path} is no file; name a file for the journal`);
  if (!existsSync(dirname(path)))
    throw new LedgerOpenError(`there is no folder ${dirname(path)}; make it, or name another`);
  try {
    return connect(path, scope) ?? anew(path, scope);
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
    throw new LedgerOpenError(`${path} ${reason(error)}`, { cause: error });
  }
}

function anew(path: string, scope: string): DatabaseSync {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  const database = connect(path, scope);
  if (database === undefined) throw new LedgerOpenError(`${path} cannot be made anew; delete it`);
  return database;
}

function reason(error: unknown): string {
  const code = sqliteCode(error);
  if (code === SQLITE.busy) return 'is in use by another Evenhand; give each replica a journal of its own';
  if (code === SQLITE.notADatabase) return 'is no journal; name another file';
  if (code === SQLITE.corrupt) return 'is damaged; delete it, and it is built anew from the store';
  if (code === SQLITE.full) return 'cannot be made: the disk is full';
  return `cannot be opened: ${(error as Error).message}`;
}

/** Undefined for a journal of ours in another form. */
function connect(path: string, scope: string): DatabaseSync | undefined {
  const database = new DatabaseSync(path, { timeout: BUSY_MS });
  try {
    if (isPrepared(database, path, scope)) return database;
  } catch (error) {
    database.close();
    throw error;
  }
  database.close();
  return undefined;
}

function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

function isPrepared(database: DatabaseSync, path: string, scope: string): boolean {
  // Before anything is read, so that no second process ever follows into the same file.
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  const application = pragma(database, 'application_id');
  const isNew = database.prepare('SELECT count(*) AS objects FROM sqlite_schema').get()?.['objects'] === 0;
  if (!isNew && application !== APPLICATION_ID) throw new LedgerOpenError(`${path} is no journal; name another file`);
  if (!isNew && pragma(database, 'user_version') !== FORM) return false;
  // What a power cut takes from the journal is read from the store again.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768');
  if (isNew) create(database, scope);
  database.exec('BEGIN IMMEDIATE; COMMIT');
  const followed = database.prepare('SELECT scope FROM progress').get()?.['scope'];
  if (followed !== scope) {
    throw new LedgerOpenError(`${path} follows ${String(followed)}, not ${scope}; name another file, or delete it`);
  }
  return true;
}

function create(database: DatabaseSync, scope: string): void {
  database.exec(`BEGIN IMMEDIATE; ${SCHEMA}
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${FORM};`);
  database.prepare('INSERT INTO progress (one, scope, is_complete) VALUES (1, ?, 0)').run(scope);
  database.exec('COMMIT');
}
