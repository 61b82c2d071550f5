// What others may do to our streams with the store's own client: on the stand-in, and on the server itself if there is one.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { type EventStoreLedger, openEventStoreLedger } from '#lib/ledger/index.js';
import { type StandIn, startStandIn } from '../support/eventstoredb/stand-in.js';
import { journalFolder } from '../support/eventstoredb/stores.js';
import { serverForTests } from '../support/eventstoredb/target.js';
import { all, event, record, several } from '#lib/ledger/contract/store.js';
import { notRun } from '../support/not-run.js';

const credentials = { username: 'admin', password: 'changeit' };

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
};

const kinds = (ledger: EventStoreLedger): string[] =>
  ledger.status().findings.map(({ kind, council }) => `${council}: ${kind}`);

/** Limits, an access list, a deletion and a tombstone: found while it runs and by a replica that comes later. */
async function endangered(url: string): Promise<void> {
  const folder = journalFolder();
  const prefix = `evenhand-test-${randomUUID()}-`;
  const open = (name: string): Promise<EventStoreLedger> =>
    openEventStoreLedger({ url, prefix, journalPath: folder.path(name), clock: Date.now, beatMs: 100 });
  const ledger = await open('replica');
  const councils = ['aged', 'counted', 'hidden', 'guarded', 'gone', 'buried', 'sound'];
  for (const council of councils) await record(ledger, council, several(3).map(withNewId));
  const before = await all(ledger.readAll());
  const client = EventStoreDBClient.connectionString(url);
  await client.setStreamMetadata(`${prefix}aged`, { maxAge: 3_600 }, { credentials });
  await client.setStreamMetadata(`${prefix}counted`, { maxCount: 2 }, { credentials });
  await client.setStreamMetadata(`${prefix}hidden`, { truncateBefore: 2 }, { credentials });
  const acl = { readRoles: ['officers'], writeRoles: ['$admins'], deleteRoles: ['$admins'] };
  const others = { metaReadRoles: ['$admins'], metaWriteRoles: ['$admins'] };
  await client.setStreamMetadata(`${prefix}guarded`, { acl: { ...acl, ...others } }, { credentials });
  await client.setStreamMetadata(`${prefix}sound`, { cacheControl: 10 }, { credentials });
  await client.deleteStream(`${prefix}gone`, { credentials });
  await client.tombstoneStream(`${prefix}buried`, { credentials });
  await client.dispose();
  const expected = [
    ...['aged: retention', 'counted: retention', 'hidden: retention', 'guarded: access', 'gone: deleted'],
    'buried: tombstoned',
  ];
  await until(() => kinds(ledger).length === expected.length);
  expect(kinds(ledger)).toEqual(expected);
  expect(await all(ledger.readAll())).toEqual(before);
  for (const council of ['aged', 'counted', 'hidden', 'gone']) {
    expect((await record(ledger, council, [withNewId(event())], 2n)).revision).toBe(3n);
  }
  await expect(ledger.append('buried', [event()])).rejects.toMatchObject({ name: 'LedgerRefusedError' });
  const fresh = await open('fresh');
  expect(await all(fresh.readAll())).toEqual(await all(ledger.readAll()));
  expect(fresh.status().findings.map(({ council }) => council)).toEqual(
    expect.arrayContaining(['aged', 'counted', 'hidden', 'guarded', 'gone', 'buried']),
  );
  await Promise.all([ledger.close(), fresh.close()]);
  folder.remove();
}

/** A server keeps what earlier runs wrote. */
const withNewId = (one: ReturnType<typeof event>): ReturnType<typeof event> => ({ ...one, id: randomUUID() });

describe('streams that others have changed are found, and their history is whole', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn();
  });
  afterAll(() => standIn.stop());

  // The assertions are in `endangered`.
  it('on the stand-in', () => endangered(`esdb://127.0.0.1:${standIn.port}?tls=false`));
});

const target = await serverForTests();

describe('streams that others have changed on the server itself', () => {
  if (target.url === null) {
    it('are found', () => {
      notRun('eventstoredb: changed streams on the server itself', target.reason);
    });
    return;
  }
  const { url } = target;
  afterAll(target.stop);
  it('are found, and their history is whole', () => endangered(url));
});
