import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#lib/kernel/index.js';
import { type Ledger, type NewEvent, openSqliteLedger } from '#lib/ledger/index.js';
import { start } from './child.js';
import { batchOf } from './made-event.js';

/** A command that runs its words with a 6 MB disk of their own at the folder; null if the system does not allow it. */
function smallDisk(folder: string): readonly string[] | null {
  const script = `mount -t tmpfs -o size=6m tmpfs '${folder}' && exec "$@"`;
  const words = ['--map-root-user', '--mount', 'sh', '-c', script, 'sh'];
  return spawnSync('unshare', [...words, 'true']).status === 0 ? ['unshare', ...words] : null;
}

/** A command that runs its words where no file may grow beyond 6 MB, until it lifts the limit itself. */
const smallFiles = ['sh', '-c', 'ulimit -S -f 6000 && exec "$@"', 'sh'];

interface Report {
  readonly answered: number;
  readonly refusals: readonly string[];
  readonly lost: number;
  readonly halfWritten: number;
  readonly readFailures: number;
  readonly resumedMs: number;
  readonly reopened: string;
}

async function reportOf(folder: string, limit: 'disk' | 'file', shell: readonly string[]): Promise<Report> {
  const child = start('filler.ts', [folder, limit], shell);
  const line = await child.line('report');
  expect(await child.ended()).toBe(0);
  return JSON.parse(line.slice('report '.length)) as Report;
}

const idsOf = async (events: AsyncIterable<RecordedEvent>): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { id } of events) ids.push(id);
  return ids;
};

describe('a full disk', () => {
  let folder: string;
  let number = 0;

  /** About 100 events. */
  const batch = (): NewEvent[] =>
    Array.from({ length: 50 }, () => batchOf({ round: 2, writer: 0, number: (number += 1) })).flat();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evenhand-full-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Appends until the ledger refuses; returns the ids that were answered and the name of the refusal. */
  async function fill(ledger: Ledger): Promise<{ ids: string[]; refusal: string }> {
    const ids: string[] = [];
    for (;;) {
      const events = batch();
      try {
        await ledger.append('north', events);
      } catch (error) {
        return { ids, refusal: (error as Error).name };
      }
      ids.push(...events.map(({ id }) => id));
    }
  }

  it('refuses the whole append, goes on reading, and takes the next one once there is space; twenty times', async () => {
    const connections: DatabaseSync[] = [];
    const ledger = await openSqliteLedger({
      path: join(folder, 'ledger.sqlite'),
      clock: Date.now,
      onConnection: (database) => connections.push(database),
    });
    const answered: string[] = [];
    for (let round = 1; round <= 20; round += 1) {
      connections[0]?.exec(`PRAGMA max_page_count = ${round * 150}`);
      const { ids, refusal } = await fill(ledger);
      answered.push(...ids);
      expect(ids.length).toBeGreaterThan(0);
      expect(refusal).toBe('LedgerFullError');
      expect(await idsOf(ledger.readAll())).toEqual(answered);
      expect(await ledger.revision('north')).toBe(BigInt(answered.length - 1));
    }
    expect(connections).toHaveLength(1);
    await ledger.close();
  });

  it('refuses each of many waiting appends, and a follower sees none of them', async () => {
    const ledger = await openSqliteLedger({
      path: join(folder, 'ledger.sqlite'),
      clock: Date.now,
      onConnection: (database) => {
        database.exec('PRAGMA max_page_count = 200');
      },
    });
    const { ids } = await fill(ledger);
    const followed: string[] = [];
    const following = (async () => {
      for await (const { id } of ledger.follow(0n, new AbortController().signal)) followed.push(id);
    })();
    const refused = await Promise.allSettled(Array.from({ length: 20 }, () => ledger.append('south', batch())));
    expect(refused.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'rejected'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await ledger.close();
    await following;
    expect(followed).toEqual(ids);
  });

  it('that is a real one: the same, also for a ledger opened while the disk is full', async () => {
    const shell = smallDisk(folder);
    const report = await (shell === null ? reportOf(folder, 'file', smallFiles) : reportOf(folder, 'disk', shell));
    const refusal = shell === null ? 'LedgerUnavailableError' : 'LedgerFullError';
    expect(new Set(report.refusals)).toEqual(new Set([refusal]));
    expect(report).toMatchObject({ lost: 0, halfWritten: 0, readFailures: 0, reopened: '' });
    expect(report.answered).toBeGreaterThan(1_000);
    expect(report.resumedMs).toBeGreaterThanOrEqual(0);
  });

  it('that shows as a failed write: whether it is stored is called unknown, and the file is opened anew', async () => {
    const report = await reportOf(folder, 'file', smallFiles);
    expect(new Set(report.refusals)).toEqual(new Set(['LedgerUnavailableError']));
    expect(report).toMatchObject({ lost: 0, readFailures: 0 });
    expect(report.answered).toBeGreaterThan(1_000);
    expect(report.resumedMs).toBeGreaterThanOrEqual(0);
  });
});
