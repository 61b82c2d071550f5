import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import {
  type KeyStore,
  type Vault,
  masterKeyFrom,
  openPostgresKeyStore,
  openVault,
  rewrapAll,
} from '#lib/vault/index.js';
import { OTHER, made, rootBytes } from '../support/key-store-contract/store.js';
import { notRun } from '../support/not-run.js';
import { type PostgresServer, postgresForTests } from '../support/postgres.js';
import { FIRST_KEY, SECOND_KEY, placeOf } from './made-keys.js';

const WRITERS = 4;
const KILLS = 3;
const target = await postgresForTests();

/** What is stored, to compare before and after. */
async function contents(server: PostgresServer, url: string): Promise<unknown> {
  const tables = ['state', 'keys', 'tombstones'];
  return Promise.all(tables.map((table) => server.sql(`SELECT * FROM evenhand_vault.${table} ORDER BY 1, 2, 3`, url)));
}

/** Seals for new subjects until told to stop, and keeps every text that was answered. A failure is tried again. */
class Writer {
  readonly answered = new Map<string, string>();
  readonly faults: unknown[] = [];
  unavailable = 0;
  #isStopping = false;
  readonly #vaults: readonly Vault[];
  readonly #done: Promise<unknown>;

  constructor(vaults: readonly Vault[]) {
    this.#vaults = vaults;
    this.#done = Promise.all(Array.from({ length: WRITERS }, (_, writer) => this.#write(writer)));
  }

  /** Resolves when so many more have been answered. */
  async more(count: number): Promise<void> {
    const until = this.answered.size + count;
    while (this.answered.size < until && this.faults.length === 0) await sleep(5);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#done;
  }

  async #write(writer: number): Promise<void> {
    const vault = this.#vaults[writer % this.#vaults.length]!;
    for (let number = 0; !this.#isStopping;) {
      const subject = `M-${writer}-${number}`;
      try {
        const answer = await vault.seal(placeOf(subject), [{ subject, generation: 1 }], subject);
        if (!answer.ok) throw new Error(answer.refusal.code);
        this.answered.set(subject, answer.value);
        number += 1;
      } catch (error) {
        if ((error as Error).name !== 'VaultUnavailableError') {
          this.faults.push(error);
          return;
        }
        this.unavailable += 1;
        await sleep(20);
      }
    }
  }
}

function cases(server: PostgresServer): void {
  const first = masterKeyFrom(FIRST_KEY);
  const second = masterKeyFrom(SECOND_KEY);
  let url: string;
  const newStore = async (): Promise<KeyStore> => {
    url = await server.newDatabase();
    return openPostgresKeyStore(url);
  };

  /** Asks whether bytes are in a file of a table now. The server's own log of changes is another matter: see the README. */
  async function tables(): Promise<(bytes: Uint8Array) => boolean> {
    await server.sql('CHECKPOINT');
    const [{ at } = { at: '' }] = await server.sql(
      "SELECT 'base/' || oid AS at FROM pg_database WHERE datname = current_database()",
      url,
    );
    const files = readdirSync(join(server.dataFolder, String(at)), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    return (bytes) => files.some((file) => file.includes(Buffer.from(bytes)));
  }

  it('is made once when ten replicas start at once on an empty database', async () => {
    url = await server.newDatabase();
    const stores = await Promise.all(Array.from({ length: 10 }, () => openPostgresKeyStore(url)));
    const vaults = await Promise.all(stores.map((store) => openVault(store, first)));
    const texts = await Promise.all(
      vaults.map((vault) => vault.seal(placeOf('e'), [{ subject: 'M-1', generation: 1 }], 14)),
    );
    expect(new Set(texts.map((text) => text.ok && text.value)).size).toBe(1);
    for (const vault of vaults) await vault.close();
  });

  it('one replica never seals under a key that another has destroyed, in either order', async () => {
    const vaults = [await openVault(await newStore(), first), await openVault(await openPostgresKeyStore(url), first)];
    const [mine, others] = vaults as unknown as [Vault, Vault];
    for (let person = 0; person < 20; person += 1) {
      const holder = { subject: `M-${person}`, generation: 1 };
      const [sealed] = await Promise.all([
        others.seal(placeOf('e'), [holder], 14),
        mine.destroy('north', holder.subject, 1),
      ]);
      const keys = await others.keysOf('north');
      if (sealed.ok) expect(keys.open(placeOf('e'), sealed.value)).toEqual({ opened: false, why: 'destroyed' });
      expect(await others.seal(placeOf('e'), [holder], 14)).toMatchObject({ ok: false });
    }
    for (const vault of vaults) await vault.close();
  });

  it('has no byte in its tables of a key that was destroyed, nor of the wrapping before the last', async () => {
    const store = await newStore();
    const vault = await openVault(store, first);
    for (let person = 0; person < 60; person += 1) {
      await vault.seal(placeOf('e'), [{ subject: `M-${person}`, generation: 1 }], 14);
    }
    const before = await store.keysOf(1, 'north');
    expect((await tables())(before[0]!.wrapped)).toBe(true);
    await vault.destroy('north', 'M-7', 1);
    const after = await store.keysOf(1, 'north');
    const [gone] = before.filter(({ id }) => after.every((key) => key.id !== id));
    expect(after).toHaveLength(59);
    const destroyed = await tables();
    expect([gone!, after[0]!].map(({ wrapped }) => destroyed(wrapped))).toEqual([false, true]);
    expect(await rewrapAll(store, first, second)).toBe(59);
    const rewritten = await tables();
    expect(after.filter(({ wrapped }) => rewritten(wrapped))).toEqual([]);
    await vault.close();
    const again = await openVault(await openPostgresKeyStore(url), second);
    expect(await again.seal(placeOf('e'), [{ subject: 'M-7', generation: 1 }], 14)).toMatchObject({ ok: false });
    await again.close();
  });

  it('is finished by the same call again, when a destruction came no further than its commit', async () => {
    const store = await newStore();
    const { epoch } = await store.makeRoot(rootBytes());
    const [row, other] = [made(), made({ subject: OTHER })];
    await store.put(epoch, [row, other]);
    const sql = `BEGIN; INSERT INTO evenhand_vault.tombstones VALUES ('${row.council}', '${row.subject}', 1);
      DELETE FROM evenhand_vault.keys WHERE subject = '${row.subject}';
      UPDATE evenhand_vault.state SET destructions = destructions + 1; COMMIT`;
    await server.sql(sql, url);
    expect((await tables())(row.wrapped)).toBe(true);
    await store.destroy(row);
    const finished = await tables();
    expect([row, other].map(({ wrapped }) => finished(wrapped))).toEqual([false, true]);
    await store.close();
  });

  it('keeps a removed row for a transaction opened before, as its README says, and loses it with the next destruction', async () => {
    const store = await newStore();
    const { epoch } = await store.makeRoot(rootBytes());
    const [row, other] = [made(), made({ subject: OTHER })];
    await store.put(epoch, [row, other]);
    const reader = new Client({ connectionString: url });
    await reader.connect();
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await reader.query('SELECT 1 FROM pg_class');
    await store.destroy(row);
    expect((await tables())(row.wrapped)).toBe(true);
    await reader.query('COMMIT');
    await store.destroy(other);
    const left = await tables();
    expect([row, other].map(({ wrapped }) => left(wrapped))).toEqual([false, false]);
    await reader.query('BEGIN');
    await reader.query('SELECT 1 FROM evenhand_vault.keys');
    const third = made({ generation: 2 });
    await store.put(epoch, [third]);
    const hasty = await openPostgresKeyStore(url, 500);
    await expect(hasty.destroy(third)).rejects.toMatchObject({ name: 'VaultUnavailableError' });
    await reader.end();
    await hasty.destroy(third);
    expect((await tables())(third.wrapped)).toBe(false);
    await hasty.close();
    await store.close();
  });

  it('is not written to when the master key is another one', async () => {
    const vault = await openVault(await newStore(), first);
    await vault.seal(placeOf('e'), [{ subject: 'M-1', generation: 1 }], 14);
    await vault.close();
    const before = await contents(server, url);
    const store = await openPostgresKeyStore(url);
    await expect(openVault(store, second)).rejects.toMatchObject({ name: 'VaultKeyError' });
    await expect(rewrapAll(store, second, first)).rejects.toMatchObject({ name: 'VaultKeyError' });
    await store.close();
    expect(await contents(server, url)).toEqual(before);
  });

  it('is refused where the server will not do, by an error that tells no password', async () => {
    const refusal = { name: 'VaultOpenError' };
    await expect(openPostgresKeyStore('postgres://me:secret@[/x')).rejects.toMatchObject({
      ...refusal,
      message: expect.not.stringContaining('secret'),
    });
    await newStore().then((store) => store.close());
    await expect(openPostgresKeyStore(url.replace(/keys_\d+/, 'nowhere'))).rejects.toMatchObject(refusal);
    await expect(openPostgresKeyStore(url.replace('evenhand@', 'nobody:secret@'))).rejects.toMatchObject({
      ...refusal,
      message: expect.not.stringContaining('secret'),
    });
    await server.sql('UPDATE evenhand_vault.state SET form = 2', url);
    await expect(openPostgresKeyStore(url)).rejects.toMatchObject(refusal);
    await server.sql('ALTER SYSTEM SET fsync = off');
    await server.sql('SELECT pg_reload_conf()');
    await sleep(300);
    await expect(openPostgresKeyStore(url)).rejects.toMatchObject({ message: expect.stringContaining('fsync off') });
    await server.sql('ALTER SYSTEM RESET fsync');
    await server.sql('SELECT pg_reload_conf()');
    await sleep(300);
  });

  it(`killed with kill -9 ${KILLS} times while keys are being made, it has every key that was acknowledged`, async () => {
    const vaults = [await openVault(await newStore(), first), await openVault(await openPostgresKeyStore(url), first)];
    const writer = new Writer(vaults);
    for (let round = 0; round < KILLS; round += 1) {
      await writer.more(40);
      await server.stop('SIGKILL');
      await sleep(50);
      await server.start();
    }
    await writer.more(40);
    await writer.stop();
    expect(writer.faults).toEqual([]);
    expect(writer.unavailable).toBeGreaterThan(0);
    for (const vault of vaults) {
      const keys = await vault.keysOf('north');
      const lost = [...writer.answered].filter(([subject, text]) => !keys.open(placeOf(subject), text).opened);
      expect(lost).toEqual([]);
      await vault.close();
    }
    expect(writer.answered.size).toBeGreaterThan(KILLS * 40);
  }, 180_000);

  it('stopped and started again, it goes on without anybody’s help; meanwhile every call says that it is away', async () => {
    const vault = await openVault(await newStore(), first);
    const holder = { subject: 'M-1', generation: 1 };
    const sealed = await vault.seal(placeOf('e'), [holder], 14);
    await server.stop();
    const away = { name: 'VaultUnavailableError', retryAfterMs: 1_000 };
    await expect(vault.seal(placeOf('e'), [holder], 14)).rejects.toMatchObject(away);
    await expect(vault.keysOf('north')).rejects.toMatchObject(away);
    await expect(vault.destroy('north', 'M-1', 1)).rejects.toMatchObject(away);
    await expect(openPostgresKeyStore(url)).rejects.toMatchObject(away);
    await server.start();
    expect(await vault.seal(placeOf('e'), [holder], 14)).toEqual(sealed);
    await vault.close();
  });

  it('blocked by another program, it gives up in time, and continues when that is over', async () => {
    url = await server.newDatabase();
    const vault = await openVault(await openPostgresKeyStore(url, 500), first);
    const holder = { subject: 'M-1', generation: 1 };
    await vault.seal(placeOf('e'), [holder], 14);
    const holding = server.sql(
      'BEGIN; LOCK TABLE evenhand_vault.keys IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(3); COMMIT',
      url,
    );
    const isHeld =
      "SELECT 1 FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted AND relation = 'evenhand_vault.keys'::regclass";
    while ((await server.sql(isHeld, url)).length === 0) await sleep(10);
    let isOver = false;
    const over = holding.then(() => (isOver = true));
    await expect(vault.seal(placeOf('e'), [holder], 14)).rejects.toMatchObject({ name: 'VaultUnavailableError' });
    expect(isOver).toBe(false);
    await over;
    expect(await vault.seal(placeOf('e'), [holder], 14)).toMatchObject({ ok: true });
    await vault.close();
  });
}

describe('a key store in PostgreSQL', () => {
  if (target.server !== null) {
    const { server } = target;
    afterAll(() => server.remove());
    cases(server);
  } else {
    // notRun holds the assertion.
    it('loses no key, and keeps none that was destroyed', () => {
      notRun('postgres: faults of the key store', target.reason);
    });
  }
});
