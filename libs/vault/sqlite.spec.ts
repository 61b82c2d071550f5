import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keyStoreContract } from '../../test/support/key-store-contract.js';
import { OTHER, SUBJECT, made, rootBytes } from '../../test/support/key-store-contract/store.js';
import { type Place, masterKeyFrom, openSqliteKeyStore, openVault, rewrapAll } from './index.js';

keyStoreContract('sqlite', {
  capabilities: { outlivesClose: true, isShared: false },
  async make() {
    const folder = mkdtempSync(join(tmpdir(), 'evenhand-keys-'));
    return {
      open: () => openSqliteKeyStore(join(folder, 'keys.sqlite')),
      remove: async () => {
        rmSync(folder, { recursive: true });
      },
    };
  },
});

const masterKey = () => masterKeyFrom(randomBytes(32).toString('hex'));
const PLACE: Place = { council: 'north', event: 'e', type: 't', field: 'f' };

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenhand-keys-'));
  path = join(folder, 'keys.sqlite');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Everything the store has on the disk, by the names of its files. */
const files = (): Record<string, Buffer> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
const digests = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files()).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );
const holdsAnywhere = (bytes: Uint8Array): boolean =>
  Object.values(files()).some((file) => file.includes(Buffer.from(bytes)));

/** Runs SQL on the file as another program would. */
function meddle(sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

describe('the file of a key store', () => {
  it('is readable by its owner alone, as are the files beside it, even if others could read it before', async () => {
    const keys = await openSqliteKeyStore(path);
    await keys.put((await keys.makeRoot(rootBytes())).epoch, [made()]);
    const modes = ['', '-wal', '-shm'].map((suffix) => statSync(path + suffix).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    await keys.close();
    chmodSync(path, 0o644);
    await (await openSqliteKeyStore(path)).close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  const refusal = (message: string) => ({ name: 'VaultOpenError', message: expect.stringContaining(message) });

  it('is refused if SQLite is too old, and nothing is created', async () => {
    await expect(openSqliteKeyStore(path, '3.51.2')).rejects.toMatchObject(refusal('3.51.3 or newer'));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused if it is something else, and left as it was', async () => {
    meddle('CREATE TABLE mine (a)');
    const before = readFileSync(path);
    await expect(openSqliteKeyStore(path)).rejects.toMatchObject(refusal('is no key store; name another file'));
    expect(readFileSync(path)).toEqual(before);
    writeFileSync(path, randomBytes(5_000));
    await expect(openSqliteKeyStore(path)).rejects.toMatchObject(refusal('cannot be opened'));
    mkdirSync(join(folder, 'sub'));
    await expect(openSqliteKeyStore(join(folder, 'sub'))).rejects.toMatchObject(refusal('is no file'));
    await expect(openSqliteKeyStore(join(folder, 'none', 'k'))).rejects.toMatchObject(refusal('there is no folder'));
  });

  it('is refused if a newer version wrote it', async () => {
    await (await openSqliteKeyStore(path)).close();
    meddle('PRAGMA user_version = 2');
    await expect(openSqliteKeyStore(path)).rejects.toMatchObject(refusal('written by a newer Evenhand (form 2)'));
  });

  it('is refused while another process holds it, which continues undisturbed', async () => {
    const keys = await openSqliteKeyStore(path);
    const { epoch } = await keys.makeRoot(rootBytes());
    await expect(openSqliteKeyStore(path)).rejects.toMatchObject(refusal('in use by another Evenhand'));
    expect(await keys.put(epoch, [made()])).toHaveLength(1);
    await keys.close();
  });

  it('is not written to when the master key is another one', async () => {
    const vault = await openVault(await openSqliteKeyStore(path), masterKey());
    await vault.seal(PLACE, [{ subject: 'M-1', generation: 1 }], 14);
    await vault.close();
    const before = digests();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const keys = await openSqliteKeyStore(path);
      await expect(openVault(keys, masterKey())).rejects.toMatchObject({ name: 'VaultKeyError' });
      await expect(rewrapAll(keys, masterKey(), masterKey())).rejects.toMatchObject({ name: 'VaultKeyError' });
      await keys.close();
      expect(digests()).toEqual(before);
    }
  });
});

describe('what has been destroyed', () => {
  it('is nowhere in the files when destroy resolves, whatever else is in them', async () => {
    const keys = await openSqliteKeyStore(path);
    const { epoch } = await keys.makeRoot(rootBytes());
    const rows = Array.from({ length: 600 }, (_, index) =>
      made({ subject: createHash('sha256').update(String(index)).digest('hex'), generation: 1 + (index % 2) }),
    );
    for (const row of rows) await keys.put(epoch, [row]);
    expect(rows.every(({ wrapped }) => holdsAnywhere(wrapped))).toBe(true);
    const [gone, kept] = [rows.filter((_, index) => index % 6 === 0), rows.filter((_, index) => index % 6 !== 0)];
    for (const [index, row] of gone.entries()) {
      await keys.destroy(row);
      if (index % 10 === 0) expect(holdsAnywhere(row.wrapped)).toBe(false);
    }
    for (const { wrapped, id } of gone) {
      for (const part of [wrapped, wrapped.subarray(0, 16), wrapped.subarray(-16), Buffer.from(id)]) {
        expect(holdsAnywhere(part)).toBe(false);
      }
    }
    expect(kept.every(({ wrapped }) => holdsAnywhere(wrapped))).toBe(true);
    await keys.close();
    expect(gone.some(({ wrapped }) => holdsAnywhere(wrapped))).toBe(false);
  });

  it('and what was wrapped by the old master key, is nowhere in the files after wrapping all anew', async () => {
    const [from, to] = [masterKey(), masterKey()];
    const keys = await openSqliteKeyStore(path);
    const vault = await openVault(keys, from);
    for (let person = 0; person < 100; person += 1) {
      await vault.seal(PLACE, [{ subject: `M-${person}`, generation: 1 }], 14);
    }
    const old = [...(await keys.keysOf(1, 'north')), (await keys.root())!].map(({ wrapped }) => wrapped);
    expect(await rewrapAll(keys, from, to)).toBe(100);
    expect(old.some(holdsAnywhere)).toBe(false);
    await keys.close();
  });

  it('is removed from the log at the next opening, if the process ended in between', async () => {
    const keys = await openSqliteKeyStore(path);
    const { epoch } = await keys.makeRoot(rootBytes());
    const [row, other] = [made(), made({ subject: OTHER })];
    await keys.put(epoch, [row, other]);
    const copy = mkdtempSync(join(tmpdir(), 'evenhand-keys-'));
    // As a process leaves them that ends between the commit of a destruction and the emptying of the log.
    meddle(`PRAGMA secure_delete = ON; DELETE FROM keys WHERE subject = '${SUBJECT}'`);
    for (const name of ['keys.sqlite', 'keys.sqlite-wal'])
      writeFileSync(join(copy, name), readFileSync(join(folder, name)));
    expect(readFileSync(join(copy, 'keys.sqlite-wal')).includes(Buffer.from(row.wrapped))).toBe(true);
    const again = await openSqliteKeyStore(join(copy, 'keys.sqlite'));
    for (const name of readdirSync(copy))
      expect(readFileSync(join(copy, name)).includes(Buffer.from(row.wrapped))).toBe(false);
    expect(await again.keysOf(epoch, 'north')).toHaveLength(1);
    await again.close();
    await keys.close();
    rmSync(copy, { recursive: true });
  });

  it('is finished by repeating the call, if another program was reading the file', async () => {
    const keys = await openSqliteKeyStore(path);
    const { epoch } = await keys.makeRoot(rootBytes());
    const row = made();
    await keys.put(epoch, [row]);
    const reader = new DatabaseSync(path, { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM keys').get();
    await expect(keys.destroy(row)).rejects.toMatchObject({ name: 'VaultUnavailableError' });
    reader.close();
    await keys.destroy(row);
    expect(holdsAnywhere(row.wrapped)).toBe(false);
    expect(await keys.find(epoch, [row])).toEqual(['destroyed']);
    await keys.close();
  });
});

describe('a key store whose file fails', () => {
  it('reports it, and works again as soon as the fault is over', async () => {
    const keys = await openSqliteKeyStore(path);
    const { epoch } = await keys.makeRoot(rootBytes());
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(keys.put(epoch, [made()])).rejects.toMatchObject({
      name: 'VaultUnavailableError',
      retryAfterMs: 1_000,
    });
    other.exec('ROLLBACK');
    other.close();
    expect(await keys.put(epoch, [made()])).toHaveLength(1);
    await keys.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
  });
});

describe('canaries', () => {
  it('of names and values are nowhere in the files, in whatever spelling', async () => {
    const vault = await openVault(await openSqliteKeyStore(path), masterKey());
    const canaries = Array.from({ length: 40 }, () => `canary-${randomBytes(9).toString('base64url')}`);
    for (const [index, canary] of canaries.entries()) {
      const answer = await vault.seal(PLACE, [{ subject: canary, generation: 1 }], { value: canary });
      expect(answer.ok && Buffer.from(answer.value, 'base64url').includes(canary)).toBe(false);
      if (index % 2 === 0) await vault.destroy('north', canary, 1);
    }
    const spelt = canaries.flatMap((canary) => [
      Buffer.from(canary),
      Buffer.from(canary, 'utf16le'),
      ...(['hex', 'base64url'] as const).map((encoding) => Buffer.from(Buffer.from(canary).toString(encoding))),
    ]);
    expect(spelt.some(holdsAnywhere)).toBe(false);
    await vault.close();
    expect(spelt.some(holdsAnywhere)).toBe(false);
  });
});
