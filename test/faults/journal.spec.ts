import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type EventStoreLedger, type EventStoreLedgerOptions, openEventStoreLedger } from '#lib/ledger/index.js';
import { Journal } from '#lib/ledger/journal/journal.js';
import type { LedgerLogEntry } from '#lib/ledger/eventstoredb/link.js';
import { StoreLog } from '../support/eventstoredb/log.js';
import { Proxy } from '../support/eventstoredb/proxy.js';
import { seededRandom } from '../support/eventstoredb/seeded.js';
import { type StandIn, startStandIn } from '../support/eventstoredb/stand-in.js';
import { journalFolder } from '../support/eventstoredb/stores.js';
import { all, event, ids, inTime, record, refusalOf, several, taken } from '#lib/ledger/contract/store.js';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface House {
  readonly server: StandIn;
  readonly path: (name: string) => string;
  readonly log: LedgerLogEntry[];
  /** Opens the replica of that name, through a port if one is given. */
  open(name?: string, options?: Partial<EventStoreLedgerOptions>): Promise<EventStoreLedger>;
}

async function house(file?: string): Promise<House> {
  const folder = journalFolder();
  closing.push(() => {
    folder.remove();
  });
  const server = await startStandIn(file === undefined ? {} : { file: folder.path(file) });
  closing.push(() => server.stop());
  const log: LedgerLogEntry[] = [];
  const open = async (name = 'replica', options: Partial<EventStoreLedgerOptions> = {}): Promise<EventStoreLedger> => {
    const ledger = await openEventStoreLedger({
      url: `esdb://127.0.0.1:${server.port}?tls=false`,
      journalPath: folder.path(name),
      clock: Date.now,
      beatMs: 100,
      deadlineMs: 60_000,
      log: (entry) => log.push(entry),
      ...options,
    });
    closing.push(() => ledger.close());
    return ledger;
  };
  return { server, path: folder.path, log, open };
}

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
};

const soon = (): AbortSignal => AbortSignal.timeout(60_000);

/** Writes past the ledger, as any other program with access to the store could. */
function intrude(
  { server }: House,
  stream: string,
  changes: { id?: string; data?: string; metadata?: string } = {},
): void {
  const { id = event().id, data = '{}', metadata = '{}' } = changes;
  const bytes = { data: Buffer.from(data), metadata: Buffer.from(metadata) };
  server.log.append(stream, 'any', [{ id, type: 'Intruded', contentType: 'application/json', ...bytes }]);
}

describe('a journal is disposable', () => {
  it('and rebuilt from the store if it was deleted, with its progress reported', async () => {
    const one = await house();
    const ledger = await one.open();
    for (let round = 0; round < 8; round += 1) await record(ledger, `council-${round % 3}`, several(250));
    const before = await all(ledger.readAll());
    await ledger.close();
    rmSync(one.path('replica'));
    const again = await one.open();
    expect(again.status().progress).toBeLessThanOrEqual(1);
    expect(await all(again.readAll())).toEqual(before);
    expect(again.status()).toMatchObject({
      state: 'following',
      reason: '',
      progress: 1,
      position: before.at(-1)?.position,
    });
    expect(one.log.filter(({ message }) => message.startsWith('the journal is complete'))).toHaveLength(2);
  });

  it('and of another form: set aside and rebuilt automatically', async () => {
    const one = await house();
    const ledger = await one.open();
    const { events } = await record(ledger, 'north', several(3));
    await ledger.close();
    const database = new DatabaseSync(one.path('replica'));
    database.exec('PRAGMA user_version = 99; DELETE FROM events');
    database.close();
    expect(await all((await one.open()).readAll())).toEqual(events);
    expect(existsSync(`${one.path('replica')}.form-99`)).toBe(true);
  });

  it('and any changed byte is harmless or detected', async () => {
    const one = await house();
    const ledger = await one.open();
    for (let round = 0; round < 12; round += 1) await record(ledger, `council-${round % 3}`, several(5));
    one.server.log.setMetadata('evenhand-council-1', { $maxCount: 1_000 });
    await until(() => ledger.status().findings.length === 1);
    const events = await all(ledger.readAll());
    const { findings } = ledger.status();
    await ledger.close();
    const bytes = readFileSync(one.path('replica'));
    const random = seededRandom(41);
    let found = 0;
    for (let flip = 0; flip < 150; flip += 1) {
      const path = one.path(`flipped-${flip}`);
      const flipped = Buffer.from(bytes);
      const at = Math.floor(random() * flipped.length);
      flipped[at] = flipped[at]! ^ (1 << Math.floor(random() * 8));
      writeFileSync(path, flipped);
      const opened = await one.open(`flipped-${flip}`).catch((error: unknown) => error as Error);
      if ('readAll' in opened) {
        await until(() => opened.status().isChecked);
        if (opened.status().damage !== null) {
          await expect(all(opened.readAll())).rejects.toMatchObject({ name: 'LedgerUnavailableError' });
          await opened.close();
          found += 1;
          continue;
        }
        expect([flip, at, await all(opened.readAll())]).toEqual([flip, at, events]);
        expect(opened.status().findings).toEqual(findings);
        expect(await opened.revision('council-0')).toBe(19n);
        await opened.close();
      } else {
        expect(opened).toMatchObject({ name: 'LedgerOpenError' });
        expect(opened.message).toMatch(/is damaged|is no journal|cannot be opened|follows/);
        found += 1;
      }
      rmSync(path, { force: true });
    }
    expect(found).toBeGreaterThan(50);
  });

  it('but never by destroying a file of another program', async () => {
    const one = await house();
    const foreign = new DatabaseSync(one.path('foreign'));
    foreign.exec('CREATE TABLE theirs (a)');
    foreign.close();
    writeFileSync(one.path('text'), 'no database at all, but long enough to be opened as if it were one'.repeat(20));
    for (const name of ['foreign', 'text']) {
      await expect(one.open(name)).rejects.toMatchObject({
        name: 'LedgerOpenError',
        message: expect.stringMatching(/no journal/),
      });
    }
    const kept = new DatabaseSync(one.path('foreign'));
    expect(kept.prepare('SELECT name FROM sqlite_schema').all()).toHaveLength(1);
    kept.close();
  });

  it('belongs to one process and one prefix', async () => {
    const one = await house();
    const ledger = await one.open();
    await expect(one.open()).rejects.toMatchObject({
      name: 'LedgerOpenError',
      message: expect.stringMatching(/in use by another/),
    });
    await ledger.close();
    const other = one.open('replica', { prefix: 'other-' });
    await expect(other).rejects.toMatchObject({
      name: 'LedgerOpenError',
      message: expect.stringMatching(/follows evenhand-/),
    });
  });
});

describe('any number of replicas', () => {
  it('give the same events, and a reader may wait for what another has written', async () => {
    const one = await house();
    const replicas = [await one.open('a'), await one.open('b'), await one.open('c')];
    const positions = await Promise.all(
      replicas.flatMap((replica, index) =>
        Array.from({ length: 12 }, async () => (await record(replica, `council-${index % 2}`, several(5))).position),
      ),
    );
    const newest = positions.reduce((left, right) => (left > right ? left : right));
    for (const replica of replicas) expect(await replica.reached(newest, soon())).toBe(true);
    const [first, second, third] = await Promise.all(replicas.map((replica) => all(replica.readAll())));
    expect(first).toHaveLength(180);
    expect([second, third]).toEqual([first, first]);
    expect(await replicas[0]!.reached(newest + 1n, AbortSignal.timeout(50))).toBe(false);
  });

  it('make one event of one id, however many of them are asked at once', async () => {
    const one = await house();
    const replicas = [await one.open('a'), await one.open('b'), await one.open('c')];
    for (let round = 0; round < 10; round += 1) {
      const batch = several(3);
      const asked = replicas.flatMap((replica) => [replica.append('north', batch), replica.append('north', batch)]);
      const answers = (await Promise.all(asked)).map(taken);
      for (const answer of answers) expect(answer).toEqual(answers[0]);
    }
    expect(one.server.log.records.filter(({ stream }) => stream === 'evenhand-north')).toHaveLength(30);
    expect(replicas[0]!.status().findings).toEqual([]);
  });

  it('never let recordedAt go back in a council, however their clocks differ', async () => {
    const one = await house();
    const times = { ahead: 1_800_000_060_000, behind: 1_800_000_000_000 };
    const replicas = [
      await one.open('ahead', { clock: () => (times.ahead += 10) }),
      await one.open('behind', { clock: () => (times.behind -= 1_000) }),
    ];
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(replicas.map((replica) => record(replica, 'north', several(2))));
      await record(replicas[round % 2]!, 'south', several(1));
    }
    for (const council of ['north', 'south']) {
      const recorded = (await all(replicas[1]!.readCouncil(council))).map(({ recordedAt }) => recordedAt);
      expect(recorded).toEqual([...recorded].sort((left, right) => left - right));
      expect(recorded.at(-1)).toBeGreaterThan(1_800_000_060_000);
    }
  });

  it('refuse an id used for two things at once through two of them, and take the first', async () => {
    const one = await house();
    const [left, right] = [await one.open('a'), await one.open('b')];
    for (let round = 0; round < 10; round += 1) {
      const sent = event();
      const other = { ...sent, payload: { other: true } };
      const answers = await Promise.all([left.append('north', [sent]), right.append('north', [other])]);
      expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
      expect(refusalOf(answers.find(({ ok }) => !ok)!)).toBe('id_reused');
    }
    expect(await all(right.readAll())).toHaveLength(10);
  });

  it('take an id that is used at once for two councils for the one whose record lies first in the store', async () => {
    const one = await house();
    const [left, right] = [await one.open('a'), await one.open('b')];
    await Promise.all([left.head(), right.head()]);
    const rounds = 10;
    for (let round = 0; round < rounds; round += 1) {
      const sent = event();
      const answers = await Promise.all([left.append('north', [sent]), right.append('south', [sent])]);
      expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
      expect(refusalOf(answers.find(({ ok }) => !ok)!)).toBe('id_reused');
      const [winner, loser] = answers[0].ok ? ['north', 'south'] : ['south', 'north'];
      for (const replica of [left, right]) {
        expect((await replica.append(winner, [sent])).ok).toBe(true);
        expect(refusalOf(await replica.append(loser, [sent]))).toBe('id_reused');
      }
    }
    const read = await all(left.readAll());
    expect(read).toHaveLength(rounds);
    for (const other of [right, await one.open('anew')]) {
      expect(await all(other.readAll())).toEqual(read);
      expect(other.status().findings).toEqual(left.status().findings);
    }
    const twice = one.server.log.records.length - rounds;
    expect(twice).toBeGreaterThan(0);
    expect(left.status().findings.map(({ kind }) => kind)).toEqual(Array<string>(twice).fill('duplicate'));
  });

  it('keep the rest of an append that lost one id in that way, and complete it once it has another', async () => {
    const one = await house();
    const [left, right] = [await one.open('a'), await one.open('b')];
    await Promise.all([left.head(), right.head()]);
    let lost = 0;
    for (let round = 0; round < 10; round += 1) {
      const [twice, rest] = [event(), event()];
      await Promise.all([left.append('north', [twice]), right.append('south', [rest, twice])]);
      const known = await all(right.readCouncil('south'));
      const hasLost = known.every(({ id }) => id !== twice.id);
      if (!hasLost) continue;
      lost += 1;
      expect(known.map(({ id }) => id)).toContain(rest.id);
      const again = [rest, { ...twice, id: event().id }];
      expect(taken(await right.append('south', again)).events.map(({ id }) => id)).toEqual(ids(again));
      expect(await all(left.readAll())).toEqual(await all(right.readAll()));
    }
    expect(lost).toBeGreaterThan(0);
    expect(await all(left.readAll())).toEqual(await all((await one.open('anew')).readAll()));
  });
});

describe('an id is remembered for ever', () => {
  it('when the first answer was lost on the network, and by a replica that has just started', async () => {
    const one = await house();
    const ledger = await one.open('replica', { deadlineMs: 30_000 });
    const batch = several(2);
    one.server.faults.loseAnswers = 1;
    const answer = await record(ledger, 'north', batch);
    expect(answer.revision).toBe(1n);
    for (let round = 0; round < 6; round += 1) await record(ledger, 'north', several(500));
    await ledger.close();
    rmSync(one.path('replica'));
    for (const name of ['replica', 'fresh']) {
      const replica = await one.open(name, { deadlineMs: 30_000 });
      expect(await record(replica, 'north', batch)).toEqual(answer);
      expect(refusalOf(await replica.append('south', batch))).toBe('id_reused');
    }
  });

  it('when the caller was told that the outcome is unknown', async () => {
    const one = await house();
    const ledger = await one.open('replica', { deadlineMs: 2_000 });
    await record(ledger, 'north', several(1));
    const batch = several(2);
    one.server.faults.loseAnswers = Number.POSITIVE_INFINITY;
    await expect(ledger.append('north', batch, { expectedRevision: 0n })).resolves.toMatchObject({ ok: true });
    one.server.faults.loseAnswers = 0;
    expect((await record(ledger, 'north', batch, 0n)).revision).toBe(2n);
    expect(await all(ledger.readAll())).toHaveLength(3);
  });
});

describe('a follower whose connection is cut', () => {
  it('200 times in the middle of a page: each event is given exactly once, and the journal equals a new one', async () => {
    const one = await house();
    const proxy = await Proxy.start({ host: '127.0.0.1', port: one.server.port });
    closing.push(() => proxy.stop());
    const random = seededRandom(21);
    const writer = await one.open('writer');
    await record(writer, 'north', several(100));
    proxy.cutAfter(() => 200 + Math.floor(random() * 12_000));
    const replica = await one.open('cut', { url: `esdb://127.0.0.1:${proxy.port}?tls=false`, deadlineMs: 300 });
    const stop = new AbortController();
    const given: string[] = [];
    const following = (async () => {
      for await (const { id } of replica.follow(0n, stop.signal)) given.push(id);
    })();
    while (proxy.spent < 200) await record(writer, `council-${proxy.spent % 3}`, several(1 + Math.floor(random() * 8)));
    proxy.cutAfter(() => Number.POSITIVE_INFINITY);
    await inTime(replica.reached(await writer.head(), soon()));
    await until(() => BigInt(given.length) >= 0n && given.at(-1) === ids(one.server.log.records).at(-1));
    stop.abort();
    await following;
    const stored = one.server.log.records.filter(({ stream }) => stream.startsWith('evenhand-'));
    expect(given).toEqual(ids(stored));
    expect(await all(replica.readAll())).toEqual(await all((await one.open('new')).readAll()));
  });
});

describe('what endangers a stream is found, named and reported', () => {
  const kinds = (ledger: EventStoreLedger): string[] =>
    ledger.status().findings.map(({ kind, council }) => `${council}: ${kind}`);

  it('while it runs and at the next start: limits, deletion and tombstone, with the history whole', async () => {
    const one = await house();
    const ledger = await one.open();
    for (const council of ['aged', 'counted', 'hidden', 'guarded', 'gone', 'buried', 'sound'])
      await record(ledger, council, several(3));
    const before = await all(ledger.readAll());
    one.server.log.setMetadata('evenhand-aged', { $maxAge: 3600 });
    one.server.log.setMetadata('evenhand-counted', { $maxCount: 2 });
    one.server.log.setMetadata('evenhand-hidden', { $tb: 1 });
    one.server.log.setMetadata('evenhand-guarded', { $acl: { $r: 'officers' }, $maxAge: 60 });
    one.server.log.setMetadata('evenhand-sound', { $cacheControl: 10, $acl: {} });
    one.server.log.delete('evenhand-gone');
    one.server.log.tombstone('evenhand-buried');
    const expected = [
      'aged: retention',
      'counted: retention',
      'hidden: retention',
      'guarded: access',
      'guarded: retention',
      'gone: deleted',
      'buried: tombstoned',
    ];
    await until(() => kinds(ledger).length === expected.length);
    expect(kinds(ledger)).toEqual(expected);
    expect(await all(ledger.readAll())).toEqual(before);
    await ledger.close();
    const told = one.log.splice(0).filter(({ level }) => level === 'error');
    expect(new Set(told.map(({ finding }) => finding?.council))).toEqual(
      new Set(['aged', 'counted', 'hidden', 'guarded', 'gone', 'buried']),
    );
    expect(told[0]?.message).toMatch(/aged: retention .*3600/);
    const [again, fresh] = [await one.open(), await one.open('fresh')];
    await fresh.head();
    expect([kinds(again), kinds(fresh)]).toEqual([expected, expected]);
    expect(one.log.filter(({ level }) => level === 'error')).toHaveLength(14);
    expect(await all(fresh.readAll())).toEqual(before);
  });

  it('and no longer once the limits are taken away', async () => {
    const one = await house();
    const ledger = await one.open();
    one.server.log.setMetadata('evenhand-north', { $maxCount: 2 });
    await until(() => kinds(ledger).length === 1);
    one.server.log.setMetadata('evenhand-north', {});
    await until(() => kinds(ledger).length === 0);
    expect((await record(ledger, 'north', several(4))).revision).toBe(3n);
  });

  it('also what a scavenge has taken from the store, by a replica that never saw it', async () => {
    const one = await house();
    const ledger = await one.open();
    const { events } = await record(ledger, 'north', several(5));
    one.server.log.setMetadata('evenhand-north', { $tb: 2 });
    one.server.log.scavenge('evenhand-north');
    const fresh = await one.open('fresh');
    expect(await all(fresh.readAll())).toEqual(events.slice(2));
    expect(kinds(fresh)).toEqual(['north: missing', 'north: retention']);
    expect(fresh.status().findings[0]?.detail).toMatch(/^2 records before number 2/);
    expect(await all(ledger.readAll())).toEqual(events);
  });

  it('and what others wrote: no event of ours, or an id of long ago; both are left out', async () => {
    const one = await house();
    const ledger = await one.open();
    const { events } = await record(ledger, 'north', several(2));
    intrude(one, 'evenhand-north');
    intrude(one, 'evenhand-north', { data: 'no JSON' });
    intrude(one, 'other-stream');
    const copied = one.server.log.records.find(({ id }) => id === events[0]?.id)!;
    one.server.log.append('evenhand-south', 'any', [copied]);
    await until(() => kinds(ledger).length === 3);
    expect(kinds(ledger)).toEqual(['north: unreadable', 'north: unreadable', 'south: duplicate']);
    expect(await all(ledger.readAll())).toEqual(events);
    expect(await ledger.councils()).toEqual(['north']);
    expect((await record(ledger, 'north', several(1), 1n)).revision).toBe(2n);
    expect((await record(ledger, 'south', several(1), -1n)).revision).toBe(0n);
  });
});

describe('a store that was put back to an earlier state', () => {
  it('is not followed: opening says so, and a replica that runs keeps its history and takes no more', async () => {
    const one = await house('store');
    const ledger = await one.open('replica', { deadlineMs: 1_000 });
    const early = await record(ledger, 'north', several(2));
    copyFileSync(one.path('store'), one.path('backup'));
    await record(ledger, 'north', several(3));
    const whole = await all(ledger.readAll());
    const { port } = one.server;
    await one.server.stop();
    const restored = await startStandIn({ file: one.path('backup'), port });
    closing.push(() => restored.stop());
    await until(() => ledger.status().state === 'diverged');
    expect(one.log.filter(({ level }) => level === 'error')[0]?.message).toMatch(/the store ends before position/);
    expect(await all(ledger.readAll())).toEqual(whole);
    await expect(ledger.append('north', [event()])).rejects.toMatchObject({ name: 'LedgerUnavailableError' });
    await ledger.close();
    const opening = one.open();
    await expect(opening).rejects.toMatchObject({
      name: 'LedgerOpenError',
      message: expect.stringMatching(/delete the journal/),
    });
    expect(await all((await one.open('anew')).readAll())).toEqual(early.events);
  });

  it('nor is another store, if the journal holds a part of its own', async () => {
    const one = await house();
    await record(await one.open('writer'), 'north', several(3));
    const [first, second] = one.server.log.records;
    for (const [name, at, id, why] of [
      ['other', second!.position, first!.id, /the store has record/],
      ['ahead', 10n ** 9n, first!.id, /the store ends before/],
      ['inside', second!.position + 1n, first!.id, /no record where/],
    ] as const) {
      const partial = new Journal(one.path(name), 'evenhand-*');
      partial.ingest([], { position: { commit: at, prepare: at }, recordId: id });
      partial.close();
      await expect(one.open(name)).rejects.toMatchObject({
        name: 'LedgerOpenError',
        message: expect.stringMatching(new RegExp(`${why.source}.*delete the journal`)),
      });
    }
  });

  it('nor is one that has another event where the journal has one', async () => {
    const one = await house('store');
    const ledger = await one.open();
    await record(ledger, 'north', several(2));
    await ledger.close();
    const { port } = one.server;
    await one.server.stop();
    const other = await startStandIn({ file: one.path('other'), port });
    closing.push(() => other.stop());
    const elsewhere = await one.open('elsewhere');
    await record(elsewhere, 'north', several(3));
    await expect(one.open()).rejects.toMatchObject({
      name: 'LedgerOpenError',
      message: expect.stringMatching(/the journal/),
    });
  });
});

describe('what stands in the store', () => {
  it('is named by prefix, council and type, has our id, and metadata without personal data', async () => {
    const one = await house();
    const ledger = await one.open();
    const sent = event({ payload: { member: 'a sealed name' }, causationId: 'x-1' });
    await record(ledger, 'St. Mary', [sent]);
    const [stored] = new StoreLog().records.concat(one.server.log.records);
    expect(stored).toMatchObject({
      stream: 'evenhand-St. Mary',
      id: sent.id,
      type: 'BriefingGiven',
      contentType: 'application/json',
    });
    expect(JSON.parse(stored!.data.toString())).toEqual({ member: 'a sealed name' });
    expect(Object.keys(JSON.parse(stored!.metadata.toString()) as object).sort()).toEqual([
      '$causationId',
      '$correlationId',
      'occurredAt',
      'pack',
      'recordedAt',
      'recordedBy',
      'schema',
    ]);
    expect(stored!.metadata.toString()).not.toMatch(/sealed/);
  });
});
