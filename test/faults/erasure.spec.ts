import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openErasureFile } from '#lib/sealing/erasure-file.js';
import type { ErasureEntry } from '#lib/sealing/index.js';
import { idOf } from '../support/service.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { start } from './child.js';

let data: string;
let service: ServiceProcess | undefined;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'evenhand-eraser-'));
});
afterEach(async () => {
  await service?.kill();
  service = undefined;
  rmSync(data, { recursive: true });
});

async function erased(point: string): Promise<void> {
  const child = start('eraser.ts', [data, point]);
  await child.ended();
  expect(child.lines).toEqual(point === 'never' ? ['answered'] : []);
}

const list = (): string =>
  existsSync(join(data, 'erasures.jsonl')) ? readFileSync(join(data, 'erasures.jsonl'), 'utf8') : '';

function destroyedKeys(): number {
  const store = new DatabaseSync(join(data, 'keys.sqlite'), { readOnly: true });
  try {
    return Number(store.prepare('SELECT count(*) AS n FROM tombstones').get()?.['n']);
  } finally {
    store.close();
  }
}

const open = async (port: number, number: number): Promise<number> => {
  const address = `http://127.0.0.1:${port}/api/v1/councils/c/events/${idOf(number)}/openings`;
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ by: 'O-1', why: 'test' }) });
  await answer.arrayBuffer();
  return answer.status;
};

describe('a process that ends during an erasure', () => {
  it.each([
    ['appended', '', 0],
    ['noted', idOf(4), 0],
    ['destroyed', idOf(4), 1],
    ['never', idOf(4), 1],
  ])('after it was %s finishes it at the next start, before any request', async (point, noted, keys) => {
    await erased(point);
    expect(list()).toContain(noted);
    if (noted === '') expect(list()).toBe('');
    expect(destroyedKeys()).toBe(keys);
    service = startServiceProcess({ EVENHAND_DATA: data });
    const port = await service.port;
    for (let turn = 0; turn < 100 && (destroyedKeys() === 0 || list() === ''); turn += 1) await sleep(50);
    expect(destroyedKeys()).toBe(1);
    expect(list().trim().split('\n')).toHaveLength(1);
    expect(await open(port, 2)).toBe(410);
    expect(await open(port, 3)).toBe(201);
  });
});

describe('a start', () => {
  /** Every file of the folder, but for the ones that a lock leaves. */
  const bytes = (): Record<string, string> =>
    Object.fromEntries(readdirSync(data).map((name) => [name, readFileSync(join(data, name)).toString('base64')]));

  async function refused(settings: Readonly<Record<string, string>>, told: RegExp): Promise<void> {
    const before = bytes();
    const tried = startServiceProcess({ EVENHAND_DATA: data, ...settings });
    await expect(tried.port).rejects.toThrow();
    expect(tried.child.exitCode).toBe(78);
    expect(tried.output().trim().split('\n')).toHaveLength(1);
    expect(tried.output()).toMatch(told);
    const after = bytes();
    for (const name of ['ledger.sqlite', 'keys.sqlite', 'erasures.jsonl']) expect(after[name]).toBe(before[name]);
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
  }

  it('with another master key, or a malformed one, changes nothing and says why without showing it', async () => {
    await erased('never');
    const wrong = Buffer.alloc(32, 9).toString('base64');
    await refused({ EVENHAND_MASTER_KEY: wrong }, /master key/);
    await refused({ EVENHAND_MASTER_KEY: 'hunter2' }, /^(?!.*hunter2).*master key/s);
  });

  it('without the master key of a key store creates no other', async () => {
    await erased('never');
    await refused(
      { EVENHAND_MODE: 'development', EVENHAND_MASTER_KEY_FILE: join(data, 'gone') },
      /EVENHAND_MASTER_KEY_FILE/,
    );
  });

  it('with a damaged list of erasures does not start', async () => {
    await erased('never');
    writeFileSync(join(data, 'erasures.jsonl'), `{"council": "c"\n${list()}`);
    const tried = startServiceProcess({ EVENHAND_DATA: data });
    await expect(tried.port).rejects.toThrow(/line 1 of the list of erasures/);
    expect(tried.child.exitCode).toBe(69);
  });
});

describe('the list of erasures', () => {
  const entry = (number: number): ErasureEntry => {
    const event = { id: idOf(number), occurredAt: 0, payload: { subject: `M-${number}` }, recordedBy: null };
    return { council: 'c', event, destroyed: [[`M-${number}`, 1]] };
  };

  it('holds each erasure once, and writes over what a crash left of a line', async () => {
    const path = join(data, 'kept', 'erasures.jsonl');
    const first = openErasureFile(path);
    await Promise.all([first.note(entry(1)), first.note(entry(2)), first.note(entry(1))]);
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"council":"c","eve`);
    const second = openErasureFile(path);
    expect(second.entries).toEqual([entry(1), entry(2)]);
    await second.note(entry(2));
    await second.note(entry(3));
    expect(openErasureFile(path).entries).toEqual([entry(1), entry(2), entry(3)]);
  });
});
