import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Vault, masterKeyFrom, openSqliteKeyStore, openVault } from '#lib/vault/index.js';
import { start } from './child.js';
import { FIRST_KEY, SECOND_KEY, placeOf } from './made-keys.js';

const KILLS = 100;
const OTHER_KILLS = 15;
const KEYS = 1_000;

describe('a key store killed with kill -9', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evenhand-keys-kill-'));
    path = join(folder, 'keys.sqlite');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Lets a child change the store until it says so and some milliseconds more, kills it, and gives the lines it wrote. */
  async function killed(what: string, round: number, until = 'ready', spread = 60): Promise<string[][]> {
    const child = start('key-writer.ts', [what, path, String(round)]);
    await child.line(until);
    await sleep((round * 37) % spread);
    child.process.kill('SIGKILL');
    await child.ended();
    return child.lines.map((line) => line.split(' '));
  }

  const openWith = async (text: string): Promise<Vault> =>
    openVault(await openSqliteKeyStore(path), masterKeyFrom(text));

  function isSound(): boolean {
    const database = new DatabaseSync(path, { readOnly: true });
    const found = database.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
    database.close();
    return found === 'ok';
  }

  it(`${KILLS} times while keys are being made has every key that it acknowledged`, async () => {
    const answered = new Map<string, string>();
    for (let round = 0; round < KILLS; round += 1) {
      for (const [word, subject = '', text = ''] of await killed('make', round)) {
        if (word === 'answered') answered.set(subject, text);
      }
    }
    expect(answered.size).toBeGreaterThan(KILLS);
    const vault = await openWith(FIRST_KEY);
    const keys = await vault.keysOf('north');
    for (const [subject, text] of answered) {
      expect(keys.open(placeOf(subject), text)).toEqual({ opened: true, value: subject });
    }
    await vault.close();
    expect(isSound()).toBe(true);
  }, 300_000);

  it('while keys are being destroyed has none of those whose destruction it acknowledged, not a byte', async () => {
    let destroyed = 0;
    for (let round = 0; round < OTHER_KILLS; round += 1) {
      const lines = (await killed('destroy', round, 'destroyed')).filter(([word]) => word === 'destroyed');
      const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
      for (const [, , , wrapped = ''] of lines) {
        expect(wrapped).toHaveLength(120);
        expect(files.some((file) => file.includes(Buffer.from(wrapped, 'hex')))).toBe(false);
      }
      const vault = await openWith(FIRST_KEY);
      const keys = await vault.keysOf('north');
      for (const [, subject = '', text = ''] of lines) {
        destroyed += 1;
        expect(keys.open(placeOf(subject), text)).toEqual({ opened: false, why: 'destroyed' });
        const again = await vault.seal(placeOf(subject), [{ subject, generation: 1 }], 1);
        expect(again).toMatchObject({ ok: false });
      }
      await vault.close();
    }
    expect(destroyed).toBeGreaterThanOrEqual(OTHER_KILLS);
  });

  it('in the middle of wrapping all keys anew has all of them under the one master key or under the other', async () => {
    const made = await openWith(FIRST_KEY);
    const texts = new Map<string, string>();
    for (let number = 0; number < KEYS; number += 1) {
      const subject = `R-${number}`;
      const answer = await made.seal(placeOf(subject), [{ subject, generation: 1 }], subject);
      if (answer.ok) texts.set(subject, answer.value);
    }
    await made.close();
    let wrapped = 0;
    const by = { first: 0, second: 0 };
    for (let round = 0; round < OTHER_KILLS; round += 1) {
      wrapped += (await killed('rewrap', round, 'wrapped', 401)).filter(([, count]) => Number(count) === KEYS).length;
      const attempts = [];
      for (const [name, key] of [
        ['first', FIRST_KEY],
        ['second', SECOND_KEY],
      ] as const) {
        const store = await openSqliteKeyStore(path);
        const vault = await openVault(store, masterKeyFrom(key)).catch(() => undefined);
        attempts.push(vault !== undefined);
        if (vault !== undefined) {
          by[name] += 1;
          const keys = await vault.keysOf('north');
          const unread = [...texts].filter(([subject, text]) => !keys.open(placeOf(subject), text).opened);
          expect(unread).toEqual([]);
        }
        await store.close();
      }
      expect(attempts.filter(Boolean)).toHaveLength(1);
    }
    expect(texts.size).toBe(KEYS);
    expect(wrapped).toBeGreaterThanOrEqual(OTHER_KILLS);
    expect(by.first + by.second).toBe(OTHER_KILLS);
    expect(isSound()).toBe(true);
  }, 180_000);
});
