import { expect } from '@jest/globals';
import type { RecordedEvent } from '#lib/kernel/index.js';
import type { Ledger } from '../index.js';
import { INDEXED_TYPES } from '../sqlite/type-index.js';
import { type ContractCase, all, event, ids, record, several, turnsDuring } from './store.js';

const [indexed = ''] = INDEXED_TYPES;
const other = 'NoticeGiven';

/** Events that alternate between two councils; of every four, one is of an indexed type and one of another type. */
async function mixed(ledger: Ledger, rounds: number): Promise<RecordedEvent[]> {
  for (let round = 0; round < rounds; round += 1) {
    const batch = Array.from({ length: 100 }, () => [
      event({ type: indexed }),
      ...several(2),
      event({ type: other }),
    ]).flat();
    await record(ledger, round % 2 === 0 ? 'north' : 'south', batch);
  }
  return all(ledger.readAll());
}

const of = (events: readonly RecordedEvent[], ...types: string[]): RecordedEvent[] =>
  events.filter(({ type }) => types.includes(type));

export const byTypeCases: readonly ContractCase[] = [
  {
    name: 'readTypes returns the events of the given types after a position, over all councils, in order',
    async run(store) {
      const ledger = await store.open();
      const everything = await mixed(ledger, 6);
      expect(everything).toHaveLength(2_400);
      for (const types of [[indexed], [other], [indexed, other], [other, 'NeverRecorded', indexed, indexed]]) {
        expect(await all(ledger.readTypes(types))).toEqual(of(everything, ...types));
        for (const from of [0, 1, 399, 400, 1_500, 2_399]) {
          const after = everything[from]?.position ?? -1n;
          const later = of(everything.slice(from + 1), ...types);
          expect(ids(await all(ledger.readTypes(types, after)))).toEqual(ids(later));
        }
      }
    },
  },
  {
    name: 'readTypes returns no event for an empty list of types, or for a type that no event has, whatever its name',
    async run(store) {
      const ledger = await store.open();
      await record(ledger, 'north', [event({ type: indexed }), ...several(2)]);
      for (const types of [[], ['NeverRecorded'], ["' OR 1=1 --"], [indexed.toLowerCase()]]) {
        expect(await all(ledger.readTypes(types))).toEqual([]);
      }
      expect(await all(ledger.readTypes([indexed]))).toHaveLength(1);
    },
  },
  {
    name: 'a reading by types crosses pages, yields to other work, and ends at the event that was newest at the call',
    async run(store) {
      const ledger = await store.open();
      for (let round = 0; round < 3; round += 1) {
        await record(
          ledger,
          'north',
          Array.from({ length: 900 }, () => event({ type: indexed })),
        );
      }
      const readings = [ledger.readTypes([indexed]), ledger.readTypes([indexed, 'BriefingGiven'])];
      await record(ledger, 'north', [event({ type: indexed })]);
      const turns = await turnsDuring(async () => {
        for (const reading of readings) expect(await all(reading)).toHaveLength(2_700);
      });
      expect(turns).toBeGreaterThanOrEqual(4);
    },
  },
];
