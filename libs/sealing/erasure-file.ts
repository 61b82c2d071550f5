import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { VaultOpenError } from '#lib/vault/index.js';
import type { ErasureEntry, ErasureList } from './erasure-list.js';

const isEntry = (value: unknown): value is ErasureEntry => {
  const { council, event, destroyed } = (value ?? {}) as Partial<ErasureEntry>;
  return typeof council === 'string' && typeof event?.id === 'string' && Array.isArray(destroyed);
};

/** A last line without a line end was cut off by a crash before its write was acknowledged. */
function wholeLines(path: string): { readonly lines: readonly string[]; readonly bytes: number } {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return { lines: whole.split('\n').slice(0, -1), bytes: Buffer.byteLength(whole) };
}

function entryOf(line: string, index: number, path: string): ErasureEntry {
  try {
    const value: unknown = JSON.parse(line);
    if (isEntry(value)) return value;
  } catch {
    // Said below.
  }
  const what = `line ${index + 1} of the list of erasures ${path} is damaged`;
  throw new VaultOpenError(`${what}; restore the list: without it an erased person's data could become readable again`);
}

class ErasureFile implements ErasureList {
  readonly #entries: ErasureEntry[];
  readonly #ids: Set<string>;
  #end: number;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly path: string,
    read: readonly ErasureEntry[],
    end: number,
  ) {
    this.#entries = [...read];
    this.#ids = new Set(read.map(({ event }) => event.id));
    this.#end = end;
  }

  get entries(): readonly ErasureEntry[] {
    return this.#entries;
  }

  note(entry: ErasureEntry): Promise<void> {
    const written = this.#writing.then(() => this.#write(entry));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  async #write(entry: ErasureEntry): Promise<void> {
    if (this.#ids.has(entry.event.id)) return;
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const isNew = !existsSync(this.path);
    const file = await open(this.path, isNew ? 'wx+' : 'r+', 0o600);
    try {
      // If the list belongs to another user, it is still written, with its modes unchanged.
      if (!isNew) await file.chmod(0o600).catch(() => undefined);
      // Overwrites the part of a line that a crash or a full disk left.
      await file.truncate(this.#end);
      await file.write(line, 0, line.length, this.#end);
      await file.sync();
    } finally {
      await file.close();
    }
    if (isNew) await syncFolder(dirname(this.path));
    this.#end += line.length;
    this.#entries.push(entry);
    this.#ids.add(entry.event.id);
  }
}

async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch (error) {
    // Windows opens no folder; a file system without fsync of folders says EINVAL.
    if (!['EISDIR', 'EPERM', 'EINVAL'].includes(String((error as { code?: unknown }).code))) throw error;
  } finally {
    await handle?.close();
  }
}

/**
 * The list of erasures in a file of JSON lines, each durable once noted. Throws VaultOpenError if a line of it is
 * damaged: no program may start without it.
 */
export function openErasureFile(path: string): ErasureList {
  const { lines, bytes } = wholeLines(path);
  return new ErasureFile(
    path,
    lines.map((line, index) => entryOf(line, index, path)),
    bytes,
  );
}
