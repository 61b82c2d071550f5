import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ledgerContract } from '../contract/ledger-contract.js';
import { all, event, ids, record, recordMany } from '../contract/store.js';
import { type SqliteLedgerOptions, openSqliteLedger } from '../index.js';

ledgerContract('sqlite', {
  capabilities: { outlivesClose: true, clock: 'injected' },
  async make(clock) {
    const folder = mkdtempSync(join(tmpdir(), 'evenhand-ledger-'));
    return {
      open: () => openSqliteLedger({ path: join(folder, 'ledger.sqlite'), clock }),
      remove: async () => {
        rmSync(folder, { recursive: true });
      },
    };
  },
});

describe('a SQLite ledger', () => {
  let folder: string;
  let path: string;
  const open = (options: Partial<SqliteLedgerOptions> = {}) => openSqliteLedger({ path, clock: Date.now, ...options });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evenhand-ledger-'));
    path = join(folder, 'ledger.sqlite');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs SQL on the file as another program would. */
  function meddle(sql: string, at = path): void {
    const database = new DatabaseSync(at);
    try {
      database.exec(sql);
    } finally {
      database.close();
    }
  }

  const expectRefusal = (message: RegExp | string, options: Partial<SqliteLedgerOptions> = {}) =>
    expect(open(options)).rejects.toMatchObject({
      name: 'LedgerOpenError',
      message: expect.stringMatching(message),
    });

  it('refuses a SQLite that can lose committed events', async () => {
    for (const sqliteVersion of ['3.51.2', '3.50.9', '2.99.99', '3.7']) {
      await expectRefusal(/^SQLite .* use a Node whose SQLite is 3\.51\.3 or newer$/, { sqliteVersion });
    }
    for (const sqliteVersion of ['3.51.3', '3.51.10', '3.52', '4.0.0']) {
      const ledger = await open({ sqliteVersion });
      expect(await ledger.head()).toBe(0n);
      await ledger.close();
    }
  });

  it('refuses a file that is not a ledger, and leaves every byte of it unchanged', async () => {
    const others: (() => void)[] = [
      () => {
        writeFileSync(path, 'Minutes of the meeting of 9 March\n'.repeat(200));
      },
      () => {
        writeFileSync(path, Buffer.alloc(8_192, 0xa5));
      },
      () => {
        meddle('CREATE TABLE events (id)');
      },
      () => {
        meddle('PRAGMA application_id = 7');
      },
      () => {
        meddle('PRAGMA user_version = 1');
      },
    ];
    for (const make of others) {
      rmSync(path, { force: true });
      make();
      const before = readFileSync(path);
      await expectRefusal(/is no Evenhand ledger; name another file$/);
      expect(readFileSync(path).equals(before)).toBe(true);
    }
  });

  it('refuses what is not a file, a missing folder, and a new ledger if one must exist', async () => {
    mkdirSync(join(folder, 'inner'));
    await expectRefusal(/is no file; name a file for the ledger$/, { path: join(folder, 'inner') });
    await expectRefusal(/there is no folder .*none; create it/, { path: join(folder, 'none', 'ledger.sqlite') });
    await expectRefusal(/there is no ledger at .*ledger\.sqlite/, { mustExist: true });
    await (await open()).close();
    await (await open({ mustExist: true })).close();
  });

  it('refuses a ledger of a newer form, and one whose guards were taken away', async () => {
    await (await open()).close();
    meddle('PRAGMA user_version = 2');
    await expectRefusal(/was written by a newer Evenhand/);
    meddle('PRAGMA user_version = 1; DROP TRIGGER events_are_never_removed');
    await expectRefusal(/lacks a table or trigger of a ledger/);
  });

  it('refuses a damaged file', async () => {
    const ledger = await open();
    await recordMany(ledger, 'north', 200);
    await ledger.close();
    const sound = readFileSync(path);
    for (const [from, to] of [
      [100, 200],
      [0, 16],
      [20, 32],
    ] as const) {
      writeFileSync(path, Buffer.from(sound).fill(0xee, from, to));
      await expectRefusal(/is damaged|is no Evenhand ledger|cannot be opened/);
    }
    writeFileSync(path, sound);
    const again = await open();
    expect(await all(again.readAll())).toHaveLength(200);
    await again.close();
  });

  it('opens a file whose creation was interrupted, at any step', async () => {
    writeFileSync(path, '');
    await (await open()).close();
    rmSync(path);
    meddle('PRAGMA journal_mode = WAL');
    const ledger = await open();
    await record(ledger, 'north', [event()]);
    expect(await all(ledger.readAll())).toHaveLength(1);
    await ledger.close();
  });

  it('holds rows that cannot be changed or removed', async () => {
    const ledger = await open();
    await recordMany(ledger, 'north', 3);
    const before = await all(ledger.readAll());
    await ledger.close();
    for (const sql of ["UPDATE events SET type = 'x'", 'DELETE FROM events WHERE position = 2', 'DELETE FROM events']) {
      expect(() => {
        meddle(sql);
      }).toThrow(/a recorded event is never (changed|removed)/);
    }
    const again = await open();
    expect(await all(again.readAll())).toEqual(before);
    await again.close();
  });

  it('lets another program read while it runs, and copes with one that writes', async () => {
    const ledger = await open();
    await recordMany(ledger, 'north', 5);
    const outside = new DatabaseSync(path, { readOnly: true });
    expect(outside.prepare('SELECT count(*) AS events FROM events').get()).toEqual({ events: 5 });
    outside.close();
    const writer = new DatabaseSync(path);
    writer.exec('BEGIN IMMEDIATE');
    await expect(ledger.append('north', [event()])).rejects.toMatchObject({ name: 'LedgerUnavailableError' });
    expect(await all(ledger.readAll())).toHaveLength(5);
    writer.exec(`INSERT INTO events SELECT 6, upper(id), council, 5, type, occurred_at, recorded_at, meta, payload, digest
      FROM events WHERE position = 5; COMMIT`);
    writer.close();
    await expect(ledger.append('north', [event()])).rejects.toMatchObject({ name: 'LedgerUnavailableError' });
    expect((await record(ledger, 'north', [event()])).revision).toBe(6n);
    await ledger.close();
  });

  /** Transactions in the write-ahead log: frames that name a database size (sqlite.org/fileformat2.html, section 4.1). */
  function commits(): number {
    const [header, frameHeader, page] = [32, 24, 4_096];
    const log = readFileSync(`${path}-wal`);
    let count = 0;
    for (let at = header; at < log.length; at += frameHeader + page) if (log.readUInt32BE(at + 4) > 0) count += 1;
    return count;
  }

  it('takes everything that waits in one turn into one transaction', async () => {
    const ledger = await open();
    const before = commits();
    await Promise.all(Array.from({ length: 64 }, (_, index) => record(ledger, `council-${index % 5}`, [event()])));
    expect(commits() - before).toBe(1);
    for (let index = 0; index < 5; index += 1) await record(ledger, 'north', [event()]);
    expect(commits() - before).toBe(6);
    await ledger.close();
  });

  it('makes the index of types if a file has none or another one, and reads through it', async () => {
    const erasure = event({ type: 'SealedPayloadDestroyed' });
    const ledger = await open();
    await recordMany(ledger, 'north', 200);
    await record(ledger, 'south', [erasure]);
    await ledger.close();
    for (const before of [
      'DROP INDEX events_by_type',
      'DROP INDEX events_by_type; CREATE INDEX events_by_type ON events (type)',
    ]) {
      meddle(before);
      const again = await open();
      expect(ids(await all(again.readTypes(['SealedPayloadDestroyed'])))).toEqual([erasure.id]);
      await again.close();
      const database = new DatabaseSync(path);
      const pages = database.prepare(
        "SELECT count(*) AS held FROM events INDEXED BY events_by_type WHERE type IN ('SealedPayloadDestroyed')",
      );
      expect(pages.get()).toEqual({ held: 1 });
      database.close();
    }
  });

  it('survives with its file alone: what the process leaves unclosed is there for the next', async () => {
    const ledger = await open();
    const { events } = await record(ledger, 'north', [event(), event()]);
    const copy = join(folder, 'copy.sqlite');
    for (const suffix of ['', '-wal']) writeFileSync(copy + suffix, readFileSync(path + suffix));
    const other = await open({ path: copy });
    expect(await all(other.readAll())).toEqual(events);
    await other.close();
    await ledger.close();
  });
});
