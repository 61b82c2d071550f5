import { expect } from '@jest/globals';
import { type ContractCase, NOON, all, event, ids, record, refusalOf, several, taken } from './store.js';

const awkward = {
  text: 'Café “quoted” \\ \n\t\u0000 \u2028 🏛 Ŵ',
  numbers: [0, -1, 0.1, 1e21, 5e-324, Number.MAX_SAFE_INTEGER],
  nested: { list: [[], {}, null, true, false, ''], deeper: { deepest: [{ a: 1 }] } },
  long: 'x'.repeat(100_000),
};

export const appendingCases: readonly ContractCase[] = [
  {
    name: 'append returns the recorded events in the order given, each as it was given',
    async run(store) {
      const ledger = await store.open();
      const given = [
        event({ type: 'NoticeGiven', causationId: 'x-1' }),
        event({ recordedBy: null, pack: null }),
        event(),
      ];
      const { events } = await record(ledger, 'north', given);
      expect(events.map(({ position: _, recordedAt: __, ...rest }) => rest)).toEqual(
        given.map((one) => ({ ...one, council: 'north' })),
      );
      expect(await all(ledger.readAll())).toEqual(events);
    },
  },
  {
    name: 'a payload comes back as the JSON value it was',
    async run(store) {
      const ledger = await store.open();
      const odd = JSON.parse('{"__proto__": {"a": 1}, "constructor": "c", "": 0}') as Record<string, unknown>;
      await record(ledger, 'north', [event({ payload: awkward }), event({ payload: {} }), event({ payload: odd })]);
      const found = (await all(ledger.readCouncil('north'))).map(({ payload }) => payload);
      expect(found.slice(0, 2)).toEqual([awkward, {}]);
      expect(Object.entries(found[2] ?? {}).sort()).toEqual(Object.entries(odd).sort());
    },
  },
  {
    name: 'a council may have any name',
    async run(store) {
      const ledger = await store.open();
      const names = ['St. Mary\'s "Upper"; --', 'Llanfair–y–Bryn', 'a/b%c\\d', 'A', 'a'];
      for (const name of names) await record(ledger, name, [event({ payload: { name } })]);
      for (const name of names) {
        const found = await all(ledger.readCouncil(name));
        expect(found.map(({ council, payload }) => [council, payload['name']])).toEqual([[name, name]]);
      }
    },
  },
  {
    name: 'changing an event after append or after reading changes nothing in the ledger',
    async run(store) {
      const ledger = await store.open();
      const payload = { list: ['first'] };
      const appending = ledger.append('north', [event({ payload })]);
      payload.list.push('caller');
      const answered = taken(await appending).events[0]?.payload['list'] as string[];
      answered.push('answer');
      const read = (await all(ledger.readAll()))[0]?.payload['list'] as string[];
      read.push('reader');
      expect((await all(ledger.readAll()))[0]?.payload).toEqual({ list: ['first'] });
    },
  },
  {
    name: 'an append holds 1 to 1,100 events; any other number throws RangeError and writes nothing',
    async run(store) {
      const ledger = await store.open();
      expect((await record(ledger, 'north', several(1_100))).revision).toBe(1_099n);
      for (const wrong of [[], several(1_101)]) {
        await expect(ledger.append('north', wrong)).rejects.toMatchObject({ name: 'RangeError' });
      }
      expect((await record(ledger, 'north', several(1))).revision).toBe(1_100n);
    },
  },
  {
    name: 'an event that no ledger can keep throws TypeError and writes nothing',
    async run(store) {
      const ledger = await store.open();
      const wrong = [
        event({ id: 'no-uuid' }),
        event({ occurredAt: 0.5 }),
        event({ payload: { number: Number.NaN } }),
        event({ payload: { text: '\ud800' } }),
      ];
      for (const one of wrong) {
        await expect(ledger.append('north', [event(), one])).rejects.toMatchObject({ name: 'TypeError' });
      }
      await expect(ledger.append('', [event()])).rejects.toMatchObject({ name: 'TypeError' });
      const { events } = await record(ledger, 'north', [event()]);
      expect(await all(ledger.readAll())).toEqual(events);
    },
  },
  {
    name: 'all or nothing: if one event cannot be stored, none is',
    async run(store) {
      const ledger = await store.open();
      const stored = event();
      await record(ledger, 'north', [stored]);
      const reused = { ...stored, payload: { other: true } };
      expect(refusalOf(await ledger.append('north', [event(), reused, event()]))).toBe('id_reused');
      expect(ids(await all(ledger.readAll()))).toEqual([stored.id]);
      expect((await record(ledger, 'north', [event()])).revision).toBe(1n);
    },
  },
  {
    name: 'the expected revision is honoured: -1n for a council without events, then the number of events minus one',
    async run(store) {
      const ledger = await store.open();
      expect((await record(ledger, 'north', several(2), -1n)).revision).toBe(1n);
      expect((await record(ledger, 'north', several(3), 1n)).revision).toBe(4n);
      for (const wrong of [-1n, 1n, 3n, 5n]) {
        expect(refusalOf(await ledger.append('north', several(2), { expectedRevision: wrong }))).toBe('conflict');
      }
      expect(refusalOf(await ledger.append('south', several(1), { expectedRevision: 0n }))).toBe('conflict');
      expect((await all(ledger.readAll())).length).toBe(5);
      expect(await ledger.revision('north')).toBe(4n);
      expect(await ledger.revision('south')).toBe(-1n);
    },
  },
  {
    name: 'of several appends at one expected revision exactly one wins, and a loser can retry at the new revision',
    async run(store) {
      const ledger = await store.open();
      await record(ledger, 'north', several(1));
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => ledger.append('north', several(2), { expectedRevision: 0n })),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect((await record(ledger, 'north', several(1), 2n)).revision).toBe(3n);
    },
  },
  {
    name: 'concurrent appends without an expected revision never conflict, and each stays together',
    async run(store) {
      const ledger = await store.open();
      const batches = Array.from({ length: 60 }, (_, index) => several(1 + (index % 4)));
      const answers = await Promise.all(
        batches.map((batch, index) => ledger.append(index % 3 === 0 ? 'south' : 'north', batch)),
      );
      expect(answers.every(({ ok }) => ok)).toBe(true);
      const order = ids(await all(ledger.readAll()));
      expect(order).toHaveLength(batches.flat().length);
      for (const batch of batches) {
        const start = order.indexOf(ids(batch)[0] ?? '');
        expect(order.slice(start, start + batch.length)).toEqual(ids(batch));
      }
    },
  },
  {
    name: 'positions grow in the order of recording over all councils; revisions are dense from 0 in each',
    async run(store) {
      const ledger = await store.open();
      const answers = [];
      for (const council of ['north', 'south', 'north', 'north', 'south']) {
        answers.push(await record(ledger, council, several(2)));
      }
      expect(answers.map(({ revision }) => revision)).toEqual([1n, 1n, 3n, 5n, 3n]);
      const found = await all(ledger.readAll());
      expect(ids(found)).toEqual(ids(answers.flatMap(({ events }) => events)));
      for (let index = 1; index < found.length; index += 1) {
        expect(found[index]!.position > found[index - 1]!.position).toBe(true);
      }
    },
  },
  {
    name: 'append returns the position of the last event: a reader that has reached it sees them all',
    async run(store) {
      const ledger = await store.open();
      await record(ledger, 'south', several(3));
      const { events, position } = await record(ledger, 'north', several(3));
      expect(position).toBe(events.at(-1)?.position);
      const reached = (await all(ledger.readCouncil('north'))).filter((one) => one.position <= position);
      expect(reached).toEqual(events);
      expect(await all(ledger.readAll(position))).toEqual([]);
      expect(await ledger.head()).toBe(position);
    },
  },
  {
    name: "recordedAt is the ledger's own time and never decreases",
    async run(store) {
      const ledger = await store.open();
      const machine = Date.now();
      const times = [NOON, NOON + 5, NOON - 60_000, NOON + 9];
      const recorded = [];
      for (const now of times) {
        store.now = now;
        recorded.push(
          (await record(ledger, 'north', [event({ occurredAt: NOON + 999 })])).events[0]?.recordedAt ?? NaN,
        );
      }
      if (store.capabilities.clock === 'injected') {
        expect(recorded).toEqual([NOON, NOON + 5, NOON + 5, NOON + 9]);
      } else {
        expect(recorded.every((time) => Math.abs(time - machine) < 60_000)).toBe(true);
        expect(recorded).toEqual([...recorded].sort((left, right) => left - right));
      }
    },
  },
];
