import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CouncilEvent } from '#lib/council/record.js';
import { CouncilHead, projectionNames, replay } from '#lib/council/index.js';
import { readEventFile } from '#lib/event-file/index.js';
import type { Instant, RecordedEvent } from '#lib/kernel/index.js';
import {
  type Ledger,
  type NewEvent,
  openEventStoreLedger,
  openMemoryLedger,
  openSqliteLedger,
} from '#lib/ledger/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { play } from '../../apps/cli/history.js';
import { declarationHistories } from '../support/declaration-histories.js';
import { startStandIn } from '../support/eventstoredb/stand-in.js';
import { journalFolder } from '../support/eventstoredb/stores.js';
import { serverForTests } from '../support/eventstoredb/target.js';
import { histories } from '../support/histories.js';
import { all, inTime, taken } from '#lib/ledger/contract/store.js';

const RUNS = Number(process.env['EVENHAND_RUNS'] ?? 100);
const COUNCIL = 'council';
const shelf = builtInPacks();
const never = new AbortController().signal;

const target = await serverForTests();
let url = target.url ?? '';
let stop = target.url === null ? async (): Promise<void> => undefined : target.stop;
let folder: ReturnType<typeof journalFolder>;
beforeAll(async () => {
  folder = journalFolder();
  if (target.url !== null) return;
  const standIn = await startStandIn();
  url = `esdb://127.0.0.1:${standIn.port}?tls=false`;
  stop = () => standIn.stop();
});
afterAll(async () => {
  await stop();
  folder.remove();
});

/** A history in order of recording, as a sender gives it; `rec` is what the ledger's clock says then. */
interface Sent {
  readonly rec: Instant;
  readonly events: readonly NewEvent[];
}

/** What is recorded at one instant goes as one append. */
function appendsOf(entries: readonly unknown[]): Sent[] {
  const read = readEventFile(JSON.stringify(entries), 'history.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const sent: { rec: Instant; events: NewEvent[] }[] = [];
  for (const event of play(read.value, shelf, null).events) {
    const last = sent.at(-1);
    const { id, type, at, rec, payload, pack } = event;
    const origin = { recordedBy: null, correlationId: null, causationId: null, schema: 1 };
    const one = { id, type, occurredAt: at, payload, pack, ...origin };
    if (last?.rec === rec) last.events.push(one);
    else sent.push({ rec, events: [one] });
  }
  return sent;
}

/** What a store gives back: to a follower while it comes, or to a reader afterwards. */
interface Found {
  readonly events: readonly RecordedEvent[];
  readonly isLive: boolean;
}

const asCouncilEvent = (event: RecordedEvent, index: number): CouncilEvent => ({
  id: event.id,
  type: event.type,
  at: event.occurredAt,
  rec: event.recordedAt,
  payload: event.payload,
  pack: event.pack,
  // Each store counts positions in its own way; what they say is the order.
  position: String(index + 1),
});

/** Every projection as text, under every pack and under those in force: of a head fed event by event, or of a replay. */
function projectionsOf({ events: recorded, isLive }: Found): string {
  const events = recorded.map(asCouncilEvent);
  const head = new CouncilHead(shelf);
  if (isLive) for (const event of events) head.apply(event);
  const [at, knownAt] = [Math.max(0, ...events.map((one) => one.at)), Math.max(0, ...events.map((one) => one.rec))];
  const answers = [null, ...shelf.all()].map((pack) => {
    const question = { at, knownAt, pack, viewer: null };
    const view = isLive ? head.view(question) : replay(events, shelf, question);
    return projectionNames.map((name) => [name, view.projection(name)]);
  });
  return JSON.stringify(answers);
}

/** Sends a history to a ledger, each append at its own time, and gives what a follower and a reader then have. */
async function through(ledger: Ledger, time: { now: Instant }, history: readonly Sent[]): Promise<Found[]> {
  const followed: RecordedEvent[] = [];
  const total = new Set(history.flatMap(({ events }) => events.map(({ id }) => id))).size;
  const following = (async () => {
    for await (const event of ledger.follow(0n, never)) if (followed.push(event) === total) return;
  })();
  for (const { rec, events } of history) {
    time.now = rec;
    taken(await ledger.append(COUNCIL, events));
  }
  const read = await all(ledger.readCouncil(COUNCIL));
  expect(read).toHaveLength(total);
  if (total > 0) await inTime(following);
  return [
    { events: read, isLive: false },
    { events: followed, isLive: true },
  ];
}

async function throughEach(history: readonly Sent[]): Promise<Found[]> {
  const run = randomUUID();
  const time = { now: 0 };
  const clock = (): Instant => time.now;
  const store = { url, prefix: `equal-${run}-`, clock };
  const ledgers = [
    openMemoryLedger({ clock }),
    await openSqliteLedger({ path: folder.path(`sqlite-${run}`), clock }),
    await openEventStoreLedger({ ...store, journalPath: folder.path(`live-${run}`) }),
  ];
  const found: Found[] = [];
  for (const ledger of ledgers) {
    found.push(...(await through(ledger, time, history)));
    await ledger.close();
  }
  const anew = await openEventStoreLedger({ ...store, journalPath: folder.path(`anew-${run}`) });
  found.push({ events: await all(anew.readCouncil(COUNCIL)), isLive: false });
  await anew.close();
  return found;
}

const kinds: Readonly<Record<string, fc.Arbitrary<readonly unknown[]>>> = {
  'group support and its neighbours': histories(40),
  'interests, relationships and staff': declarationHistories(),
};

describe(`memory, SQLite and EventStoreDB (${target.url === null ? 'the stand-in' : 'the server itself'})`, () => {
  it.each(Object.entries(kinds))(
    'give projections that are alike to the byte: %s, under every pack, live and rebuilt',
    async (_name, entries) => {
      let events = 0;
      await fc.assert(
        fc.asyncProperty(entries, async (history) => {
          const found = await throughEach(appendsOf(history));
          const [first, ...others] = found.map(projectionsOf);
          events += found[0]?.events.length ?? 0;
          for (const other of others) expect(other).toBe(first);
        }),
        { numRuns: RUNS, seed: 20_261_129, endOnFailure: true },
      );
      expect(events).toBeGreaterThan(RUNS * 5);
    },
    600_000,
  );
});
