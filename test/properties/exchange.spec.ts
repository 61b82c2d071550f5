import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { projectionNames, replay } from '#lib/council/index.js';
import type { CouncilEvent } from '#lib/council/record.js';
import { type EventFile, readEventFile } from '#lib/event-file/index.js';
import { cloudEventLine, recordedLine } from '#lib/exchange/index.js';
import type { EventEnvelope, RecordedEvent } from '#lib/kernel/index.js';
import { type Ledger, openMemoryLedger } from '#lib/ledger/index.js';
import { builtInPacks, namingOf } from '#lib/protocol/index.js';
import { SealedHistory, openNothing } from '#lib/sealing/index.js';
import { play } from '../../apps/cli/history.js';
import { readWithoutKeys } from '../../apps/cli/without-keys.js';
import { declarationQuestions } from '../support/declaration-histories.js';
import { packOf } from '../support/given.js';
import { givenOf, recording } from '../support/recorded.js';

const shelf = builtInPacks();
const RUNS = Number(process.env['EVENHAND_RUNS'] ?? 25);
const END = Date.parse('2027-01-01T00:00:00Z');

/** A random history with sealed values as a real ledger holds it, an erasure in every other one. */
async function ledgerOf(entries: readonly object[], erased: string | null): Promise<Ledger> {
  const adoption = { t: '2000-01-01', e: 'ProtocolPackAdopted', ...namingOf(packOf('OM')) };
  const read = readEventFile(JSON.stringify([adoption, ...entries]), 'history.yaml', { council: 'c' });
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const events = play(read.value, shelf, null).events;
  const once = events.filter(({ id }, index) => events.findIndex((one) => one.id === id) === index);
  const store = await recording('c');
  for (const [index, event] of once.entries()) {
    store.at(END + index * 7);
    const recorded = await store.record([givenOf(event)], index === 0);
    if (!recorded.ok) throw new Error(JSON.stringify(recorded.refusal));
  }
  if (erased !== null) {
    const id = '0198a2d4-6f2e-7c31-9b1a-00000000e5a5';
    const payload = { subject: erased, basis: 'retention_over', by: 'monitoring_officer' };
    const erasure = { id, type: 'SealedPayloadDestroyed', at: END, payload, rec: END, pack: null, position: '' };
    const recorded = await store.record([givenOf(erasure)]);
    if (!recorded.ok) throw new Error(JSON.stringify(recorded.refusal));
  }
  return store.ledger;
}

async function eventsOf(ledger: Ledger): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of ledger.readAll()) events.push(event);
  return events;
}

function fileOf(lines: readonly string[]): EventFile {
  const read = readEventFile(lines.map((line) => `${line}\n`).join(''), 'export.jsonl');
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
}

async function* recordedIn({ recorded }: EventFile): AsyncGenerator<EventEnvelope> {
  for (const { event } of recorded ?? []) yield event;
}

/** What everything amounts to; positions, which belong to a store, are left out. */
function figures(events: readonly CouncilEvent[]): unknown {
  const unplaced = events.map((event) => ({ ...event, position: '' }));
  const view = replay(unplaced, shelf, { at: END * 2, knownAt: END * 2, pack: null, viewer: null });
  return Object.fromEntries(projectionNames.map((name) => [name, view.projection(name)]));
}

function withoutKeys(events: readonly RecordedEvent[]): readonly CouncilEvent[] {
  const history = new SealedHistory(shelf);
  for (const { occurredAt: at, recordedAt: rec, position, ...event } of events)
    history.add({ ...event, at, rec, position: String(position) });
  const plan = history.plan();
  if (plan !== null) history.read(plan, openNothing);
  return history.readable;
}

const histories = fc.record({
  events: declarationQuestions().map(({ events }) => events),
  erased: fc.option(fc.constantFrom('M-1', 'O-1', 'K-1')),
});

describe('a ledger that leaves the house and comes back', () => {
  it('is the same bytes after export, import and export, as lines and as CloudEvents', async () => {
    let sealed = 0;
    await fc.assert(
      fc.asyncProperty(histories, async ({ events, erased }) => {
        const before = await eventsOf(await ledgerOf(events, erased));
        const lines = before.map(recordedLine);
        sealed += lines.filter((line) => line.includes('"sealed":')).length;
        const clouds = before.map((event, index) => cloudEventLine(event, index + 1));
        for (const exported of [lines, clouds]) {
          const ledger = openMemoryLedger({ clock: () => 0 });
          expect(await ledger.restore(recordedIn(fileOf(exported)))).toMatchObject({ ok: true });
          expect((await eventsOf(ledger)).map(recordedLine)).toEqual(lines);
          await ledger.close();
        }
      }),
      { numRuns: RUNS },
    );
    expect(sealed).toBeGreaterThan(0);
  });

  it('replays without keys to the figures that the ledger has without keys', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ events, erased }) => {
        const before = await eventsOf(await ledgerOf(events, erased));
        const played = play(fileOf(before.map(recordedLine)), shelf, null).events;
        expect(figures((await readWithoutKeys(played)).events)).toEqual(figures(withoutKeys(before)));
      }),
      { numRuns: RUNS },
    );
  });
});
