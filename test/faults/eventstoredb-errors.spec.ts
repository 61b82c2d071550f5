import { writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type EventStoreLedger, type EventStoreLedgerOptions, openEventStoreLedger } from '#lib/ledger/index.js';
import { selfSigned } from '../support/eventstoredb/certificate.js';
import { closing, folder, server } from '../support/eventstoredb/closing.js';
import { Proxy } from '../support/eventstoredb/proxy.js';
import { all, event, inTime, record, several } from '#lib/ledger/contract/store.js';

async function open(url: string, options: Partial<EventStoreLedgerOptions> = {}): Promise<EventStoreLedger> {
  const journalPath = folder().path('journal');
  const ledger = await openEventStoreLedger({ url, journalPath, clock: Date.now, beatMs: 100, ...options });
  closing.push(() => ledger.close());
  return ledger;
}

const plain = ({ port }: { port: number }, user = ''): string => `esdb://${user}127.0.0.1:${port}?tls=false`;
const secure = ({ port }: { port: number }, user: string, query = ''): string =>
  `esdb://${user}localhost:${port}?tls=true${query}`;

describe('a store that cannot be opened says why', () => {
  it('for every connection string that says nothing sensible, without repeating its password', async () => {
    const wrong = [
      '',
      'http://host:2113',
      'esdb://',
      'esdb://user:secret@host:port',
      'esdb://u:secret@h?tlsCAFile=/no/such/file',
    ];
    for (const url of wrong) {
      const opening = open(url);
      await expect(opening).rejects.toMatchObject({
        name: 'LedgerOpenError',
        message: expect.stringMatching(/connection string/),
      });
      await expect(opening).rejects.toMatchObject({ message: expect.not.stringMatching(/secret/) });
    }
  });

  it('for wrong credentials, and serves right ones', async () => {
    const tls = selfSigned();
    const store = await server({ tls });
    store.faults.credentials = 'officer:right';
    const authority = folder().path('authority');
    writeFileSync(authority, tls.certificate);
    const trusted = `&tlsCAFile=${authority}`;
    const denied = { name: 'LedgerOpenError', message: expect.stringMatching(/refuses our credentials/) };
    await expect(open(secure(store, 'officer:wrong@', trusted))).rejects.toMatchObject(denied);
    await expect(open(secure(store, '', trusted))).rejects.toMatchObject(denied);
    const ledger = await open(secure(store, 'officer:right@', trusted));
    expect((await record(ledger, 'north', several(2))).revision).toBe(1n);
    store.faults.credentials = 'officer:changed';
    await expect(ledger.append('north', [event()])).rejects.toMatchObject({
      name: 'LedgerRefusedError',
      reason: 'denied',
    });
    expect(await all(ledger.readAll())).toHaveLength(2);
  });

  it('for a certificate that is not trusted, and for a store that speaks no TLS', async () => {
    const untrusted = { name: 'LedgerOpenError', message: expect.stringMatching(/certificate.* not trusted/s) };
    await expect(open(secure(await server({ tls: selfSigned() }), ''))).rejects.toMatchObject(untrusted);
    await expect(open(secure(await server(), ''))).rejects.toMatchObject(untrusted);
  });
});

describe('a store that is away', () => {
  it('is waited for: calls end at their deadline, and all is well once it is there', async () => {
    const first = await server();
    const { port } = first;
    await first.stop();
    const ledger = await open(plain({ port }), { deadlineMs: 600 });
    expect(ledger.status()).toMatchObject({ state: 'away', reason: expect.stringMatching(/ECONNREFUSED/) });
    const away = { name: 'LedgerUnavailableError', retryAfterMs: expect.any(Number) };
    const calls: (() => Promise<unknown>)[] = [
      () => ledger.append('north', [event()]),
      () => all(ledger.readAll()),
      () => ledger.head(),
    ];
    for (const call of calls) {
      await expect(inTime(call(), 700)).rejects.toMatchObject(away);
    }
    await server({ port });
    while (ledger.status().state !== 'following') await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await record(ledger, 'north', several(3))).revision).toBe(2n);
  });

  it('does not stop readers from reading what the journal holds', async () => {
    const store = await server();
    const ledger = await open(plain(store), { deadlineMs: 800 });
    const { position } = await record(ledger, 'north', several(3));
    await store.stop();
    await expect(ledger.append('north', [event()])).rejects.toMatchObject({ name: 'LedgerUnavailableError' });
    expect(await inTime(all(ledger.readCouncil('north')), 800)).toHaveLength(3);
    expect([await ledger.head(), await ledger.revision('north'), await ledger.councils()]).toEqual([
      position,
      2n,
      ['north'],
    ]);
    expect(ledger.status().state).toBe('away');
  });

  it('bounds what waits for it', async () => {
    const store = await server();
    const ledger = await open(plain(store), { deadlineMs: 500, maxWaiting: 100 });
    await record(ledger, 'north', several(1));
    await store.stop();
    const waiting = Array.from({ length: 10 }, () =>
      ledger.append('north', several(10)).catch((error: unknown) => (error as Error).name),
    );
    const refused = expect(ledger.append('north', [event()])).rejects.toMatchObject({
      message: '100 events already wait for the event store',
    });
    await refused;
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['LedgerUnavailableError']));
  });

  it('keeps each call to its deadline when it accepts connections and never answers', async () => {
    const store = await server();
    const proxy = await Proxy.start({ host: '127.0.0.1', port: store.port });
    closing.push(() => proxy.stop());
    const ledger = await open(plain(proxy), { deadlineMs: 700, attemptMs: 250 });
    await record(ledger, 'north', several(1));
    store.faults.ignoreAppends = 1_000;
    await expect(inTime(ledger.append('north', [event()]), 800)).rejects.toMatchObject({
      name: 'LedgerUnavailableError',
    });
    store.faults.ignoreAppends = 0;
    expect((await record(ledger, 'north', several(1))).revision).toBe(1n);
  });
});

describe('a store that answers otherwise', () => {
  it('is followed to its leader when it is not the leader itself', async () => {
    const leader = await server();
    const follower = await server({ log: leader.log });
    follower.faults.leader = { host: '127.0.0.1', port: leader.port };
    const ledger = await open(plain(follower));
    await record(ledger, 'north', several(3));
    expect(await all(ledger.readAll())).toHaveLength(3);
    expect([leader.calls['append'], follower.calls['append']]).toEqual([1, undefined]);
  });

  it('refuses what is too large, and takes small appends that are only large together', async () => {
    const store = await server();
    store.faults.maxAppendBytes = 20_000;
    const ledger = await open(plain(store));
    const sized = (bytes: number): ReturnType<typeof event> => event({ payload: { text: 'x'.repeat(bytes) } });
    const refused = { name: 'LedgerRefusedError', reason: 'too_large', message: expect.stringMatching(/20000/) };
    await expect(ledger.append('north', [sized(12_000), sized(12_000)])).rejects.toMatchObject(refused);
    const answers = await Promise.all(Array.from({ length: 12 }, () => ledger.append('north', [sized(12_000)])));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await ledger.revision('north')).toBe(11n);
  });

  it('takes 1,000 events that come close to the limit, alone and among others that wait', async () => {
    const ledger = await open(plain(await server()), { deadlineMs: 20_000, attemptMs: 10_000 });
    const thousand = (bytes: number): ReturnType<typeof event>[] =>
      Array.from({ length: 1_000 }, () => event({ payload: { text: 'x'.repeat(bytes) } }));
    const sent = [several(3), thousand(600), thousand(600), several(3)];
    const answers = await Promise.all(sent.map((events) => ledger.append('north', events)));
    expect(answers.map((answer) => answer.ok && answer.value.revision)).toEqual([2n, 1_002n, 2_002n, 2_005n]);
    await expect(ledger.append('north', thousand(1_100))).rejects.toMatchObject({ reason: 'too_large' });
    expect((await record(ledger, 'north', [event()], 2_005n)).revision).toBe(2_006n);
  });

  it('refuses a tombstoned stream for ever, and keeps its events', async () => {
    const store = await server();
    const ledger = await open(plain(store));
    await record(ledger, 'north', several(2));
    store.log.tombstone('evenhand-north');
    const refused = { name: 'LedgerRefusedError', reason: 'deleted', message: expect.stringMatching(/tombstoned/) };
    await expect(ledger.append('north', [event()])).rejects.toMatchObject(refused);
    expect(await all(ledger.readCouncil('north'))).toHaveLength(2);
    expect((await record(ledger, 'south', several(1))).revision).toBe(0n);
  });

  it('goes on in a stream that was deleted or hidden', async () => {
    const store = await server();
    const ledger = await open(plain(store));
    await record(ledger, 'north', several(2));
    store.log.delete('evenhand-north');
    expect((await record(ledger, 'north', several(2))).revision).toBe(3n);
    store.log.setMetadata('evenhand-north', { $tb: 4 });
    expect((await record(ledger, 'north', several(1))).revision).toBe(4n);
    expect(await all(ledger.readCouncil('north'))).toHaveLength(5);
  });

  it('never gets an append on the path that all appends of a process share', async () => {
    const store = await server();
    const [one, other] = [await open(plain(store)), await open(plain(store))];
    await record(one, 'north', several(1));
    await one.close();
    await record(other, 'north', several(1));
    expect(store.calls).toMatchObject({ append: 2 });
    expect(store.calls['batchAppend']).toBeUndefined();
  });
});
