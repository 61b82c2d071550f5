import { expect } from '@jest/globals';
import { type ContractCase, NOON, all, event, ids, record, refusalOf, several, taken } from './store.js';

export const repeatingCases: readonly ContractCase[] = [
  {
    name: 'repeating an append returns its first result and stores nothing',
    async run(store) {
      const ledger = await store.open();
      const batch = several(3);
      const answer = await record(ledger, 'north', batch);
      store.now += 60_000;
      await record(ledger, 'north', several(2));
      await record(ledger, 'south', several(1));
      expect(await record(ledger, 'north', batch)).toEqual(answer);
      expect(await record(ledger, 'north', batch.slice(0, 1))).toEqual({
        events: answer.events.slice(0, 1),
        position: answer.events[0]?.position,
        revision: 0n,
      });
      expect((await all(ledger.readAll())).length).toBe(6);
    },
  },
  {
    name: 'a batch of 1,000 may be repeated in one call',
    async run(store) {
      const ledger = await store.open();
      const batch = several(1_000);
      const answer = await record(ledger, 'north', batch);
      expect(answer.revision).toBe(999n);
      expect(await record(ledger, 'north', batch)).toEqual(answer);
      expect(await ledger.revision('north')).toBe(999n);
    },
  },
  {
    name: 'a repeated append succeeds whatever revision it expects',
    async run(store) {
      const ledger = await store.open();
      const batch = several(2);
      const answer = await record(ledger, 'north', batch, -1n);
      await record(ledger, 'north', several(2), 1n);
      for (const expected of [-1n, 1n, 3n, 7n]) expect(await record(ledger, 'north', batch, expected)).toEqual(answer);
      expect(await ledger.revision('north')).toBe(3n);
    },
  },
  {
    name: 'the same append sent many times at once is stored once',
    async run(store) {
      const ledger = await store.open();
      const batch = several(3);
      const answers = await Promise.all(Array.from({ length: 10 }, () => ledger.append('north', batch)));
      const firstAnswer = taken(answers[0]!);
      for (const answer of answers) expect(taken(answer)).toEqual(firstAnswer);
      expect(ids(await all(ledger.readAll()))).toEqual(ids(batch));
    },
  },
  {
    name: 'the same event twice in one call is one event, returned twice',
    async run(store) {
      const ledger = await store.open();
      const [twice, once] = [event(), event()];
      const { events, revision } = await record(ledger, 'north', [twice, once, twice]);
      expect(ids(events)).toEqual([twice.id, once.id, twice.id]);
      expect(events[2]).toEqual(events[0]);
      expect(revision).toBe(1n);
      expect(ids(await all(ledger.readCouncil('north')))).toEqual([twice.id, once.id]);
    },
  },
  {
    name: 'of a batch that is partly known only the new events are stored; the result holds all, in the order given',
    async run(store) {
      const ledger = await store.open();
      const [known, other, fresh] = [event(), event(), event()];
      const earlier = await record(ledger, 'north', [known]);
      await record(ledger, 'north', [other]);
      store.now += 1_000;
      const answer = await record(ledger, 'north', [fresh, known], 1n);
      expect(ids(answer.events)).toEqual([fresh.id, known.id]);
      expect(answer.events[1]).toEqual(earlier.events[0]);
      expect(answer.revision).toBe(2n);
      expect(answer.position).toBe(answer.events[0]?.position);
      expect(ids(await all(ledger.readAll()))).toEqual(ids([known, other, fresh]));
      expect(refusalOf(await ledger.append('north', [known, event()], { expectedRevision: 1n }))).toBe('conflict');
    },
  },
  {
    name: "the order of a payload's members, the case of an id and the sender do not make a different event",
    async run(store) {
      const ledger = await store.open();
      const sent = event({ payload: { a: 1, b: { c: 2, d: 3 } } });
      const answer = await record(ledger, 'north', [sent]);
      const again = event({
        id: sent.id.toUpperCase(),
        payload: { b: { d: 3, c: 2 }, a: 1 },
        recordedBy: null,
        correlationId: 'c-2',
      });
      expect(await record(ledger, 'north', [again])).toEqual(answer);
      expect(answer.events[0]).toMatchObject({ id: sent.id, recordedBy: sent.recordedBy, correlationId: 'c-1' });
    },
  },
  {
    name: 'an id stored with another council, type, time or payload is refused, and nothing is written',
    async run(store) {
      const ledger = await store.open();
      const stored = event();
      const answer = await record(ledger, 'north', [stored]);
      const others = [
        { ...stored, type: 'NoticeGiven' },
        { ...stored, occurredAt: NOON + 1 },
        { ...stored, payload: { ...stored.payload, more: null } },
      ];
      for (const other of others) expect(refusalOf(await ledger.append('north', [other]))).toBe('id_reused');
      expect(refusalOf(await ledger.append('south', [stored]))).toBe('id_reused');
      const [once] = several(1);
      expect(refusalOf(await ledger.append('north', [once!, { ...once!, type: 'NoticeGiven' }]))).toBe('id_reused');
      expect(await all(ledger.readAll())).toEqual(answer.events);
    },
  },
  {
    name: 'a re-used id is reported before a conflict, because no new revision would help',
    async run(store) {
      const ledger = await store.open();
      const stored = event();
      await record(ledger, 'north', [stored]);
      const reused = { ...stored, type: 'NoticeGiven' };
      expect(refusalOf(await ledger.append('north', [event(), reused], { expectedRevision: 5n }))).toBe('id_reused');
      expect(refusalOf(await ledger.append('north', [event()], { expectedRevision: 5n }))).toBe('conflict');
    },
  },
  {
    name: 'ids may come in any order, and old ids are remembered',
    async run(store) {
      const ledger = await store.open();
      const batch = several(50);
      const shuffled = batch.map((_, index) => batch[(index * 37) % 50]!);
      for (const one of shuffled) await record(ledger, 'north', [one]);
      for (const one of batch) await record(ledger, 'north', [one]);
      expect(ids(await all(ledger.readAll()))).toEqual(ids(shuffled));
    },
  },
];
