import { expect } from '@jest/globals';
import type { EventEnvelope, RecordedEvent } from '#lib/kernel/index.js';
import { type Ledger, type Restored, openMemoryLedger } from '../index.js';
import { type ContractCase, NOON, all, event, ids, record, refusalOf, several, taken } from './store.js';

const DAY_MS = 86_400_000;

/** Events of three councils, unevenly mixed over ten days, as an older ledger recorded them. */
async function recordedElsewhere(rounds = 40): Promise<readonly RecordedEvent[]> {
  let now = NOON - 400 * DAY_MS;
  const ledger = openMemoryLedger({ clock: () => now });
  for (let round = 0; round < rounds; round += 1) {
    now += 6 * 3_600_000;
    await record(ledger, ['north', 'south', 'west'][(round * round) % 3]!, several(1 + (round % 7)));
  }
  now += 1;
  const odd = { text: 'Café “quoted” \u2028 🏛', numbers: [0.1, 1e21], '': null };
  const changes = { recordedBy: null, pack: null, correlationId: null, causationId: 'x-1', schema: 2, payload: odd };
  await record(ledger, 'south', [event(changes)]);
  return all(ledger.readAll());
}

async function* given(events: readonly EventEnvelope[]): AsyncGenerator<EventEnvelope, void, void> {
  yield* events;
}

const restore = async (ledger: Ledger, events: readonly EventEnvelope[]): Promise<Restored | string> => {
  const answer = await ledger.restore(given(events));
  return answer.ok ? answer.value : answer.refusal.code;
};

/** An event without its position, which differs between ledgers. */
const asRecorded = (events: readonly RecordedEvent[]): unknown[] => events.map(({ position: _, ...rest }) => rest);

export const restoringCases: readonly ContractCase[] = [
  {
    name: 'restore keeps id, recordedAt, order and everything else as it was recorded, over all councils',
    async run(store) {
      const ledger = await store.open();
      const events = await recordedElsewhere();
      const steps: Restored[] = [];
      const answer = await ledger.restore(given(events), (so) => steps.push(so));
      expect(taken(answer)).toEqual({ known: 0, stored: events.length });
      expect(steps.at(-1)).toEqual({ known: 0, stored: events.length });
      expect(asRecorded(await all(ledger.readAll()))).toEqual(asRecorded(events));
      for (const council of ['north', 'south', 'west']) {
        const own = events.filter((one) => one.council === council);
        expect(asRecorded(await all(ledger.readCouncil(council)))).toEqual(asRecorded(own));
        expect(await ledger.revision(council)).toBe(BigInt(own.length - 1));
      }
    },
  },
  {
    name: 'an interrupted restore continues with the same events, each stored once; a complete one changes nothing',
    async run(store) {
      const ledger = await store.open();
      const events = await recordedElsewhere();
      expect(await restore(ledger, events.slice(0, 50))).toEqual({ known: 0, stored: 50 });
      async function* breaking(): AsyncGenerator<EventEnvelope, void, void> {
        yield* events.slice(0, 80);
        throw new Error('the source broke');
      }
      await expect(ledger.restore(breaking())).rejects.toThrow('the source broke');
      const before = (await all(ledger.readAll())).length;
      expect(await restore(ledger, events)).toEqual({ known: before, stored: events.length - before });
      expect(await restore(ledger, events)).toEqual({ known: events.length, stored: 0 });
      expect(asRecorded(await all(ledger.readAll()))).toEqual(asRecorded(events));
    },
  },
  {
    name: 'restore takes more than a page of one council, including large events',
    async run(store) {
      const ledger = await store.open();
      const source = openMemoryLedger({ clock: () => NOON });
      await record(source, 'north', several(1_000));
      const large = Array.from({ length: 60 }, (_, index) => event({ payload: { index, text: 'x'.repeat(40_000) } }));
      await record(source, 'north', large);
      await record(source, 'north', several(300));
      const steps: Restored[] = [];
      const answer = await ledger.restore(source.readAll(), (so) => steps.push(so));
      expect(taken(answer)).toEqual({ known: 0, stored: 1_360 });
      expect(steps).toEqual([
        { known: 0, stored: 1_000 },
        { known: 0, stored: 1_360 },
      ]);
      expect(asRecorded(await all(ledger.readAll()))).toEqual(asRecorded(await all(source.readAll())));
    },
  },
  {
    name: 'restore refuses a council that holds other events, and stores nothing there',
    async run(store) {
      const ledger = await store.open();
      const events = await recordedElsewhere();
      const live = await record(ledger, 'south', several(1));
      const south = events.filter(({ council }) => council === 'south');
      expect(await restore(ledger, south)).toBe('not_empty');
      expect(await all(ledger.readAll())).toEqual(live.events);
      const north = events.filter(({ council }) => council === 'north');
      expect(await restore(ledger, north)).toEqual({ known: 0, stored: north.length });
      const changed = north.map((one, index) => (index === 3 ? { ...one, recordedAt: one.recordedAt + 1 } : one));
      expect(await restore(ledger, changed)).toBe('not_empty');
      expect(await restore(ledger, north.slice(1))).toBe('not_empty');
      await record(ledger, 'north', several(1));
      expect(await restore(ledger, [...north, { ...event(), council: 'north', recordedAt: NOON + 1 }])).toBe(
        'not_empty',
      );
      expect(await ledger.revision('north')).toBe(BigInt(north.length));
    },
  },
  {
    name: 'restore refuses an id of another event, an id that occurs twice, and events out of order',
    async run(store) {
      const ledger = await store.open();
      const [first, second, third] = (await recordedElsewhere()).filter(({ council }) => council === 'north');
      const known = await record(ledger, 'south', [event({ id: first!.id })]);
      expect(await restore(ledger, [first!, second!])).toBe('id_reused');
      const late = { ...third!, recordedAt: second!.recordedAt - 1 };
      expect(await restore(ledger, [second!, late])).toBe('out_of_order');
      expect(await all(ledger.readAll())).toEqual(known.events);
      expect(await restore(ledger, [second!, second!])).toBe('id_reused');
      await expect(restore(ledger, [{ ...third!, council: 'east', recordedAt: 0.5 }])).rejects.toMatchObject({
        name: 'TypeError',
      });
    },
  },
  {
    name: 'appends continue after a restore: their recordedAt is the clock, and never earlier than what was restored',
    async run(store) {
      const ledger = await store.open();
      const events = await recordedElsewhere();
      await restore(ledger, events);
      const ahead = { ...event(), council: 'ahead', recordedAt: NOON + 90 * DAY_MS };
      await restore(ledger, [ahead]);
      const north = events.filter(({ council }) => council === 'north');
      const answer = await record(ledger, 'north', several(2), BigInt(north.length - 1));
      expect(answer.events[0]!.recordedAt).toBeGreaterThan(north.at(-1)!.recordedAt);
      const later = await record(ledger, 'ahead', several(1), 0n);
      expect(later.events[0]!.recordedAt).toBeGreaterThanOrEqual(ahead.recordedAt);
      expect(refusalOf(await ledger.append('north', several(1), { expectedRevision: -1n }))).toBe('conflict');
      const again = north.map(({ position: _, recordedAt: __, council: ___, ...rest }) => rest);
      expect(ids((await record(ledger, 'north', again)).events)).toEqual(ids(north));
    },
  },
];
