import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { projectionNames } from '#lib/council/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { Proxy } from '../support/eventstoredb/proxy.js';
import { seededRandom } from '../support/eventstoredb/seeded.js';
import { startStandIn } from '../support/eventstoredb/stand-in.js';
import { nodeOf, serverForTests, through } from '../support/eventstoredb/target.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';

const EVENTS = 10_000;
const CLIENTS = 8;
const SEED = Number(process.env['EVENHAND_FAULT_SEED'] ?? 20_261_129);
const PACKS = builtInPacks()
  .all()
  .map(({ ref }) => ref.id)
  .slice(0, 3);
const COUNCILS = 12;
const headers = { 'content-type': 'application/json' };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Given {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly payload: object;
}

interface Batch {
  readonly council: string;
  readonly events: readonly Given[];
}

/** What a council records in a year, in no order: requests, briefings of four groups in a few matters, reports, corrections. */
function madeUp(random: () => number): Given {
  const one = <Item>(...items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const group = one('G-A', 'G-A', 'G-B', 'G-C', 'G-D');
  const matter = `MAT-${Math.floor(random() * 12)}`;
  const version = one('V1', 'V1', 'V2');
  const request = `REQ-${Math.floor(random() * 400)}`;
  const [type, payload] = one<[string, object]>(
    ['PoliticalGroupRegistered', { group }],
    ['GroupBriefingGiven', { group, matter, version }],
    ['GroupBriefingGiven', { group, matter, version }],
    ['GroupReportSupplied', { group, matter, version, flags: { facts: true, persuasion: random() < 0.1 } }],
    ['GroupSupportRequested', { id: request, group, form: 'attendance' }],
    ['EntryCorrected', { target: request, set: { group } }],
  );
  const day = new Date(Date.UTC(2026, 0, 6) + Math.floor(random() * 300) * 86_400_000);
  return { id: randomUUID(), type, occurredAt: `${day.toISOString().slice(0, 10)}T10:00`, payload };
}

function batchesOf(councils: readonly string[], random: () => number): Batch[] {
  const batches: Batch[] = [];
  for (let left = EVENTS - councils.length; left > 0; left -= batches.at(-1)!.events.length) {
    const size = Math.min(left, 1 + Math.floor(random() * 60));
    const council = councils[batches.length % councils.length]!;
    batches.push({ council, events: Array.from({ length: size }, () => madeUp(random)) });
  }
  return batches;
}

/** Two services on one store, the second one by a line that can be made slow. */
class Replicas {
  readonly services: ServiceProcess[] = [];
  readonly #folders = ['left', 'right'].map((name) => mkdtempSync(join(tmpdir(), `evenhand-${name}-`)));
  readonly #ports = [0, 0];

  constructor(readonly urls: readonly string[]) {
    closing.push(() => {
      for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
    });
  }

  /** A replica that was there before comes back at its port. */
  async start(index: number): Promise<void> {
    const service = startServiceProcess({
      // Nothing that is recorded here is sealed, so each may have keys of its own: in production they share a key store.
      EVENHAND_MODE: 'development',
      EVENHAND_DATA: this.#folders[index]!,
      EVENHAND_LEDGER: this.urls[index]!,
      EVENHAND_PORT: String(this.#ports[index]),
    });
    closing.push(() => service.kill());
    this.services[index] = service;
    this.#ports[index] = await service.port;
  }

  dropJournal(index: number): void {
    const names = readdirSync(this.#folders[index]!).filter((name) => name.startsWith('journal'));
    expect(names).toContain('journal.sqlite');
    for (const name of names) rmSync(join(this.#folders[index]!, name));
  }

  url(index: number, path: string): string {
    return `http://127.0.0.1:${this.#ports[index]}${path}`;
  }

  async get(index: number, path: string): Promise<{ status: number; text: string }> {
    const response = await fetch(this.url(index, path));
    return { status: response.status, text: await response.text() };
  }

  /** Null if there is no answer. */
  async post(index: number, path: string, body: object): Promise<{ status: number; text: string } | null> {
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    try {
      const response = await fetch(this.url(index, path), request);
      return { status: response.status, text: await response.text() };
    } catch {
      return null;
    }
  }

  async isReady(index: number): Promise<boolean> {
    return (await this.get(index, '/health/ready')).status === 200;
  }
}

/** Clients that share the batches; each has a replica of its own and goes on at the other when that does not answer. */
class Load {
  readonly receipts = new Map<Batch, string>();
  /** Returns other than 201, and requests without an answer. */
  readonly misses: (number | null)[] = [];
  readonly bySurvivor: number[] = [];
  acknowledged = 0;
  readonly #left: Batch[];
  readonly #done: Promise<unknown>;

  constructor(
    readonly replicas: Replicas,
    batches: readonly Batch[],
  ) {
    this.#left = [...batches];
    this.#done = Promise.all(Array.from({ length: CLIENTS }, (_, client) => this.#run(client % 2)));
  }

  /** Resolves once so many events are acknowledged. */
  async reaches(events: number): Promise<void> {
    while (this.acknowledged < events) await sleep(5);
  }

  async end(): Promise<void> {
    await this.#done;
  }

  async #run(home: number): Promise<void> {
    for (let batch = this.#left.shift(); batch !== undefined; batch = this.#left.shift()) {
      let index = home;
      while (!(await this.#send(index, batch))) index = 1 - index;
    }
  }

  async #send(index: number, batch: Batch): Promise<boolean> {
    const answer = await this.replicas.post(index, `/api/v1/councils/${batch.council}/events`, batch.events);
    if (answer?.status === 201) {
      this.receipts.set(batch, answer.text);
      this.acknowledged += batch.events.length;
      if (index === 0) this.bySurvivor.push(performance.now());
      return true;
    }
    this.misses.push(answer?.status ?? null);
    await sleep(20);
    return false;
  }
}

/** Asks the survivor all the time; gives every status there was. */
function watch(replicas: Replicas): { stop(): Promise<Set<number>> } {
  const over = new AbortController();
  const asking = (async () => {
    const statuses = new Set<number>();
    while (!over.signal.aborted) {
      for (const path of ['/health/live', '/health/ready', '/api/v1/councils']) {
        statuses.add((await replicas.get(0, path)).status);
      }
      await sleep(50);
    }
    return statuses;
  })();
  return {
    stop: () => {
      over.abort();
      return asking;
    },
  };
}

/** Every id that a replica has of a council, in order of recording. */
interface Recorded {
  readonly id: string;
  readonly type: string;
}

/** What is worth a second look depends on what else is known by then; the rest is the first answer. */
function withoutNotes(answer: string): object {
  const { notes: _notes, ...receipt } = JSON.parse(answer) as { notes?: unknown };
  return receipt;
}

const isText = ({ type }: Recorded): boolean => type === 'ProtocolPackPublished';

async function recordedIn(replicas: Replicas, index: number, council: string): Promise<Recorded[]> {
  const found: Recorded[] = [];
  let next: string | null = `/api/v1/councils/${council}/timeline?limit=1000`;
  while (next !== null) {
    const page = JSON.parse((await replicas.get(index, next)).text) as {
      events: Recorded[];
      next: string | null;
    };
    found.push(...page.events.map(({ id, type }) => ({ id, type })));
    next = page.next;
  }
  return found;
}

/** Every projection of every council, byte for byte, by replica. */
async function documents(replicas: Replicas, index: number, councils: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  for (const council of councils) {
    for (const name of projectionNames) {
      const query = 'at=2026-12-31&knownAt=2030-01-01';
      const { status, text } = await replicas.get(index, `/api/v1/councils/${council}/projections/${name}?${query}`);
      expect([council, name, status]).toEqual([council, name, 200]);
      texts.push(text);
    }
  }
  return texts;
}

/** Starts the second replica without its journal on a slow line; gives what its health told on the way. */
async function rebuild(replicas: Replicas, proxy: Proxy): Promise<number[]> {
  await replicas.services[1]!.kill();
  replicas.dropJournal(1);
  proxy.slowBy(120);
  await replicas.start(1);
  const progress: number[] = [];
  for (;;) {
    const { status, text } = await replicas.get(1, '/health/ready');
    const { details } = JSON.parse(text) as { details: { journal: { progress: number; status: string } } };
    if (status === 200) return progress;
    expect([status, details.journal.status]).toEqual([503, 'down']);
    progress.push(details.journal.progress);
    proxy.slowBy(progress.length < 3 ? 120 : 0);
    await sleep(100);
  }
}

describe('two replicas, one of them killed under load', () => {
  it(`record ${EVENTS} events once each, and show the same to the byte (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const server = await serverForTests();
    const standIn = server.url === null ? await startStandIn() : null;
    closing.push(() => (server.url === null ? standIn?.stop() : server.stop()));
    const url = server.url ?? `esdb://127.0.0.1:${standIn?.port}?tls=false`;
    const proxy = await Proxy.start(nodeOf(url));
    closing.push(() => proxy.stop());
    const replicas = new Replicas([url, through(url, proxy.port)]);
    await Promise.all([replicas.start(0), replicas.start(1)]);
    const councils = Array.from({ length: COUNCILS }, () => `council-${randomUUID()}`);
    const opened = new Map(councils.map((council) => [council, randomUUID()]));
    for (const [index, council] of councils.entries()) {
      const opening = {
        id: council,
        pack: PACKS[index % PACKS.length],
        event: opened.get(council),
        occurredAt: '2026-01-05',
      };
      expect((await replicas.post(index % 2, '/api/v1/councils', opening))?.status).toBe(201);
    }

    const batches = batchesOf(councils, random);
    const watched = watch(replicas);
    const load = new Load(replicas, batches);
    await load.reaches(Math.floor(EVENTS * (0.2 + 0.4 * random())));
    const killedAt = performance.now();
    await replicas.services[1]!.kill();
    await load.reaches(load.acknowledged + 1_000);
    await replicas.start(1);
    const backAt = performance.now();
    await load.end();

    const statuses = await watched.stop();
    expect([...statuses]).toEqual([200]);
    expect(load.misses.filter((status) => status !== null && status !== 503)).toEqual([]);
    expect(load.misses).toContain(null);
    expect(load.bySurvivor.filter((at) => at > killedAt && at < backAt).length).toBeGreaterThan(10);

    while (!(await replicas.isReady(1))) await sleep(50);
    for (const council of councils) {
      const sent = batches.filter((batch) => batch.council === council).flatMap(({ events }) => events);
      const recorded = await recordedIn(replicas, 0, council);
      // The text of the pack that the council adopted is on record too, once.
      const [texts, others] = [recorded.filter(isText), recorded.filter((one) => !isText(one))];
      expect(texts).toHaveLength(1);
      expect(others.map(({ id }) => id).sort()).toEqual([opened.get(council), ...sent.map(({ id }) => id)].sort());
      expect(await recordedIn(replicas, 1, council)).toEqual(recorded);
    }
    const stored = standIn?.log.records.filter(({ stream }) => stream.startsWith('evenhand-')) ?? [];
    if (standIn !== null) expect(stored).toHaveLength(EVENTS + councils.length);
    for (const [batch, receipt] of [...load.receipts].slice(0, 20)) {
      const again = await replicas.post(1, `/api/v1/councils/${batch.council}/events`, batch.events);
      expect(again?.status).toBe(201);
      expect(withoutNotes(again?.text ?? '{}')).toEqual(withoutNotes(receipt));
    }

    const shown = await documents(replicas, 0, councils);
    expect(await documents(replicas, 1, councils)).toEqual(shown);
    const progress = await rebuild(replicas, proxy);
    expect(progress.length).toBeGreaterThan(0);
    expect(progress.every((part, index) => part < 1 && part >= (progress[index - 1] ?? 0))).toBe(true);
    expect(await documents(replicas, 1, councils)).toEqual(shown);
  }, 600_000);
});
