import { afterEach, describe, expect, it } from '@jest/globals';
import { type EventStoreLedger, openEventStoreLedger } from '#lib/ledger/index.js';
import { KillableStore } from '../support/eventstoredb/killable.js';
import { StoreLog } from '../support/eventstoredb/log.js';
import { Proxy, type Trouble } from '../support/eventstoredb/proxy.js';
import { type StandIn, startStandIn } from '../support/eventstoredb/stand-in.js';
import { journalFolder } from '../support/eventstoredb/stores.js';
import { checkWorkload } from '../support/eventstoredb/verdict.js';
import { Workload } from '../support/eventstoredb/workload.js';
import { seededRandom } from '../support/eventstoredb/seeded.js';

const RECOVERY_MS = 5_000;
const DEADLINE_MS = 3_000;
const ATTEMPT_MS = 700;
/** What a busy machine may add to a deadline. */
const SLACK_MS = 1_500;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function replicas(count: number, port: number, deadlineMs = DEADLINE_MS): Promise<EventStoreLedger[]> {
  const folder = journalFolder();
  closing.push(() => {
    folder.remove();
  });
  const ledgers = [];
  for (let index = 0; index < count; index += 1) {
    const ledger = await openEventStoreLedger({
      url: `esdb://127.0.0.1:${port}?tls=false`,
      journalPath: folder.path(`replica-${index}`),
      clock: Date.now,
      deadlineMs,
      attemptMs: ATTEMPT_MS,
      beatMs: 200,
    });
    closing.push(() => ledger.close());
    ledgers.push(ledger);
  }
  return ledgers;
}

/** Breaks the store so many times under load; gives the recovery times. */
async function breakAgainAndAgain(
  workload: Workload,
  times: number,
  breakIt: (round: number) => Promise<void>,
): Promise<number[]> {
  const recoveries: number[] = [];
  for (let round = 0; round < times; round += 1) {
    await workload.progress();
    await breakIt(round);
    const began = performance.now();
    await workload.progress();
    recoveries.push(performance.now() - began);
  }
  await workload.stop();
  return recoveries;
}

function report(name: string, workload: Workload, recoveries: readonly number[]): void {
  const sorted = [...recoveries].sort((left, right) => left - right);
  const at = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(0);
  process.stdout.write(
    `${name}: ${workload.acknowledged.length} appends acknowledged, ${workload.unavailable} told unavailable, ` +
      `recovery p50 ${at(0.5)} ms, max ${at(1)} ms, longest call ${workload.longestCallMs.toFixed(0)} ms\n`,
  );
}

describe('a store that dies', () => {
  it('is killed 100 times under 16 writers and 2 replicas: nothing lost, twice, out of order or falsely refused', async () => {
    const folder = journalFolder();
    closing.push(() => {
      folder.remove();
    });
    const file = folder.path('store.log');
    const store = await KillableStore.start(file);
    closing.push(() => store.stop());
    const ledgers = await replicas(2, store.port);
    const random = seededRandom(11);
    const workload = new Workload(ledgers);
    const recoveries = await breakAgainAndAgain(workload, 100, async (round) => {
      await pause(random() * 40);
      await store.kill();
      // Every third time the server is not ready at first, and loses answers of what it has stored.
      await store.restart(round % 3 === 0 ? { notReady: 2, loseAnswers: 2 } : {});
    });
    report('100 kills', workload, recoveries);
    await checkWorkload(workload, [...ledgers, ...(await replicas(1, store.port, 30_000))], new StoreLog(file));
    expect(Math.max(...recoveries)).toBeLessThan(RECOVERY_MS);
    expect(workload.longestCallMs).toBeLessThan(DEADLINE_MS + SLACK_MS);
  }, 150_000);

  it('is frozen and thawed: appends end at their deadline, and nothing is lost or twice afterwards', async () => {
    const folder = journalFolder();
    closing.push(() => {
      folder.remove();
    });
    const file = folder.path('store.log');
    const store = await KillableStore.start(file);
    closing.push(() => store.stop());
    const ledgers = await replicas(2, store.port);
    const workload = new Workload(ledgers);
    await workload.progress();
    store.freeze();
    await pause(DEADLINE_MS + 700);
    expect(workload.unavailable).toBeGreaterThanOrEqual(12);
    store.thaw();
    await workload.progress();
    await workload.stop();
    report('freeze', workload, []);
    await checkWorkload(workload, ledgers, new StoreLog(file));
    expect(workload.longestCallMs).toBeLessThan(DEADLINE_MS + SLACK_MS);
  }, 60_000);
});

describe('a network that breaks', () => {
  const troubles: readonly Trouble[] = ['cut', 'cut', 'swallow', 'cut', 'half-open', 'cut', 'stall'];

  it('is broken 100 times under 16 writers and 2 replicas: nothing lost, twice, out of order or falsely refused', async () => {
    const server: StandIn = await startStandIn();
    closing.push(() => server.stop());
    const proxy = await Proxy.start({ host: '127.0.0.1', port: server.port });
    closing.push(() => proxy.stop());
    const ledgers = await replicas(2, proxy.port);
    const random = seededRandom(12);
    const workload = new Workload(ledgers);
    const recoveries = await breakAgainAndAgain(workload, 100, async (round) => {
      if (round % 3 === 0) {
        const before = proxy.spent;
        proxy.cutAfter(() => 1 + Math.floor(random() * 3_000));
        while (proxy.spent === before) await pause(1);
        proxy.cutAfter(() => Number.POSITIVE_INFINITY);
      } else {
        if (round % 2 === 0) server.faults.loseAnswers = 1;
        proxy.trouble(troubles[round % troubles.length] ?? 'cut');
      }
    });
    report('100 cuts', workload, recoveries);
    await checkWorkload(workload, [...ledgers, ...(await replicas(1, server.port, 30_000))], server.log);
    expect(Math.max(...recoveries)).toBeLessThan(RECOVERY_MS);
    expect(workload.longestCallMs).toBeLessThan(DEADLINE_MS + SLACK_MS);
    expect(server.calls['batchAppend']).toBeUndefined();
  }, 150_000);
});
