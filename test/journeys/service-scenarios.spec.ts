import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type FileEvent, readEventFile } from '#lib/event-file/index.js';
import { endOfDay, formatInstant, parseInstant } from '#lib/kernel/index.js';
import { openMemoryLedger } from '#lib/ledger/index.js';
import { SettableClock } from '../../apps/service/demonstration/load.js';
import { seeded } from '../../apps/service/demonstration/diary.js';
import { builtInPacks, levelOf } from '#lib/protocol/index.js';
import { load } from 'js-yaml';
import { comparable, declarationProjections } from '../support/comparable.js';
import { type Entry, referenceDeclarations } from '../support/reference-declarations/index.js';
import {
  type Scenario,
  clausesWithoutFinding,
  inTokens,
  misses,
  readScenario,
  scenarioFolder,
  tokensIn,
} from '../support/scenario.js';
import { type Running, idOf, startService } from '../support/service.js';

interface Row {
  readonly rule: string;
  readonly level: 'BREACH' | 'WARN' | 'INFO';
  readonly state: 'open' | 'resolved';
  readonly clauses: readonly string[];
}

function eventsOf({ path }: Scenario): readonly FileEvent[] {
  const file = readEventFile(readFileSync(path, 'utf8'), path);
  if (!file.ok) throw new Error(JSON.stringify(file.refusal));
  return file.value.entries.filter((entry): entry is FileEvent => entry.kind === 'event');
}

const scenarios = readdirSync(scenarioFolder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => basename(file, '.yaml'))
  .map((name) => ({ name, scenario: readScenario(name), events: eventsOf(readScenario(name)) }));
/** Without late recording the order of arrival says nothing, so it may be any. */
const anyOrder = scenarios.filter(({ events }) => events.every(({ at, rec }) => at === rec));

function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const random = seeded(seed);
  const keyed = items.map((item): [number, Item] => [random(), item]);
  return keyed.sort(([a], [b]) => a - b).map(([, item]) => item);
}

async function open(pack: string, clock?: SettableClock): Promise<Running> {
  const time = clock ?? new SettableClock(Date.now);
  const service = await startService({ ledger: openMemoryLedger({ clock: time.now }), clock: time.now });
  time.set(0);
  const council = { id: 'c', pack, event: idOf(1), effectiveFrom: '2025-01-01', occurredAt: '2025-01-01' };
  await service.post('/councils', council).expect(201);
  time.set(null);
  return service;
}

async function post(service: Running, { id, type, at, payload }: FileEvent): Promise<void> {
  const event = { id, type, occurredAt: formatInstant(at), payload };
  await service.post('/councils/c/events', event).expect(201);
}

async function dataOf(service: Running, name: string, query: object): Promise<unknown> {
  const { body } = await service.get(`/councils/c/projections/${name}`).query(query).expect(200);
  return (body as { data: unknown }).data;
}

/** Whether the pack's review is due and past at an instant, under a rule that has a level. */
function hasOverdueReview(id: string, at: string): boolean {
  const pack = builtInPacks().find(id);
  const next = pack?.review.next;
  const level = levelOf(pack?.rules.get('lif.review')?.mode);
  return next !== null && next !== undefined && level !== null && (parseInstant(at, 'end') ?? 0) > endOfDay(next.last);
}

/**
 * The findings that the scenario's own events raise. The adoption by which a council begins over HTTP makes the ledger
 * record the protocol's life, so an overdue review of the pack shows beside them (readings 3, lif.review).
 */
async function rowsOf(service: Running, pack: string, query: { readonly at: string }): Promise<readonly Row[]> {
  const { rows } = (await dataOf(service, 'findings', query)) as { rows: readonly Row[] };
  const beside = rows.filter(({ rule }) => rule.startsWith('lif.'));
  expect(beside.map(({ rule }) => rule)).toEqual(hasOverdueReview(pack, query.at) ? ['lif.review'] : []);
  return rows.filter((row) => !beside.includes(row));
}

function totalsOf(rows: readonly Row[]): unknown {
  const totals = { BREACH: { open: 0, total: 0 }, WARN: { open: 0, total: 0 }, INFO: { open: 0, total: 0 } };
  for (const { level, state } of rows) {
    totals[level].total += 1;
    if (state === 'open') totals[level].open += 1;
  }
  return totals;
}

async function check(service: Running, { path, pack, expectations }: Scenario): Promise<void> {
  const tokens = tokensIn({ path });
  for (const { at, knownAt, projections, breachClauses, warnClauses } of expectations) {
    const query = knownAt === undefined ? { at } : { at, knownAt };
    const rows = await rowsOf(service, pack, query);
    for (const [name, data] of Object.entries(projections)) {
      const answered = name === 'findings' ? { totals: totalsOf(rows) } : await dataOf(service, name, query);
      expect(inTokens(answered, tokens)).toMatchObject(data as object);
    }
    const ofLevel = (wanted: Row['level']): readonly Row[] => rows.filter(({ level }) => level === wanted);
    expect(clausesWithoutFinding(breachClauses, ofLevel('BREACH'))).toEqual([]);
    expect(clausesWithoutFinding(warnClauses, ofLevel('WARN'))).toEqual([]);
  }
}

describe.each(anyOrder)('$name over HTTP', ({ scenario, events }) => {
  it.each([1, 2, 3])('gives what is expected when its events arrive in shuffled order %i', async (seed) => {
    const service = await open(scenario.pack);
    for (const event of shuffled(events, seed)) await post(service, event);
    await check(service, scenario);
    await service.close();
  });
});

describe.each(scenarios)('$name over HTTP', ({ scenario, events }) => {
  it('gives what is expected when each event is recorded in its time', async () => {
    const clock = new SettableClock(Date.now);
    const service = await open(scenario.pack, clock);
    for (const event of events) {
      clock.set(event.rec);
      await post(service, event);
    }
    clock.set(null);
    await check(service, scenario);
    await service.close();
  });

  it('gives the same when every event is sent twice', async () => {
    const service = await open(scenario.pack);
    for (const event of [...events, ...events]) await post(service, event);
    const { body } = await service.get('/councils/c/timeline?limit=1000').expect(200);
    expect((body as { events: unknown[] }).events).toHaveLength(events.length + 2);
    await service.close();
  });
});

/** When a ledger records events that are posted in an order, each at its own time: the clock never goes back. */
function recordedIn(order: readonly FileEvent[]): readonly number[] {
  let latest = -Infinity;
  return order.map(({ rec }) => (latest = Math.max(latest, rec)));
}

/** Events as a file has them, in an order and with the times of recording that come of it. */
function entriesOf(order: readonly FileEvent[], recorded: readonly number[]): Entry[] {
  return order.map(({ id, type, at, payload }, index) => {
    return { t: formatInstant(at), rec: formatInstant(recorded[index] ?? at), e: type, event: id, ...payload };
  });
}

/**
 * A leg of a relationship is counted from the day its declaration was recorded (readings 6), and P02 lists what was recorded
 * late: these figures alone may hang on the order of recording. Everything else must not.
 */
function withoutRecording(projections: Readonly<Record<string, unknown>>): unknown {
  const { relationships, rows } = projections['relationship-register'] as {
    relationships: Readonly<Record<string, { readonly state: string }>>;
    rows: number;
  };
  const { lateKnowledge: _late, ...participation } = projections['meeting-participation'] as { lateKnowledge: unknown };
  const stateless = Object.entries(relationships).map(([id, { state: _state, ...row }]) => [id, row]);
  const kept = {
    ...projections,
    'relationship-register': { relationships: Object.fromEntries(stateless) as unknown, rows },
    'meeting-participation': participation,
  };
  return comparable(kept, ({ rule }) => rule !== 'rel.declare');
}

const lateScenarios = scenarios.filter((one) => !anyOrder.includes(one));

describe.each(lateScenarios)('$name, where recording counts, over HTTP', ({ scenario, events }) => {
  const pack = load(readFileSync(`libs/protocol/packs/${scenario.pack}.yaml`, 'utf8'));
  const instants = scenario.expectations.map(({ at }) => at);
  const answered = async (service: Running, query: object): Promise<Record<string, unknown>> => {
    const data: Record<string, unknown> = {};
    for (const name of declarationProjections) data[name] = await dataOf(service, name, query);
    return data;
  };

  it.each([1, 2, 3])('gives in shuffled order %i what an independent reckoning gives for that order', async (seed) => {
    const clock = new SettableClock(Date.now);
    const service = await open(scenario.pack, clock);
    const order = shuffled(events, seed);
    for (const event of order) {
      clock.set(event.rec);
      await post(service, event);
    }
    clock.set(null);
    const recorded = recordedIn(order);
    const { body } = await service.get('/councils/c/timeline?limit=1000').expect(200);
    const times = (body as { events: { recordedAt: string }[] }).events.slice(2).map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(recorded.map(formatInstant));

    const shuffledEntries = entriesOf(order, recorded);
    for (const { at, knownAt = null } of scenario.expectations) {
      const query = knownAt === null ? { at } : { at, knownAt };
      const { projections } = referenceDeclarations({ events: shuffledEntries, pack, ...query });
      expect(comparable(await answered(service, query))).toEqual(comparable(projections));
    }
    const inTime = entriesOf(
      events,
      events.map(({ rec }) => rec),
    );
    for (const at of instants) {
      const { projections } = referenceDeclarations({ events: inTime, pack, at });
      expect(withoutRecording(await answered(service, { at }))).toEqual(withoutRecording(projections));
    }
    await service.close();
  });

  it('is worked out by that reckoning, too, to what is expected where each event is recorded in its time', () => {
    const inTime = entriesOf(
      events,
      events.map(({ rec }) => rec),
    );
    for (const expectation of scenario.expectations) {
      const { at, knownAt } = expectation;
      const query = knownAt === undefined ? { at } : { at, knownAt };
      const { projections } = referenceDeclarations({ events: inTime, pack, ...query });
      expect(misses(expectation, (name) => projections[name])).toEqual([]);
    }
  });
});
