import { expect } from '@jest/globals';
import type { Ledger } from '../index.js';
import { type ContractCase, all, first, ids, record, recordMany, several, turnsDuring } from './store.js';

const LONG = 2_500;

/** Events that alternate between two councils, more than two pages in all. */
async function long(ledger: Ledger): Promise<void> {
  for (let written = 0; written < LONG; written += 500) {
    await record(ledger, 'north', several(300));
    await record(ledger, 'south', several(200));
  }
}

export const readingCases: readonly ContractCase[] = [
  {
    name: 'readAll returns all events after a position, in order',
    async run(store) {
      const ledger = await store.open();
      await long(ledger);
      const everything = await all(ledger.readAll());
      expect(everything).toHaveLength(LONG);
      for (const from of [0, 1, 999, 1_000, 1_001, 1_700, LONG - 1]) {
        expect(ids(await all(ledger.readAll(everything[from]?.position)))).toEqual(ids(everything.slice(from + 1)));
      }
      expect(await all(ledger.readAll((everything.at(-1)?.position ?? 0n) + 10n))).toEqual([]);
    },
  },
  {
    name: "readCouncil returns the council's events after any position, its own or another's, in order",
    async run(store) {
      const ledger = await store.open();
      await long(ledger);
      const everything = await all(ledger.readAll());
      const north = everything.filter(({ council }) => council === 'north');
      expect(north).toHaveLength(1_500);
      const found = await all(ledger.readCouncil('north'));
      expect(ids(found)).toEqual(ids(north));
      expect(found).toEqual(north);
      for (const from of [0, 299, 300, 400, 1_300, LONG - 1]) {
        const after = everything[from]?.position ?? -1n;
        expect(ids(await all(ledger.readCouncil('north', after)))).toEqual(
          ids(north.filter((one) => one.position > after)),
        );
      }
    },
  },
  {
    name: 'readCouncil returns no event for an unknown council',
    async run(store) {
      const ledger = await store.open();
      await record(ledger, 'north', several(2));
      expect(await all(ledger.readCouncil('south'))).toEqual([]);
      expect(await all(ledger.readCouncil('nort'))).toEqual([]);
      expect(await all(ledger.readCouncil('north'))).toHaveLength(2);
    },
  },
  {
    name: 'a reading ends at the event that was newest at the call',
    async run(store) {
      const ledger = await store.open();
      await recordMany(ledger, 'north', 1_200);
      const [everything, council] = [ledger.readAll(), ledger.readCouncil('north')];
      await record(ledger, 'north', several(1_000));
      expect(await all(everything)).toHaveLength(1_200);
      expect(await all(council)).toHaveLength(1_200);
      let seen = 0;
      for await (const { position } of ledger.readAll()) {
        if (position > 0n) seen += 1;
        if (seen % 400 === 0) await record(ledger, 'north', several(1));
      }
      expect(seen).toBe(2_200);
    },
  },
  {
    name: 'reading is repeatable, and may stop early',
    async run(store) {
      const ledger = await store.open();
      await long(ledger);
      const once = await all(ledger.readAll());
      expect(once).toHaveLength(LONG);
      expect(await first(3, ledger.readAll())).toEqual(once.slice(0, 3));
      await record(ledger, 'west', several(5));
      expect((await all(ledger.readAll())).slice(0, LONG)).toEqual(once);
    },
  },
  {
    name: 'a long reading yields to other work of the process',
    async run(store) {
      const ledger = await store.open();
      await long(ledger);
      await record(ledger, 'north', several(600));
      const whole = await turnsDuring(async () => {
        expect(await all(ledger.readAll())).toHaveLength(LONG + 600);
      });
      const council = await turnsDuring(async () => {
        expect(await all(ledger.readCouncil('north'))).toHaveLength(2_100);
      });
      expect(whole).toBeGreaterThanOrEqual(3);
      expect(council).toBeGreaterThanOrEqual(2);
    },
  },
  {
    name: 'many readers and writers at once do not disturb one another',
    async run(store) {
      const ledger = await store.open();
      await long(ledger);
      const readers = Array.from({ length: 6 }, () => all(ledger.readCouncil('south')));
      const writers = Array.from({ length: 30 }, () => record(ledger, 'south', several(2)));
      const readings = await Promise.all(readers);
      await Promise.all(writers);
      for (const reading of readings) expect(ids(reading)).toEqual(ids(readings[0] ?? []));
      expect(readings[0]).toHaveLength(1_000);
      expect(await ledger.revision('south')).toBe(1_059n);
    },
  },
  {
    name: "revision is the council's revision, -1n for an unknown council",
    async run(store) {
      const ledger = await store.open();
      expect(await ledger.revision('north')).toBe(-1n);
      await record(ledger, 'north', several(3));
      await record(ledger, 'south', several(1));
      expect([await ledger.revision('north'), await ledger.revision('south')]).toEqual([2n, 0n]);
      expect(await ledger.revision('west')).toBe(-1n);
    },
  },
  {
    name: 'head is the position of the newest event; 0n in an empty ledger',
    async run(store) {
      const ledger = await store.open();
      expect(await ledger.head()).toBe(0n);
      const { position } = await record(ledger, 'north', several(3));
      expect(position > 0n).toBe(true);
      expect(await ledger.head()).toBe(position);
      const later = await record(ledger, 'south', several(1));
      expect(await ledger.head()).toBe(later.position);
    },
  },
  {
    name: 'councils are the names of all that have an event, sorted',
    async run(store) {
      const ledger = await store.open();
      expect(await ledger.councils()).toEqual([]);
      for (const name of ['west', 'East', 'north', 'émile', 'east']) await record(ledger, name, several(2));
      await ledger.append('none', several(1), { expectedRevision: 9n });
      expect(await ledger.councils()).toEqual(['East', 'east', 'north', 'west', 'émile']);
    },
  },
];
