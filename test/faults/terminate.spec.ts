import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Ledger, openEventStoreLedger, openSqliteLedger } from '#lib/ledger/index.js';
import { seededRandom } from '../support/eventstoredb/seeded.js';
import { startStandIn } from '../support/eventstoredb/stand-in.js';
import { serverForTests } from '../support/eventstoredb/target.js';
import { all, ids } from '#lib/ledger/contract/store.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';

const ROUNDS = 10;
const CLIENTS = 6;
const COUNCIL = `council-${randomUUID()}`;
const headers = { 'content-type': 'application/json' };

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'evenhand-terminate-'));
  closing.push(() => {
    rmSync(path, { recursive: true, force: true });
  });
  return path;
}

interface Tally {
  readonly acknowledged: string[];
  /** Returns other than 201. */
  readonly odd: number[];
  /** Requests whose connection ended without an answer. */
  unanswered: number;
}

const group = (id: string): object => ({
  id,
  type: 'PoliticalGroupRegistered',
  occurredAt: '2026-03-02',
  payload: { group: `G-${id}` },
});

/** Sends one event after the other until the service is gone. */
async function send(api: string, tally: Tally): Promise<void> {
  for (;;) {
    const id = randomUUID();
    const body = JSON.stringify(group(id));
    try {
      const { status } = await fetch(`${api}/councils/${COUNCIL}/events`, { method: 'POST', headers, body });
      if (status === 201) tally.acknowledged.push(id);
      else tally.odd.push(status);
    } catch (error) {
      const { code } = (error as { cause?: { code?: string } }).cause ?? {};
      if (code === 'ECONNREFUSED') return;
      tally.unanswered += 1;
    }
  }
}

async function open(service: ServiceProcess): Promise<string> {
  const api = `http://127.0.0.1:${await service.port}/api/v1`;
  const body = JSON.stringify({ id: COUNCIL, pack: 'northampton-tc', event: randomUUID() });
  const { status } = await fetch(`${api}/councils`, { method: 'POST', headers, body });
  expect([201, 409]).toContain(status);
  return api;
}

/** Ends the service by SIGTERM again and again while it is asked; gives what was acknowledged over all rounds. */
async function terminateUnderLoad(settings: Readonly<Record<string, string>>, seed: number): Promise<Tally> {
  const random = seededRandom(seed);
  const tally: Tally = { acknowledged: [], odd: [], unanswered: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const service = startServiceProcess(settings);
    closing.push(() => service.kill());
    const api = await open(service);
    const before = tally.acknowledged.length;
    const clients = Array.from({ length: CLIENTS }, () => send(api, tally));
    await sleep(30 + random() * 300);
    const { code } = await service.terminate();
    await Promise.all(clients);
    expect([round, code, service.output()]).toEqual([round, 0, expect.stringMatching(/\bstopped\b/)]);
    expect(tally.acknowledged.length).toBeGreaterThan(before);
  }
  return tally;
}

async function check(ledger: Ledger, { acknowledged, odd, unanswered }: Tally): Promise<void> {
  const stored = ids(await all(ledger.readCouncil(COUNCIL)));
  await ledger.close();
  expect(odd).toEqual([]);
  const counts = new Map<string, number>();
  for (const id of stored) counts.set(id, (counts.get(id) ?? 0) + 1);
  expect(acknowledged.filter((id) => counts.get(id) !== 1)).toEqual([]);
  // The opening, and events that were stored although their sender got no answer.
  expect(stored.length).toBeLessThanOrEqual(1 + acknowledged.length + unanswered);
  expect(counts.size).toBe(stored.length);
}

describe(`SIGTERM under load, ${2 * ROUNDS} times`, () => {
  it('ends each process in time with exit code 0, and loses nothing that was answered', async () => {
    const server = await serverForTests();
    const standIn = server.url === null ? await startStandIn() : null;
    closing.push(async () => {
      await (server.url === null ? standIn?.stop() : server.stop());
    });
    const url = server.url ?? `esdb://127.0.0.1:${standIn?.port}?tls=false`;
    const [own, replica, reader] = [folder(), folder(), folder()];
    const [onFile, onStore] = await Promise.all([
      terminateUnderLoad({ EVENHAND_DATA: own }, 1),
      terminateUnderLoad({ EVENHAND_DATA: replica, EVENHAND_LEDGER: url, EVENHAND_MODE: 'development' }, 2),
    ]);
    await check(await openSqliteLedger({ path: join(own, 'ledger.sqlite'), clock: Date.now }), onFile);
    const journalPath = join(reader, 'journal.sqlite');
    await check(await openEventStoreLedger({ url, journalPath, clock: Date.now }), onStore);
  }, 600_000);
});
