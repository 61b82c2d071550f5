import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type FileEvent, readEventFile } from '#lib/event-file/index.js';
import { endOfDay, formatInstant, parseInstant } from '#lib/kernel/index.js';
import { openMemoryLedger } from '#lib/ledger/index.js';
import { SettableClock } from '../../apps/service/demonstration/load.js';
import { seeded } from '../../apps/service/demonstration/diary.js';
import { builtInPacks, levelOf } from '#lib/protocol/index.js';
import { type Scenario, clausesWithoutFinding, readScenario, scenarioFolder } from '../support/scenario.js';
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

async function check(service: Running, { pack, expectations }: Scenario): Promise<void> {
  for (const { at, knownAt, projections, breachClauses, warnClauses } of expectations) {
    const query = knownAt === undefined ? { at } : { at, knownAt };
    const rows = await rowsOf(service, pack, query);
    for (const [name, data] of Object.entries(projections)) {
      const answered = name === 'findings' ? { totals: totalsOf(rows) } : await dataOf(service, name, query);
      expect(answered).toMatchObject(data as object);
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
    expect((body as { events: unknown[] }).events).toHaveLength(events.length + 1);
    await service.close();
  });
});
