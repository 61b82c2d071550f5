import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventCatalogue } from '#lib/catalogue/index.js';
import { projectionNames } from '#lib/council/index.js';
import { KillableStore } from '../support/eventstoredb/killable.js';
import { MARKS, type Told, personalData } from '../support/personal.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { idOf } from '../support/service.js';
import { filesUnder, formsOf, tracesIn } from '../support/traces.js';

const PERSONS = 100;
const everybody = Array.from({ length: PERSONS }, (_, index) => personalData(index + 1));
const [erased, others] = [everybody.slice(0, PERSONS / 2), everybody.slice(PERSONS / 2)];
const canariesOf = (some: readonly Told[]): string[] => some.flatMap(({ canaries }) => canaries);
/** Stands in the ledger as it was sent. */
const PLAIN = 'I-001';

let root: string;
let service: ServiceProcess | undefined;
let said = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'evenhand-erasure-'));
  said = '';
  for (const name of ['tmp', 'data']) mkdirSync(join(root, name));
});
afterEach(async () => {
  await service?.kill();
  rmSync(root, { recursive: true, force: true });
});

const folder = (name: string): string => join(root, name);

async function start(settings: Readonly<Record<string, string>> = {}): Promise<string> {
  const fixed = {
    EVENHAND_DATA: folder('data'),
    EVENHAND_ERASURES: join(root, 'erasures.jsonl'),
    TMPDIR: folder('tmp'),
  };
  service = startServiceProcess({ ...fixed, ...settings });
  return `http://127.0.0.1:${await service.port}/api/v1`;
}

async function stop(): Promise<void> {
  await service?.terminate();
  said += service?.output() ?? '';
  service = undefined;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

async function ask(url: string, body?: unknown): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const given =
    body === undefined ? {} : { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
  // A long search between two questions outlasts a connection that is kept.
  const answer = await fetch(url, given).catch(() => fetch(url, given));
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) as Answer['body'] };
}

async function record(api: string, some: readonly Told[]): Promise<void> {
  const adoption = { id: 'c', pack: 'tower-hamlets-lb', event: idOf(1), occurredAt: '2026-01-01' };
  expect((await ask(`${api}/councils`, adoption)).status).toBe(201);
  for (const { events } of some) expect(await ask(`${api}/councils/c/events`, events)).toMatchObject({ status: 201 });
}

const erasureOf = ({ person }: Told, number: number): object => {
  const payload = { subject: person, basis: 'request', by: 'O-9' };
  return { id: idOf(900_000 + number), type: 'SealedPayloadDestroyed', occurredAt: '2026-04-01T09:00', payload };
};

async function erase(api: string, some: readonly Told[]): Promise<void> {
  for (const [number, one] of some.entries()) {
    const answer = await ask(`${api}/councils/c/events`, erasureOf(one, number));
    expect(answer).toMatchObject({ status: 201, body: { erasures: [{ heldBack: 0 }] } });
  }
}

async function timelineOf(api: string): Promise<string> {
  const pages: string[] = [];
  for (let next: unknown = '/api/v1/councils/c/timeline?limit=1000'; typeof next === 'string';) {
    const page = await ask(`${api.replace('/api/v1', '')}${next}`);
    pages.push(page.text);
    next = page.body['next'];
  }
  return pages.join('\n');
}

/** Everything that the API ever shows of a council without being asked to open it. */
async function everythingShown(api: string): Promise<string> {
  const pages = [await timelineOf(api)];
  for (const name of projectionNames) pages.push((await ask(`${api}/councils/c/projections/${name}`)).text);
  return pages.join('\n');
}

/** The same person with a few of the values: every fifth. */
const someOf = (told: Told): Told => ({
  ...told,
  values: new Map([...told.values].filter((_, index) => index % 5 === 0)),
});

const opening = { by: 'O-9', why: 'subject_access' };

async function expectOpen(api: string, some: readonly Told[]): Promise<void> {
  for (const { values } of some) {
    for (const [id, sealed] of values) {
      const answer = await ask(`${api}/councils/c/events/${id}/openings`, opening);
      expect(answer).toMatchObject({ status: 201, body: { values: sealed, unreadable: [] } });
    }
  }
}

async function expectErased(api: string, some: readonly Told[]): Promise<void> {
  for (const { values, canaries } of some) {
    for (const id of values.keys()) {
      const answer = await ask(`${api}/councils/c/events/${id}/openings`, opening);
      expect(answer).toMatchObject({ status: 410, body: { type: '/api/v1/problems/erased' } });
      expect(answer.text).toContain('erased on 2026-04-01');
      expect(canaries.filter((one) => answer.text.includes(one))).toEqual([]);
    }
  }
}

/** Places under the test's folder that hold a text, with what they hold. */
function placesOf(texts: readonly string[]): string[] {
  const places = filesUnder(root).map(({ path, bytes }) => [path, tracesIn(bytes, texts)] as const);
  return places.filter(([, found]) => found.length > 0).map(([path, found]) => `${path}: ${found.join(' ')}`);
}

describe('the search', () => {
  it('finds a text in every form that it looks for', () => {
    const text = `${MARKS[0]}001x00`;
    for (const before of ['', 'a', 'ab']) {
      for (const encoding of ['latin1', 'base64', 'base64url', 'hex'] as const) {
        const bytes = Buffer.from(Buffer.from(`${before}${text} and more`).toString(encoding));
        expect(tracesIn(bytes, [text, 'other'])).toEqual([text]);
      }
    }
    const big = Buffer.from(text, 'utf16le').swap16();
    const zipped = Buffer.concat([Buffer.from('head'), gzipSync(`some ${text}`), Buffer.from('tail')]);
    for (const bytes of [Buffer.from(text, 'utf16le'), big, zipped]) expect(tracesIn(bytes, [text])).toEqual([text]);
    expect(formsOf(text).length).toBeGreaterThan(8);
  });

  it('looks for what every sealed field holds that can be told from anything else', () => {
    const told = new Set(
      personalData(1).events.flatMap(({ type, payload }) => Object.keys(payload).map((name) => `${type}.${name}`)),
    );
    const sealed = Object.entries(eventCatalogue).flatMap(([type, list]) =>
      Object.entries(list).flatMap(([name, { sealedUnder }]) => (sealedUnder === null ? [] : [`${type}.${name}`])),
    );
    expect(sealed.filter((one) => !told.has(one))).toEqual([]);
  });
});

describe(`${PERSONS} persons, half of whom are erased`, () => {
  it('leave nothing of the one half, all of the other, and every stored byte', async () => {
    let api = await start();
    await record(api, everybody);
    // What is refused, or cannot even be read, must leave nothing either.
    const [first] = erased;
    await ask(`${api}/councils/c/events`, `{"id": "${first?.canaries[0] ?? ''}", `);
    await ask(`${api}/councils/c/events`, [
      { ...first?.events[0], type: 'Unheard', payload: first?.events[1]?.payload },
    ]);
    const timeline = (await ask(`${api}/councils/c/timeline?limit=1000`)).text;
    await expectOpen(api, others.slice(0, 5));
    await stop();
    cpSync(folder('data'), folder('before'), { recursive: true });

    api = await start();
    await erase(api, erased);
    await expectErased(api, erased);
    await expectOpen(api, others.slice(0, 10));
    await expectOpen(api, others.slice(10).map(someOf));
    const shown = await everythingShown(api);
    expect(tracesIn(Buffer.from(shown), canariesOf(erased))).toEqual([]);
    expect(canariesOf(others).filter((one) => shown.includes(one))).toHaveLength(others.length);
    expect((await ask(`${api}/councils/c/timeline?limit=1000`)).text).toBe(timeline);
    // A copy made while it runs, as a backup is.
    cpSync(folder('data'), folder('backup'), { recursive: true });
    await stop();
    writeFileSync(folder('said'), said);

    // The copy from before the erasure holds the keys, and still none of the values.
    expect(placesOf(MARKS)).toEqual([]);
    expect(placesOf([PLAIN]).map((place) => place.split(/[/:]/).find((part) => part.endsWith('sqlite')))).toContain(
      'ledger.sqlite',
    );

    // Both stores from before the erasure, and the list that was kept.
    rmSync(folder('data'), { recursive: true });
    cpSync(folder('before'), folder('data'), { recursive: true });
    api = await start();
    await expectErased(api, erased.map(someOf));
    await expectOpen(api, others.slice(0, 5));
    expect((await timelineOf(api)).match(/"type":"SealedPayloadDestroyed"/g)).toHaveLength(erased.length);
  }, 300_000);
});

describe('a ledger in an event store', () => {
  it('and its journal hold nothing of an erased person', async () => {
    const store = await KillableStore.start(folder('store'));
    try {
      const development = { EVENHAND_MODE: 'development', EVENHAND_LEDGER: `esdb://127.0.0.1:${store.port}?tls=false` };
      const api = await start(development);
      const some = [...erased.slice(0, 3), ...others.slice(0, 2)];
      await record(api, some);
      await erase(api, some.slice(0, 3));
      await expectErased(api, some.slice(0, 3));
      await expectOpen(api, some.slice(3));
      await stop();
      writeFileSync(folder('said'), said);
      expect(placesOf(MARKS)).toEqual([]);
      expect(placesOf([PLAIN]).length).toBeGreaterThan(1);
    } finally {
      await store.stop();
    }
  });
});
