import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Result codes of SQLite (sqlite.org/rescode.html), the primary code being the low byte. */
export const SQLITE = { busy: 5, ioError: 10, corrupt: 11, full: 13, notADatabase: 26 } as const;

/** The primary result code of an error of node:sqlite; undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  const errcode = (error as { errcode?: unknown } | null)?.errcode;
  return typeof errcode === 'number' ? errcode & 0xff : undefined;
}

/** The first value that a pragma answers. */
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
  if (!existsSync(folder)) throw refusal(`there is no folder ${folder}; make it, or name another`);
  return join(realpathSync(folder), basename(path));
}

/** Keeps `path` to this process; the operating system lets go of the lock when the process ends, however it ends. Throws `refusal`. */
export function holdLock(path: string, refusal: Refusal): DatabaseSync {
  const lockPath = `${path}.lock`;
  const lock = new DatabaseSync(lockPath, { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
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
