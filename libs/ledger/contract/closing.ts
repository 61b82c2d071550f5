import { expect } from '@jest/globals';
import type { Ledger } from '../index.js';
import { type ContractCase, NOON, all, event, ids, inTime, record, refusalOf, several, taken } from './store.js';

export const closingCases: readonly ContractCase[] = [
  {
    name: 'a ledger reports whether it is durable, as declared, and the other ways in which stores differ',
    async run(store) {
      const ledger = await store.open();
      const { isDurable, isShared, hasJournal } = ledger.capabilities;
      expect(isDurable).toBe(store.capabilities.outlivesClose);
      expect([typeof isShared, typeof hasJournal]).toEqual(['boolean', 'boolean']);
      await record(ledger, 'north', several(1));
      expect(await ledger.revision('north')).toBe(0n);
    },
  },
  {
    name: 'an append is durable once it resolves: it is there when the store is reopened, as declared',
    async run(store) {
      let ledger = await store.open();
      await record(ledger, 'north', several(1_000));
      await record(ledger, 'south', several(300));
      const before = await all(ledger.readAll());
      expect(before).toHaveLength(1_300);
      await ledger.close();
      ledger = await store.open();
      expect(await all(ledger.readAll())).toEqual(store.capabilities.outlivesClose ? before : []);
      expect(await ledger.revision('north')).toBe(store.capabilities.outlivesClose ? 999n : -1n);
      expect(await ledger.councils()).toEqual(store.capabilities.outlivesClose ? ['north', 'south'] : []);
    },
  },
  {
    name: 'after reopening, order, revisions and recordedAt continue where they stopped',
    async run(store) {
      let ledger = await store.open();
      const before = await record(ledger, 'north', several(3));
      expect(before.revision).toBe(2n);
      await ledger.close();
      store.now = NOON - 3_600_000;
      ledger = await store.open();
      const after = await record(ledger, 'north', several(2), store.capabilities.outlivesClose ? 2n : -1n);
      if (!store.capabilities.outlivesClose) {
        expect(after.revision).toBe(1n);
        return;
      }
      expect(after.revision).toBe(4n);
      const [old, young] = [before.events.at(-1)!, after.events[0]!];
      expect(young.position > old.position).toBe(true);
      expect(young.recordedAt).toBeGreaterThanOrEqual(old.recordedAt);
    },
  },
  {
    name: 'an append can be repeated for ever: its first result and its refusals survive reopening, as declared',
    async run(store) {
      let ledger = await store.open();
      const [batch, later] = [several(2), several(1)];
      const answer = await record(ledger, 'north', batch);
      await record(ledger, 'north', later);
      await ledger.close();
      ledger = await store.open();
      if (!store.capabilities.outlivesClose) {
        expect((await record(ledger, 'north', [batch[1]!, batch[0]!])).revision).toBe(1n);
        return;
      }
      expect(await record(ledger, 'north', batch)).toEqual(answer);
      expect(refusalOf(await ledger.append('south', later))).toBe('id_reused');
      expect(await ledger.revision('north')).toBe(2n);
    },
  },
  {
    name: 'close finishes the appends in progress',
    async run(store) {
      let ledger = await store.open();
      const batches = Array.from({ length: 20 }, () => several(100));
      const appending = batches.map((batch) => ledger.append('north', batch));
      await ledger.close();
      const answers = await inTime(Promise.all(appending));
      expect(ids(answers.flatMap((answer) => taken(answer).events))).toEqual(ids(batches.flat()));
      ledger = await store.open();
      const kept = ids(await all(ledger.readAll()));
      expect(kept).toEqual(store.capabilities.outlivesClose ? ids(batches.flat()) : []);
    },
  },
  {
    name: 'closing twice is harmless; every other call then fails with LedgerUnavailableError',
    async run(store) {
      const ledger = await store.open();
      await record(ledger, 'north', several(2));
      await ledger.close();
      await ledger.close();
      const calls: ((closed: Ledger) => Promise<unknown>)[] = [
        (closed) => closed.append('north', [event()]),
        async (closed) => all(closed.readCouncil('north')),
        async (closed) => all(closed.readAll()),
        async (closed) => all(closed.readTypes(['SealedPayloadDestroyed'])),
        async (closed) => all(closed.readTypes(['NoticeGiven'])),
        async (closed) => all(closed.follow(0n, new AbortController().signal)),
        async (closed) => closed.restore(closed.readAll()),
        (closed) => closed.revision('north'),
        (closed) => closed.head(),
        (closed) => closed.councils(),
      ];
      for (const call of calls) {
        await expect(inTime(call(ledger))).rejects.toMatchObject({ name: 'LedgerUnavailableError' });
      }
    },
  },
];
