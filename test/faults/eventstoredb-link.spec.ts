import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { openEventStoreLedger } from '#lib/ledger/index.js';
import { bodiesOf } from '#lib/ledger/body.js';
import { StoreConnection } from '#lib/ledger/eventstoredb/client.js';
import type { Follower } from '#lib/ledger/eventstoredb/follower.js';
import { Lane } from '#lib/ledger/eventstoredb/lane.js';
import { Link } from '#lib/ledger/eventstoredb/link.js';
import { Journal } from '#lib/ledger/journal/journal.js';
import type { JournalItem } from '#lib/ledger/journal/item.js';
import { selfSigned } from '../support/eventstoredb/certificate.js';
import { closing, folder, server } from '../support/eventstoredb/closing.js';
import { Proxy } from '../support/eventstoredb/proxy.js';
import { NOON, event, inTime, record, several } from '#lib/ledger/contract/store.js';

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('a connection that is given up', () => {
  it('rejects at once an append that was not sent yet, and leaves no unhandled rejection', async () => {
    const { port } = await server();
    const unheard: unknown[] = [];
    const hear = (error: unknown): void => void unheard.push(error);
    process.on('unhandledRejection', hear);
    closing.push(() => void process.off('unhandledRejection', hear));
    const sent = { stream: 'north', events: [{ id: randomUUID(), type: 'T', data: {}, metadata: {} }] };
    for (let round = 0; round < 10; round += 1) {
      const connection = new StoreConnection(`esdb://127.0.0.1:${port}?tls=false`);
      if (round % 2 === 0) await connection.newest(1_000);
      const appending = connection.append({ ...sent, expectedRevision: -1n }, 5_000);
      const outcome = appending.then(
        () => 'stored',
        (error: unknown) => (error as Error).message,
      );
      connection.close();
      expect(await inTime(outcome, 1_000)).toMatch(/shut down|closed|cancel|dropped|stored/i);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(unheard).toEqual([]);
  });
});

describe('a link that was in doubt', () => {
  it('is well again when the client has found the leader over the same connection', async () => {
    const leader = await server();
    const { port, faults } = await server({ log: leader.log });
    const journalPath = folder().path('journal');
    const url = `esdb://127.0.0.1:${port}?tls=false`;
    const ledger = await openEventStoreLedger({ url, journalPath, clock: Date.now, beatMs: 100 });
    closing.push(() => ledger.close());
    await record(ledger, 'north', several(1));
    faults.leader = { host: '127.0.0.1', port: leader.port };
    await record(ledger, 'north', several(1));
    await inTime(until(() => ledger.status().state === 'following'));
    expect(ledger.status()).toMatchObject({ state: 'following', reason: '' });
    expect(leader.calls['append']).toBe(1);
  });

  it('outlives a time without its certificate, and reads the new one', async () => {
    const tls = selfSigned();
    const store = await server({ tls });
    const files = folder();
    const authority = files.path('authority');
    writeFileSync(authority, tls.certificate);
    const proxy = await Proxy.start({ host: '127.0.0.1', port: store.port });
    closing.push(() => proxy.stop());
    const url = `esdb://localhost:${proxy.port}?tls=true&tlsCAFile=${authority}`;
    const options = { url, journalPath: files.path('journal'), clock: Date.now, beatMs: 50, attemptMs: 300 };
    const ledger = await openEventStoreLedger(options);
    closing.push(() => ledger.close());
    renameSync(authority, `${authority}.away`);
    proxy.trouble('cut');
    await inTime(until(() => ledger.status().state === 'away'));
    await expect(ledger.append('north', [event()]))
      .resolves.toBeDefined()
      .catch(() => undefined);
    renameSync(`${authority}.away`, authority);
    proxy.trouble('cut');
    await inTime(until(() => ledger.status().state === 'following'));
    expect((await record(ledger, 'north', several(1))).events).toHaveLength(1);
    expect(existsSync(authority)).toBe(true);
  });
});

describe('a lane whose journal is being filled', () => {
  it('reports no conflict before it has read all that the store held at the call', async () => {
    const journal = new Journal(folder().path('journal'), 'evenhand-*');
    closing.push(() => {
      journal.close();
    });
    const link = new Link({ url: 'esdb://127.0.0.1:1?tls=false', patienceMs: 100, log: () => undefined });
    closing.push(() => {
      link.close();
    });
    const [known, late, asked] = [event(), event(), event()];
    const item = (given: typeof known, number: number): JournalItem => {
      const [body] = bodiesOf('north', [given]);
      const place = { position: 1_000 + number, council: 'north', revision: BigInt(number) };
      return { kind: 'event', ...place, recordedAt: NOON, body: body! };
    };
    const take = (given: typeof known, number: number, isComplete: boolean): void => {
      const position = { commit: BigInt(1_000 + number), prepare: BigInt(1_000 + number) };
      journal.ingest([item(given, number)], { position, recordId: given.id }, isComplete);
    };
    const store = {
      // The caller knows of this event; another replica wrote it while this journal was being filled.
      catchUp: async () => {
        if (journal.revision('north') < 1n) take(late, 1, true);
        return 1_001n;
      },
    } as unknown as Follower;
    const lane = new Lane({
      council: 'north',
      stream: 'evenhand-north',
      journal,
      link,
      follower: store,
      clock: () => NOON,
      attemptMs: 100,
      onSend: () => take(asked, 2, true),
    });
    const { promise, resolve, reject } = Promise.withResolvers<{ readonly ok: boolean }>();
    const bodies = bodiesOf('north', [asked]);
    const deadlineAt = performance.now() + 5_000;
    let isSettled = false;
    promise.then(
      () => (isSettled = true),
      () => (isSettled = true),
    );
    lane.add({
      council: 'north',
      bodies,
      expectedRevision: 1n,
      deadlineAt,
      isSettled: () => isSettled,
      resolve,
      reject,
    });
    setTimeout(() => take(known, 0, true), 20);
    expect(await inTime(promise)).toMatchObject({ ok: true });
    await lane.idle();
  });
});
