import { expect } from '@jest/globals';
import type { RecordedEvent } from '#lib/kernel/index.js';
import type { Ledger } from '../index.js';
import { type ContractCase, all, first, ids, inTime, record, recordMany, several } from './store.js';

const never = new AbortController().signal;

/** Follows until that many events have come, then waits in case one more comes. */
async function followExactly(ledger: Ledger, after: bigint, count: number): Promise<RecordedEvent[]> {
  const stop = new AbortController();
  const found: RecordedEvent[] = [];
  for await (const one of ledger.follow(after, stop.signal)) {
    if (found.push(one) === count)
      setTimeout(() => {
        stop.abort();
      }, 30);
  }
  return found;
}

/** Follows, aborts at the event of that number, and returns how many came in all. */
async function followUntil(ledger: Ledger, abortAt: number): Promise<number> {
  const stop = new AbortController();
  let count = 0;
  for await (const { position } of ledger.follow(0n, stop.signal)) {
    if (position > 0n) count += 1;
    if (count === abortAt) stop.abort();
  }
  return count;
}

export const followingCases: readonly ContractCase[] = [
  {
    name: 'follow delivers what is there, then what comes, each event exactly once and in order',
    async run(store) {
      const ledger = await store.open();
      await recordMany(ledger, 'north', 1_500);
      const following = followExactly(ledger, 0n, 2_700);
      await Promise.all(Array.from({ length: 20 }, () => record(ledger, 'south', several(10))));
      await record(ledger, 'north', several(1_000));
      const found = await inTime(following);
      expect(ids(found)).toEqual(ids(await all(ledger.readAll())));
      expect(found).toHaveLength(2_700);
    },
  },
  {
    name: 'follow starts after the position given, and wakes for each append',
    async run(store) {
      const ledger = await store.open();
      const { events } = await record(ledger, 'north', several(5));
      const following = ledger.follow(events[2]!.position, never)[Symbol.asyncIterator]();
      const next = async (): Promise<string | undefined> => {
        const { value } = await inTime(following.next());
        return (value as RecordedEvent | undefined)?.id;
      };
      expect([await next(), await next()]).toEqual(ids(events.slice(3)));
      for (let round = 0; round < 5; round += 1) {
        const waiting = next();
        const { events: appended } = await record(ledger, 'south', several(1));
        expect(await waiting).toBe(appended[0]?.id);
      }
      await following.return?.();
    },
  },
  {
    name: 'followers receive an event only once it is recorded, and can then read it',
    async run(store) {
      const ledger = await store.open();
      const following = first(3, ledger.follow(0n, never));
      const reused = several(1);
      await record(ledger, 'north', reused);
      await ledger.append('south', [...several(1), ...reused]);
      await ledger.append('north', several(1), { expectedRevision: 7n });
      await record(ledger, 'south', several(2));
      const found = await inTime(following);
      expect(ids(found)).toEqual(ids(await all(ledger.readAll())));
      expect(found).toHaveLength(3);
    },
  },
  {
    name: 'several followers, fast, slow and leaving, do not disturb one another',
    async run(store) {
      const ledger = await store.open();
      const slow = async (): Promise<string[]> => {
        const found: string[] = [];
        for await (const { id } of ledger.follow(0n, never)) {
          if (found.push(id) === 300) break;
          if (found.length % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
        }
        return found;
      };
      const followers = [
        slow(),
        slow(),
        first(10, ledger.follow(0n, never)).then(ids),
        first(300, ledger.follow(0n, never)).then(ids),
      ];
      for (let round = 0; round < 30; round += 1) await record(ledger, 'north', several(10));
      const order = ids(await all(ledger.readAll()));
      const found = await inTime(Promise.all(followers));
      expect(order).toHaveLength(300);
      expect(found).toEqual([order, order, order.slice(0, 10), order]);
    },
  },
  {
    name: 'following ends when the signal aborts: while waiting, in the middle of a page, or before the start',
    async run(store) {
      const ledger = await store.open();
      const { events } = await record(ledger, 'north', several(100));
      const counts = [await inTime(followUntil(ledger, 100)), await inTime(followUntil(ledger, 40))];
      expect(counts).toEqual([100, 40]);
      expect(await inTime(all(ledger.follow(0n, AbortSignal.abort())))).toEqual([]);
      const stop = new AbortController();
      const waiting = all(ledger.follow(events.at(-1)!.position, stop.signal));
      setTimeout(() => {
        stop.abort();
      }, 30);
      expect(await inTime(waiting)).toEqual([]);
      expect(ids(await first(100, ledger.follow(0n, never)))).toEqual(ids(await all(ledger.readAll())));
    },
  },
  {
    name: 'following ends when the ledger closes, after everything that was recorded before',
    async run(store) {
      const ledger = await store.open();
      await record(ledger, 'north', several(10));
      const found: string[] = [];
      const following = (async () => {
        for await (const { id } of ledger.follow(0n, never)) found.push(id);
      })();
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(found).toHaveLength(10);
      await ledger.close();
      await inTime(following);
      expect(found).toHaveLength(10);
    },
  },
];
