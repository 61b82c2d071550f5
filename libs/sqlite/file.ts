import { chmodSync, closeSync, existsSync, openSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Result codes of SQLite (sqlite.org/rescode.html), the primary code being the low byte. */
export const SQLITE = { busy: 5, ioError: 10, corrupt: 11, full: 13, notADatabase: 26 } as const;

/** The primary result code of an error of node:sqlite; undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  const errcode = (error as { errcode?: unknown } | null)?.errcode;
  return typeof errcode === 'number' ? errcode & 0xff : undefined;
}

/** Returns the first value of a pragma's result. */
export function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/** Makes the error that a room throws when its file cannot be opened as asked. */
type Refusal = (why: string, options?: ErrorOptions) => Error;

/** The path without links, of a file that is there or may be made; `kind` says what it holds. Throws `refusal`. */
export function realFile(path: string, kind: string, refusal: Refusal): string {
  if (existsSync(path)) {
    if (!statSync(path).isFile()) throw refusal(`${path} is no file; name a file for the ${kind}`);
    return realpathSync(path);
  }
  const folder = dirname(path);
  if (!existsSync(folder)) throw refusal(`there is no folder ${folder}; create it, or name another`);
  return join(realpathSync(folder), basename(path));
}

/** For its owner alone. */
const OWN_MODE = 0o600;

/** Suffixes of the files that SQLite keeps beside a file with a write-ahead log. */
const BESIDE = ['', '-wal', '-shm'];

/**
 * Opens a file that only its owner may read and write. It is created first, so that no other user can read it at any
 * moment; SQLite creates the files beside it with the same mode. If the system cannot create the file, SQLite reports
 * why.
 */
export function openOwn(path: string, options: { readonly timeout: number }): DatabaseSync {
  try {
    closeSync(openSync(path, 'wx', OWN_MODE));
  } catch {
    // The file usually exists.
  }
  return new DatabaseSync(path, options);
}

/** Removes other users' access to a file of ours and to the files beside it. A file of another user stays unchanged. */
export function narrow(path: string): void {
  for (const suffix of BESIDE) {
    try {
      chmodSync(path + suffix, OWN_MODE);
    } catch {
      // The file does not exist, or belongs to another user.
    }
  }
}

/**
 * Locks `path` for this process; the operating system releases the lock when the process ends, however it ends. Throws
 * `refusal`.
 */
export function holdLock(path: string, refusal: Refusal): DatabaseSync {
  const lockPath = `${path}.lock`;
  const lock = openOwn(lockPath, { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    narrow(lockPath);
    return lock;
  } catch (error) {
    lock.close();
    const why =
      sqliteCode(error) === SQLITE.busy
        ? `${path} is in use by another Evenhand; stop that one first, or name another file`
        : `${lockPath} cannot be locked; check that the folder can be written`;
    throw refusal(why, { cause: error });
  }
}
