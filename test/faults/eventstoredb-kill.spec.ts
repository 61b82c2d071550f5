// Kills and freezes the server itself: it needs a command that starts one, EVENTSTOREDB_COMMAND.
import { cpSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type EventStoreLedger, type EventStoreLedgerOptions, openEventStoreLedger } from '#lib/ledger/index.js';
import { CommandedServer, serverCommand } from '../support/eventstoredb/commanded.js';
import { reportOutage } from '../support/eventstoredb/report.js';
import { seededRandom } from '../support/eventstoredb/seeded.js';
import { journalFolder } from '../support/eventstoredb/stores.js';
import { checkWorkload } from '../support/eventstoredb/verdict.js';
import { Workload } from '../support/eventstoredb/workload.js';
import { all, event, record, several } from '#lib/ledger/contract/store.js';
import { notRun } from '../support/not-run.js';

const KILLS = 40;
const FREEZES = 5;
const DEADLINE_MS = 3_000;
const ATTEMPT_MS = 700;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface House {
  readonly server: CommandedServer;
  readonly path: (name: string) => string;
  open(name: string, options?: Partial<EventStoreLedgerOptions>): Promise<EventStoreLedger>;
}

async function house(command: string): Promise<House> {
  const folder = journalFolder();
  closing.push(() => {
    folder.remove();
  });
  const server = await CommandedServer.start(command, folder.path('data'));
  closing.push(() => server.kill());
  const open: House['open'] = async (name, options = {}) => {
    const limits = { deadlineMs: DEADLINE_MS, attemptMs: ATTEMPT_MS, beatMs: 200 };
    const journalPath = folder.path(name);
    const ledger = await openEventStoreLedger({ url: server.url, journalPath, clock: Date.now, ...limits, ...options });
    closing.push(() => ledger.close());
    return ledger;
  };
  return { server, path: folder.path, open };
}

const given = serverCommand();

describe('the server itself', () => {
  if ('reason' in given) {
    it('is killed and frozen under 16 writers, and put back to an earlier state', () => {
      notRun('eventstoredb: kills, freezes and a restore of the server itself', given.reason);
    });
    return;
  }
  const { command } = given;

  it(`is killed ${KILLS} times under 16 writers and 2 replicas: nothing lost, twice, out of order or falsely refused`, async () => {
    const { server, path, open } = await house(command);
    const ledgers = [await open('a'), await open('b')];
    const workload = new Workload(ledgers, DEADLINE_MS);
    const random = seededRandom(31);
    const recoveries: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      await workload.progress();
      await pause(random() * 300);
      await server.kill();
      await server.start(path('data'));
      const ready = performance.now();
      await workload.progress();
      recoveries.push(performance.now() - ready);
    }
    await workload.stop();
    reportOutage(`${KILLS} kills of the server itself`, workload, recoveries);
    await checkWorkload(workload, [...ledgers, await open('fresh', { deadlineMs: 30_000 })]);
    expect(workload.lateCalls).toBe(0);
  }, 900_000);

  it(`is frozen ${FREEZES} times: appends end at their deadline, and nothing is lost or twice afterwards`, async () => {
    const { server, open } = await house(command);
    const ledgers = [await open('a'), await open('b')];
    const workload = new Workload(ledgers, DEADLINE_MS);
    const recoveries: number[] = [];
    for (let freeze = 0; freeze < FREEZES; freeze += 1) {
      await workload.progress();
      const before = workload.unavailable;
      server.freeze();
      await pause(DEADLINE_MS + 700);
      expect(workload.unavailable).toBeGreaterThan(before);
      server.thaw();
      const ready = performance.now();
      await workload.progress();
      recoveries.push(performance.now() - ready);
    }
    await workload.stop();
    reportOutage(`${FREEZES} freezes of the server itself`, workload, recoveries);
    await checkWorkload(workload, [...ledgers, await open('fresh', { deadlineMs: 30_000 })]);
    expect(workload.lateCalls).toBe(0);
  }, 300_000);

  it('is put back to an earlier state: no journal that is ahead follows it, and a new one does', async () => {
    const { server, path, open } = await house(command);
    const ledger = await open('ahead', { deadlineMs: 1_000 });
    const early = await record(ledger, 'north', several(2));
    await server.kill();
    cpSync(path('data'), path('backup'), { recursive: true });
    await server.start(path('data'));
    await record(await open('writer', { deadlineMs: 10_000 }), 'north', several(300));
    while ((await ledger.revision('north')) < 301n) await pause(20);
    const whole = await all(ledger.readAll());
    await server.kill();
    await server.start(path('backup'));
    while (ledger.status().state !== 'diverged') await pause(20);
    expect(await all(ledger.readAll())).toEqual(whole);
    await expect(ledger.append('north', [event()])).rejects.toMatchObject({ name: 'LedgerUnavailableError' });
    await ledger.close();
    await expect(open('ahead')).rejects.toMatchObject({
      name: 'LedgerOpenError',
      message: expect.stringMatching(/delete the journal/),
    });
    expect(await all((await open('anew')).readAll())).toEqual(early.events);
  });
});
