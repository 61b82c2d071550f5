import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { projectionNames } from '#lib/council/index.js';
import { type FileEvent, readEventFile } from '#lib/event-file/index.js';
import { formatInstant } from '#lib/kernel/index.js';
import { openMemoryLedger } from '#lib/ledger/index.js';
import { SettableClock } from '../../apps/service/demonstration/load.js';
import { seeded } from '../../apps/service/demonstration/diary.js';
import { type Running, idOf, startService } from '../support/service.js';

interface Expectation {
  readonly at: string | Date;
  readonly 'known-at'?: string | Date;
  readonly projections: Readonly<Record<string, unknown>>;
  readonly breachClauses?: readonly string[];
  readonly warnClauses?: readonly string[];
}

interface Scenario {
  readonly name: string;
  readonly pack: string;
  readonly events: readonly FileEvent[];
  readonly expect: readonly Expectation[];
}

interface Row {
  readonly rule: string;
  readonly level: 'BREACH' | 'WARN' | 'INFO';
  readonly state: 'open' | 'resolved';
  readonly clauses: readonly string[];
}

const folder = join(import.meta.dirname, '../vectors/scenarios');

function read(file: string): Scenario {
  const text = readFileSync(join(folder, file), 'utf8');
  const parsed = load(text) as { pack: string; expect: readonly Expectation[] };
  const events = readEventFile(text, file);
  if (!events.ok) throw new Error(JSON.stringify(events.refusal));
  return {
    name: file,
    pack: parsed.pack,
    expect: parsed.expect,
    events: events.value.entries.filter((entry): entry is FileEvent => entry.kind === 'event'),
  };
}

const known = new Set<string>(projectionNames);
const scenarios = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map(read)
  .filter((one) => one.expect.every(({ projections }) => Object.keys(projections).every((name) => known.has(name))));
/** Without late recording the order of arrival says nothing, so it may be any. */
const anyOrder = scenarios.filter(({ events }) => events.every(({ at, rec }) => at === rec));

function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const random = seeded(seed);
  const keyed = items.map((item): [number, Item] => [random(), item]);
  return keyed.sort(([a], [b]) => a - b).map(([, item]) => item);
}

/** Whether every clause can be given a finding of its own that cites it. */
function canAssign(clauses: readonly string[], rows: readonly Row[]): boolean {
  const [clause, ...rest] = clauses;
  if (clause === undefined) return true;
  return rows.some((row, index) => row.clauses.includes(clause) && canAssign(rest, rows.toSpliced(index, 1)));
}

const textOf = (time: string | Date): string => (typeof time === 'string' ? time : time.toISOString().slice(0, 16));

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

/**
 * The findings that the scenario's own events raise. The adoption by which a council begins over HTTP makes the ledger
 * record the protocol's life, so an overdue review of the pack shows beside them (readings 3, lif.review).
 */
async function rowsOf(service: Running, query: object): Promise<readonly Row[]> {
  const { rows } = (await dataOf(service, 'findings', query)) as { rows: readonly Row[] };
  const beside = rows.filter(({ rule }) => rule.startsWith('lif.'));
  expect(beside.map(({ rule }) => rule)).toEqual(beside.length === 0 ? [] : ['lif.review']);
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

async function check(service: Running, expected: readonly Expectation[]): Promise<void> {
  for (const one of expected) {
    const knownAt = one['known-at'] === undefined ? {} : { knownAt: textOf(one['known-at']) };
    const query = { at: textOf(one.at), ...knownAt };
    const rows = await rowsOf(service, query);
    for (const [name, data] of Object.entries(one.projections)) {
      const answered = name === 'findings' ? { totals: totalsOf(rows) } : await dataOf(service, name, query);
      expect(answered).toMatchObject(data as object);
    }
    const breaches = rows.filter(({ level }) => level === 'BREACH');
    expect(canAssign(one.breachClauses ?? [], breaches)).toBe(true);
    expect(
      canAssign(
        one.warnClauses ?? [],
        rows.filter(({ level }) => level === 'WARN'),
      ),
    ).toBe(true);
  }
}

describe.each(anyOrder)('$name over HTTP', ({ pack, events, expect: expected }) => {
  it.each([1, 2, 3])('gives what is expected when its events arrive in shuffled order %i', async (seed) => {
    const service = await open(pack);
    for (const event of shuffled(events, seed)) await post(service, event);
    await check(service, expected);
    await service.close();
  });
});

describe.each(scenarios)('$name over HTTP', ({ pack, events, expect: expected }) => {
  it('gives what is expected when each event is recorded in its time', async () => {
    const clock = new SettableClock(Date.now);
    const service = await open(pack, clock);
    for (const event of events) {
      clock.set(event.rec);
      await post(service, event);
    }
    clock.set(null);
    await check(service, expected);
    await service.close();
  });

  it('gives the same when every event is sent twice', async () => {
    const service = await open(pack);
    for (const event of [...events, ...events]) await post(service, event);
    const { body } = await service.get('/councils/c/timeline?limit=1000').expect(200);
    expect((body as { events: unknown[] }).events).toHaveLength(events.length + 1);
    await service.close();
  });
});
