import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { afterEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { readConfig } from '../../apps/service/config.js';
import { type ChosenLedger, openLedger } from '../../apps/service/ledger.js';
import { type ServiceParts, createService } from '../../apps/service/service.js';
import { memoryKeys } from '../support/keys.js';
import { type Ledger, openMemoryLedger } from '#lib/ledger/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { startStandIn } from '../support/eventstoredb/stand-in.js';
import { altered, idOf } from '../support/service.js';

const opening = { id: 'quietville', pack: 'northampton-tc', event: idOf(1) };
const registered = {
  id: idOf(2),
  type: 'PoliticalGroupRegistered',
  occurredAt: '2026-03-02',
  payload: { group: 'G-LANTERN' },
};

const cleanings: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanings.splice(0).reverse()) await clean();
});

function openTestLog() {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { lines, log: pino({ level: 'info' }, stream) };
}

const memory = (): Ledger => openMemoryLedger({ clock: Date.now });

async function serve(ledger: Ledger, given: Partial<ServiceParts> = {}): Promise<NestExpressApplication> {
  const app = await createService({
    ledger,
    shelf: builtInPacks(),
    clock: Date.now,
    ...(await memoryKeys()),
    ...given,
  });
  await app.listen(0, '127.0.0.1');
  cleanings.push(async () => {
    await app.close();
    await ledger.close();
  });
  return app;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'evenhand-operation-'));
  cleanings.push(() => {
    rmSync(path, { recursive: true, force: true });
  });
  return path;
}

/** What the service opens for a store, as it does at its start. */
async function chosen(url: string): Promise<ChosenLedger> {
  const config = readConfig({ EVENHAND_DATA: folder(), EVENHAND_LEDGER: url });
  if (!config.ok) throw new Error(JSON.stringify(config.refusal));
  return openLedger(config.value, Date.now, pino({ level: 'silent' }));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const keys = { EVENHAND_MASTER_KEY_FILE: '/run/secrets/master-key', EVENHAND_KEY_STORE: 'postgres://keys' };
const production = { EVENHAND_MODE: 'production', ...keys };
const insecure = { ...production, EVENHAND_LEDGER: 'esdb://store.internal:2113?tls=false' };

function refusedNames(environment: Readonly<Record<string, string>>): readonly string[] {
  const config = readConfig(environment);
  return config.ok ? [] : config.refusal.problems.map(({ at }) => at);
}

describe('what the service refuses to start on', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['no ledger', { EVENHAND_LEDGER: '' }, ['EVENHAND_LEDGER']],
    ['another kind of store', { EVENHAND_LEDGER: 'postgres://db/ledger' }, ['EVENHAND_LEDGER']],
    ['a misspelt kind', { EVENHAND_LEDGER: 'SQLite' }, ['EVENHAND_LEDGER']],
    ['an option nobody knows', { EVENHAND_LEDGER: 'esdb://u:p@store?tsl=false' }, ['EVENHAND_LEDGER']],
    [
      'a promise the client does not keep',
      { EVENHAND_LEDGER: 'esdb://store?tlsVerifyCert=false' },
      ['EVENHAND_LEDGER'],
    ],
    ['TLS told twice', { EVENHAND_LEDGER: 'esdb://store?tls=true&TLS=false' }, ['EVENHAND_LEDGER']],
    ['TLS perhaps', { EVENHAND_LEDGER: 'esdb://store?tls=no' }, ['EVENHAND_LEDGER']],
    ['a password that is not encoded', { EVENHAND_LEDGER: 'esdb://u:%zz@store' }, ['EVENHAND_LEDGER']],
    ['no credentials in production', { ...production, EVENHAND_LEDGER: 'esdb://store' }, ['EVENHAND_LEDGER']],
    [
      'the password every store is shipped with',
      { ...production, EVENHAND_LEDGER: 'esdb://admin:changeit@store' },
      ['EVENHAND_LEDGER'],
    ],
    ['an insecure store', insecure, ['EVENHAND_INSECURE_STORE', 'EVENHAND_INSECURE_STORE_REASON']],
    [
      'an insecure store accepted without a reason',
      { ...insecure, EVENHAND_INSECURE_STORE: 'accept', EVENHAND_INSECURE_STORE_REASON: ' ' },
      ['EVENHAND_INSECURE_STORE_REASON'],
    ],
    [
      'an insecure store with a reason alone',
      { ...insecure, EVENHAND_INSECURE_STORE_REASON: 'internal network' },
      ['EVENHAND_INSECURE_STORE'],
    ],
    [
      'an insecure store accepted in other words',
      { ...insecure, EVENHAND_INSECURE_STORE: 'yes', EVENHAND_INSECURE_STORE_REASON: 'internal network' },
      ['EVENHAND_INSECURE_STORE'],
    ],
    [
      'an insecure cluster, one node of which is here',
      { ...production, EVENHAND_LEDGER: 'esdb://127.0.0.1:2113,store:2113?tls=false' },
      ['EVENHAND_INSECURE_STORE', 'EVENHAND_INSECURE_STORE_REASON'],
    ],
    ['a name for an address', { EVENHAND_HOST: 'localhost' }, ['EVENHAND_HOST', 'EVENHAND_NAMES']],
    ['every address', { EVENHAND_HOST: '0.0.0.0' }, ['EVENHAND_HOST', 'EVENHAND_NAMES']],
    ['every address of IPv6', { EVENHAND_HOST: '::' }, ['EVENHAND_HOST', 'EVENHAND_NAMES']],
    ['every address, with names', { EVENHAND_HOST: '0.0.0.0', EVENHAND_NAMES: 'evenhand' }, ['EVENHAND_HOST']],
    ['a proxy without names', { EVENHAND_HOST: '0.0.0.0', EVENHAND_BEHIND_PROXY: 'yes' }, ['EVENHAND_NAMES']],
    ['a proxy perhaps', { EVENHAND_BEHIND_PROXY: 'true' }, ['EVENHAND_BEHIND_PROXY']],
    ['names that are none', { EVENHAND_NAMES: 'evenhand,*' }, ['EVENHAND_NAMES']],
    ['less than no space', { EVENHAND_MIN_FREE_MB: '-1' }, ['EVENHAND_MIN_FREE_MB']],
    ['space in words', { EVENHAND_MIN_FREE_MB: 'much' }, ['EVENHAND_MIN_FREE_MB']],
  ])('%s: each variable is named', (_what, environment, names) => {
    expect([...refusedNames(environment)].sort()).toEqual([...names].sort());
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['a secured store', { ...production, EVENHAND_LEDGER: 'esdb://evenhand:s%40lt@a:2113,b:2113?tlsCAFile=/ca.crt' }],
    ['an insecure store on this machine', { ...production, EVENHAND_LEDGER: 'esdb://127.0.0.1:2113?tls=false' }],
    ['an insecure store in development', { EVENHAND_LEDGER: 'esdb://store:2113?tls=false' }],
    [
      'an insecure store, told twice',
      { ...insecure, EVENHAND_INSECURE_STORE: 'accept', EVENHAND_INSECURE_STORE_REASON: 'internal network' },
    ],
    [
      'every address behind a proxy',
      { EVENHAND_HOST: '0.0.0.0', EVENHAND_BEHIND_PROXY: 'yes', EVENHAND_NAMES: 'evenhand, ledger.example' },
    ],
    ['::1', { EVENHAND_HOST: '::1' }],
  ])('%s is no doubt', (_what, environment) => {
    expect(refusedNames(environment)).toEqual([]);
  });

  it('never shows a connection string', () => {
    const config = readConfig({ ...production, EVENHAND_LEDGER: 'esdb://u:hunter2@store?tsl=true' });
    expect(config.ok).toBe(false);
    expect(JSON.stringify(config)).not.toContain('hunter2');
  });
});

describe('health', () => {
  it('tells that the process lives, and that its ledger and its disk are there', async () => {
    const app = await serve(memory(), { operation: { data: folder(), minFreeMb: 0 } });
    const live = await request(app.getHttpServer()).get('/health/live');
    expect([live.status, live.body]).toEqual([200, { status: 'ok' }]);
    const ready = await request(app.getHttpServer()).get('/health/ready');
    expect(ready.status).toBe(200);
    expect(ready.body.details).toEqual({
      store: { status: 'up' },
      disk: { status: 'up', freeMb: expect.any(Number) },
    });
  });

  it('is not ready with a full disk or without a ledger, and lives on', async () => {
    const broken = altered(memory(), { head: () => Promise.reject(new Error('secret detail')) });
    const app = await serve(broken, { operation: { data: folder(), minFreeMb: 1e12 } });
    const ready = await request(app.getHttpServer()).get('/health/ready');
    expect([ready.status, ready.headers['retry-after']]).toEqual([503, '1']);
    expect(ready.body.error).toEqual({
      store: { status: 'down' },
      disk: { status: 'down', freeMb: expect.any(Number) },
    });
    expect(ready.text).not.toContain('secret');
    await request(app.getHttpServer()).get('/health/live').expect(200);
  });

  it('tells how far the journal of a store is', async () => {
    const server = await startStandIn();
    cleanings.push(() => server.stop());
    const { ledger, journal } = await chosen(`esdb://127.0.0.1:${server.port}?tls=false`);
    const app = await serve(ledger, { operation: { journal, data: null, minFreeMb: 0 } });
    await request(app.getHttpServer()).post('/api/v1/councils').send(opening).expect(201);
    const ready = await request(app.getHttpServer()).get('/health/ready');
    expect(ready.status).toBe(200);
    expect(ready.body.details).toEqual({
      store: { status: 'up', link: 'following' },
      journal: { status: 'up', progress: 1, lagBytes: 0, streamFindings: 0 },
    });
    const { text } = await request(app.getHttpServer()).get('/metrics');
    expect(text).toContain('evenhand_journal_progress_ratio 1\n');
    expect(text).toContain('evenhand_journal_lag_bytes 0\n');
    expect(text).toContain('evenhand_store_link{state="following"} 1\n');
  });
});

describe('a store that is away', () => {
  it('is waited for: alive, not ready, and each request is told to come again', async () => {
    const { ledger, journal } = await chosen(`esdb://127.0.0.1:${await freePort()}?tls=false`);
    const app = await serve(ledger, { operation: { journal, data: null, minFreeMb: 0 } });
    await request(app.getHttpServer()).get('/health/live').expect(200);
    const ready = await request(app.getHttpServer()).get('/health/ready');
    expect([ready.status, ready.body.error.store]).toEqual([503, { status: 'down', link: 'away' }]);
    const answer = await request(app.getHttpServer()).post('/api/v1/councils').send(opening);
    expect([answer.status, answer.body.type]).toEqual([503, '/api/v1/problems/ledger_unavailable']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    const { text } = await request(app.getHttpServer()).get('/metrics');
    expect(text).toContain('evenhand_store_link{state="away"} 1\n');
    expect(text).toContain('evenhand_refusals_total{code="ledger_unavailable"} 1\n');
  });
});

describe('metrics', () => {
  it('count what happened and hold no council, group, id or word that was sent', async () => {
    const app = await serve(memory());
    const server = app.getHttpServer();
    await request(server).post('/api/v1/councils').send(opening).expect(201);
    await request(server).post('/api/v1/councils/quietville/events').send(registered).expect(201);
    await request(server)
      .post('/api/v1/councils/quietville/events')
      .send({ ...registered, id: 'HELLO' })
      .expect(422);
    await request(server).get('/api/v1/councils/SHOUTING/timeline').expect(404);
    await request(server).get('/api/v1/councils/quietville/projections/WHISPER').expect(404);
    for (let turn = 0; turn < 2; turn += 1)
      await request(server).get('/api/v1/councils/quietville/projections/findings').expect(200);
    const { status, text, headers } = await request(server).get('/metrics');
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/plain; version=0.0.4')]);
    expect(text).toContain('evenhand_append_seconds_count{outcome="stored"} 2\n');
    expect(text).toContain('evenhand_appended_events_total 3\n');
    expect(text).toContain('evenhand_projection_seconds_count{projection="findings"} 2\n');
    expect(text).toContain('evenhand_fold_seconds_count{step="fold"} 2\n');
    expect(text).toContain('evenhand_refusals_total{code="invalid"} 1\n');
    expect(text).toMatch(/evenhand_findings\{level="BREACH",state="open"\} \d+\n/);
    for (const word of ['quietville', 'LANTERN', 'HELLO', 'SHOUTING', 'WHISPER', 'northampton', idOf(1)])
      expect(text).not.toContain(word);
  });

  it('count the findings of a council once, however often they are read, and of now alone', async () => {
    const app = await serve(memory());
    const server = app.getHttpServer();
    await request(server).post('/api/v1/councils').send(opening).expect(201);
    const read = (query: string) => request(server).get(`/api/v1/councils/quietville/projections/findings${query}`);
    const sumOf = async (): Promise<number> => {
      const { text } = await request(server).get('/metrics');
      const values = [...text.matchAll(/^evenhand_findings\{[^}]*\} (\d+)$/gm)].map(([, value]) => Number(value));
      expect(values.length).toBe(6);
      return values.reduce((sum, value) => sum + value, 0);
    };
    const { body } = await read('').expect(200);
    const first = await sumOf();
    expect(first).toBe(body.data.rows.length);
    await read('').expect(200);
    await read('?at=2020-01-01').expect(200);
    expect(await sumOf()).toBe(first);
  });
});

describe('correlation', () => {
  it('keeps a short token with the event, in the answer and in the log', async () => {
    const { lines, log } = openTestLog();
    const app = await serve(memory(), { log });
    const server = app.getHttpServer();
    await request(server).post('/api/v1/councils').send(opening).expect(201);
    const answer = await request(server)
      .post('/api/v1/councils/quietville/events')
      .set('x-correlation-id', 'batch-7.a')
      .send(registered);
    expect([answer.status, answer.headers['x-correlation-id']]).toEqual([201, 'batch-7.a']);
    const { body } = await request(server).get('/api/v1/councils/quietville/timeline');
    expect(body.events.map((event: { correlationId: string }) => event.correlationId)[2]).toBe('batch-7.a');
    expect(lines.map((line) => JSON.parse(line).req.id)).toContain('batch-7.a');
    const refusal = await request(server).get('/api/v1/councils/other/timeline').set('x-correlation-id', 'batch-8');
    expect(refusal.body.instance).toBe('#batch-8');
    expect(lines.join('')).not.toContain('LANTERN');
  });

  it.each(['x'.repeat(65), 'two words', '-leading', '{"json":1}', 'a/b', ''])('%p is replaced', async (given) => {
    const app = await serve(memory());
    const answer = await request(app.getHttpServer()).get('/api/v1/packs').set('x-correlation-id', given);
    expect(answer.headers['x-correlation-id']).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  });

  it('leaves probes out of the log', async () => {
    const { lines, log } = openTestLog();
    const app = await serve(memory(), { log });
    for (const path of ['/health/live', '/health/ready', '/metrics'])
      await request(app.getHttpServer()).get(path).expect(200);
    await request(app.getHttpServer()).get('/api/v1/packs').expect(200);
    expect(lines.map((line) => JSON.parse(line).req.path)).toEqual(['/api/v1/packs']);
  });
});

describe('names', () => {
  it('answers to those it was given and to no other', async () => {
    const app = await serve(memory(), { names: ['evenhand'] });
    const ask = (host: string) => request(app.getHttpServer()).get('/health/live').set('host', host);
    expect((await ask('evenhand:3000')).status).toBe(200);
    expect((await ask('EVENHAND')).status).toBe(200);
    expect((await ask('evenhand.example')).status).toBe(421);
  });
});

describe('stopping', () => {
  it('finishes the request under way, however slow, and takes no other', async () => {
    const ledger = memory();
    const started = Promise.withResolvers<undefined>();
    const slow = altered(ledger, {
      append: async (...given) => {
        started.resolve(undefined);
        await new Promise((resolve) => setTimeout(resolve, 500));
        return ledger.append(...given);
      },
    });
    const app = await createService({ ledger: slow, shelf: builtInPacks(), clock: Date.now, ...(await memoryKeys()) });
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();
    const answer = request(url).post('/api/v1/councils').send(opening);
    const answered = answer.then(({ status }) => status);
    await started.promise;
    const closed = app.close();
    const late = connect(Number(new URL(url).port), '127.0.0.1');
    const [error] = (await once(late, 'error')) as [{ code: string }];
    expect(error.code).toBe('ECONNREFUSED');
    expect(await answered).toBe(201);
    await closed;
    expect(await ledger.head()).toBe(2n);
    await ledger.close();
  });
});
