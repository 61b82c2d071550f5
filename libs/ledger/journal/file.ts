import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { SQLITE, narrow, openOwn, pragma, sqliteCode } from '#lib/sqlite/index.js';
import { SUMMED_EVENTS_TABLE } from '../sqlite/events-table.js';
import { makeTypeIndex } from '../sqlite/type-index.js';
import { damageAtOpening, sumOf } from './check.js';
import { LedgerOpenError } from '../port.js';

/** `EvHj`: tells a journal of ours from any other SQLite file. */
const APPLICATION_ID = 0x4576486a;
/** A journal of another form is set aside and rebuilt from the store, for it may hold what a scavenge took there. */
const FORM = 3;
const BUSY_MS = 250;

const SCHEMA = `
${SUMMED_EVENTS_TABLE};
CREATE TABLE councils (
  council TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  store_revision INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  sum INTEGER NOT NULL
) STRICT;
CREATE TABLE findings (
  position INTEGER NOT NULL,
  council TEXT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY (position, kind)
) STRICT;
CREATE TABLE progress (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  scope TEXT NOT NULL,
  scanned_commit INTEGER, scanned_prepare INTEGER,
  record_commit INTEGER, record_prepare INTEGER, record_id TEXT,
  is_complete INTEGER NOT NULL,
  sum INTEGER NOT NULL
) STRICT;`;

/** Opens a journal's file for this process alone, or makes it. `scope` is what it follows. Throws LedgerOpenError. */
export function openJournalFile(path: string, scope: string): DatabaseSync {
  if (existsSync(path) && !statSync(path).isFile())
    throw new LedgerOpenError(`${path} is no file; name a file for the journal`);
  if (!existsSync(dirname(path)))
    throw new LedgerOpenError(`there is no folder ${dirname(path)}; create it, or name another`);
  try {
    const found = connect(path, scope);
    return typeof found === 'number' ? anew(path, scope, found) : found;
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
    throw new LedgerOpenError(`${path} ${reason(error)}`, { cause: error });
  }
}

function anew(path: string, scope: string, form: number): DatabaseSync {
  renameSync(path, `${path}.form-${form}`);
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
  const database = connect(path, scope);
  if (typeof database === 'number') throw new LedgerOpenError(`${path} cannot be made anew; name another file`);
  return database;
}

function reason(error: unknown): string {
  const code = sqliteCode(error);
  if (code === SQLITE.busy) return 'is in use by another Evenhand; give each replica a journal of its own';
  if (code === SQLITE.notADatabase) return 'is no journal; name another file';
  if (code === SQLITE.corrupt) return damaged((error as Error).message);
  if (code === SQLITE.full) return 'cannot be made: the disk is full';
  return `cannot be opened: ${(error as Error).message}`;
}

const damaged = (what: string): string => `is damaged (${what}); set it aside, and it is built anew from the store`;

/** The form of a journal of ours that is in another one, and closed. */
function connect(path: string, scope: string): DatabaseSync | number {
  const database = openOwn(path, { timeout: BUSY_MS });
  try {
    const form = prepare(database, path, scope);
    if (form === FORM) return database;
    database.close();
    return form;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Returns its form; whatever that is, the file is ours and no other process has it open. */
function prepare(database: DatabaseSync, path: string, scope: string): number {
  // Before anything is read, so that no second process ever writes to the same file.
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  const application = pragma(database, 'application_id');
  const isNew = database.prepare('SELECT count(*) AS objects FROM sqlite_schema').get()?.['objects'] === 0;
  if (!isNew && application !== APPLICATION_ID) throw new LedgerOpenError(`${path} is no journal; name another file`);
  narrow(path);
  // After a power cut the journal reads lost events from the store again.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768');
  database.exec('BEGIN IMMEDIATE; COMMIT');
  const form = isNew ? FORM : Number(pragma(database, 'user_version'));
  if (form !== FORM) return form;
  if (isNew) create(database, scope);
  else check(database, path, scope);
  makeTypeIndex(database);
  return form;
}

function check(database: DatabaseSync, path: string, scope: string): void {
  const damage = damageAtOpening(database);
  if (damage !== undefined) throw new LedgerOpenError(`${path} ${damaged(damage)}`);
  const followed = database.prepare('SELECT scope FROM progress').get()?.['scope'];
  if (followed === scope) return;
  throw new LedgerOpenError(`${path} follows ${String(followed)}, not ${scope}; name another file, or delete it`);
}

function create(database: DatabaseSync, scope: string): void {
  database.exec(`BEGIN IMMEDIATE; ${SCHEMA}
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${FORM};`);
  const sum = sumOf([1, scope, null, null, null, null, null, 0]);
  database.prepare('INSERT INTO progress (one, scope, is_complete, sum) VALUES (1, ?, 0, ?)').run(scope, sum);
  database.exec('COMMIT');
}
