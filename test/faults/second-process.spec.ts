import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSqliteLedger } from '#lib/ledger/index.js';
import { type Child, start } from './child.js';

const ATTEMPTS = 50;

describe('a second process on one ledger file', () => {
  let folder: string;
  let path: string;
  let holder: Child;
  const open = (at: string) => openSqliteLedger({ path: at, clock: Date.now });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'evenhand-second-'));
    path = join(folder, 'ledger.sqlite');
    holder = start('holder.ts', [path]);
    await holder.line('held');
  });

  afterEach(async () => {
    holder.process.kill('SIGKILL');
    await holder.ended();
    rmSync(folder, { recursive: true, force: true });
  });

  it(`is refused each of ${ATTEMPTS} times, and told why, by whatever name it calls the file`, async () => {
    const alias = join(folder, 'alias.sqlite');
    symlinkSync(path, alias);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      await expect(open(attempt % 2 === 0 ? path : alias)).rejects.toMatchObject({
        name: 'LedgerOpenError',
        message: `${path} is in use by another Evenhand; stop that one first, or name another file`,
      });
    }
    const second = start('holder.ts', [path]);
    expect(await second.line('refused')).toContain('"name":"LedgerOpenError"');
    await second.ended();
  });

  it('opens it as soon as the first has ended, be it by kill -9', async () => {
    holder.process.kill('SIGKILL');
    await holder.ended();
    const ledger = await open(path);
    expect(await ledger.head()).toBe(0n);
    await ledger.close();
    holder = start('holder.ts', [path]);
    expect(await holder.line('held')).toBe('held');
  });

  it('is refused in the same process as well, and the first goes on undisturbed', async () => {
    const other = join(folder, 'other.sqlite');
    const ledger = await open(other);
    await expect(open(other)).rejects.toMatchObject({ name: 'LedgerOpenError' });
    const second = start('holder.ts', [other]);
    expect(await second.line('refused')).toContain('in use by another Evenhand');
    await second.ended();
    await ledger.close();
  });
});

describe('a second process on one journal', () => {
  it('is refused and told why, and opens it once the first was killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'evenhand-second-'));
    const path = join(folder, 'journal.sqlite');
    const holder = start('holder.ts', [path, 'journal']);
    await holder.line('held');
    try {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const second = start('holder.ts', [path, 'journal']);
        expect(await second.line('refused')).toMatch(/LedgerOpenError.*is in use by another Evenhand/);
        await second.ended();
      }
      holder.process.kill('SIGKILL');
      await holder.ended();
      const next = start('holder.ts', [path, 'journal']);
      expect(await next.line('held')).toBe('held');
      next.process.kill('SIGKILL');
      await next.ended();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
