import { Writable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import {
  type Ledger,
  LedgerFullError,
  LedgerRefusedError,
  LedgerUnavailableError,
  openMemoryLedger,
} from '#lib/ledger/index.js';
import { type Running, altered, idOf, startService } from '../support/service.js';

const opening = { id: 'c', pack: 'northampton-tc', event: idOf(1) };
const right = { id: idOf(2), type: 'PoliticalGroupRegistered', occurredAt: '2026-03-02', payload: { group: 'G-A' } };
const nested = (levels: number): string => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);

/** A log that a test can read. */
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

let service: Running;
afterEach(() => service.close());

async function open(ledger?: Ledger): Promise<void> {
  service = await startService(ledger === undefined ? {} : { ledger });
  if (ledger === undefined) await service.post('/councils', opening).expect(201);
}

describe('what cannot be read', () => {
  it.each([
    ['no JSON', '{"id": ', 400, 'malformed'],
    ['a bare word', 'null', 400, 'malformed'],
    ['more than 4 MB', JSON.stringify([{ ...right, id: 'x'.repeat(4_200_000) }]), 413, 'too_large'],
    ['nothing', '', 422, 'invalid'],
  ])('%s is refused and nothing is recorded', async (_what, body, status, kind) => {
    await open();
    const answer = await service.post('/councils/c/events', body);
    expect([answer.status, answer.body.type]).toEqual([status, `/api/v1/problems/${kind}`]);
    expect(await service.ledger.head()).toBe(2n);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])('%s is no JSON', async (type) => {
    await open();
    const answer = await request(service.app.getHttpServer())
      .post('/api/v1/councils/c/events')
      .type(type)
      .send(JSON.stringify(right));
    expect([answer.status, answer.body.type]).toEqual([415, '/api/v1/problems/media_type']);
  });

  it('an encoding that nobody knows is refused', async () => {
    await open();
    const answer = await service.post('/councils/c/events', right).set('content-encoding', 'zip');
    expect(answer.status).toBe(415);
  });

  it('an address that is no URL is refused', async () => {
    await open();
    const answer = await service.get('/councils/%E0%A4%A/timeline');
    expect([answer.status, answer.body.type]).toEqual([400, '/api/v1/problems/malformed']);
  });
});

describe('an event that is wrong', () => {
  it.each<[string, string, string]>([
    ['no events', '[]', ''],
    [
      '1,001 events',
      JSON.stringify(Array.from({ length: 1001 }, (_, index) => ({ ...right, id: idOf(index + 2) }))),
      '',
    ],
    ['no object', '[7]', '#/0'],
    ['an id that is no UUID', JSON.stringify({ ...right, id: 'E-1' }), '#/id'],
    ['no id', JSON.stringify({ ...right, id: undefined }), '#/id'],
    ['an event nobody knows', JSON.stringify({ ...right, type: 'GroupVanished' }), '#/type'],
    ['an event that the ledger raises itself', JSON.stringify({ ...right, type: 'FindingRaised' }), '#/type'],
    ['a type from the prototype', JSON.stringify({ ...right, type: 'constructor' }), '#/type'],
    ['no time', JSON.stringify({ ...right, occurredAt: 'soon' }), '#/occurredAt'],
    ['a day that does not exist', JSON.stringify({ ...right, occurredAt: '2026-02-30' }), '#/occurredAt'],
    ['a number for a time', JSON.stringify({ ...right, occurredAt: 1_772_000_000 }), '#/occurredAt'],
    ['a payload that is a list', JSON.stringify({ ...right, payload: [] }), '#/payload'],
    ['a field nobody knows', JSON.stringify({ ...right, payload: { group: 'G', colour: 'red' } }), '#/payload/colour'],
    ['a null where there may be none', JSON.stringify({ ...right, payload: { group: null } }), '#/payload/group'],
    ['a list for one value', JSON.stringify({ ...right, payload: { group: ['A', 'B'] } }), '#/payload/group'],
    ['an actor without a role', JSON.stringify({ ...right, recordedBy: { person: 'O-1' } }), '#/recordedBy'],
    [
      'an actor with more',
      JSON.stringify({ ...right, recordedBy: { role: 'r', person: 'O-1', name: 'N' } }),
      '#/recordedBy',
    ],
    ['a member of its own', JSON.stringify({ ...right, position: '7' }), '#/position'],
    ['a correction without target', correction({ set: { ground: 'x' } }), '#/payload/target'],
    ['a correction without set', correction({ target: 'REQ-1' }), '#/payload/set'],
    ['a poisoned member', `{"id":"${idOf(2)}","__proto__":{"admin":true}}`, '#'],
    ['a poisoned member deep down', correction('{"target":"R","set":{"constructor":1}}'), '#/payload/set'],
    ['half a character', correction('{"target":"R","set":{"ground":"\\ud800"}}'), '#/payload/set/ground'],
    ['nesting without end', correction(`{"target":"R","set":${nested(500)}}`), `#/payload/set${'/a'.repeat(31)}`],
  ])('%s is refused, its place named and nothing recorded', async (_what, body, pointer) => {
    await open();
    const answer = await service.post('/councils/c/events', body);
    expect([answer.status, answer.body.type]).toEqual([422, '/api/v1/problems/invalid']);
    if (pointer === '') expect(answer.body.detail).toContain('1 to 1000 events');
    else expect(answer.body.errors).toContainEqual({ pointer, detail: expect.any(String), right: expect.any(String) });
    expect(await service.ledger.head()).toBe(2n);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  it('nested a hundred thousand levels deep does no harm', async () => {
    await open();
    const answer = await service.post('/councils/c/events', correction(`{"target":"R","set":${nested(100_000)}}`));
    expect(answer.status).toBe(422);
  });

  it('is refused with every field at fault at once', async () => {
    await open();
    const wrong = {
      id: 'x',
      type: 'GroupReportSupplied',
      occurredAt: 'x',
      payload: { flags: { facts: 1 }, items: 'F1' },
    };
    const { body } = await service.post('/councils/c/events', wrong).expect(422);
    const pointers = body.errors.map((one: { pointer: string }) => one.pointer);
    const inPayload = ['flags', 'group', 'items', 'version'].map((name) => `#/payload/${name}`);
    expect(pointers.sort()).toEqual(['#/id', '#/occurredAt', ...inPayload]);
  });

  it('never answers with what a sealed field held', async () => {
    await open();
    const payload = { id: 'REL-1', by: 'M-1', about: 'O-1', to: 'clerk', category: 'SECRET', degree: 'SECRET' };
    const { text } = await service
      .post('/councils/c/events', { ...right, type: 'RelationshipDeclared', payload })
      .expect(422);
    expect(text).toContain('/payload/category');
    expect(text).not.toContain('SECRET');
  });
});

function correction(payload: object | string): string {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return `{"id":"${idOf(2)}","type":"EntryCorrected","occurredAt":"2026-03-02","payload":${text}}`;
}

describe('a fault', () => {
  const secret = 'table events at /srv/data';
  const throwing = (error: Error): Ledger => {
    const ledger = openMemoryLedger({ clock: Date.now });
    return altered(ledger, { append: () => Promise.reject(error), readCouncil: ledger.readCouncil.bind(ledger) });
  };

  it('shows a reference and nothing else; the log has the same reference', async () => {
    const { lines, log } = openTestLog();
    service = await startService({ ledger: throwing(new Error(secret)), log });
    const answer = await service.post('/councils', opening);
    expect(answer.status).toBe(500);
    const reference = answer.headers['x-correlation-id'];
    const detail = 'Quote the instance when you report this.';
    const title = 'Something went wrong here';
    const type = '/api/v1/problems/fault';
    expect(answer.body).toEqual({ type, title, status: 500, detail, instance: `urn:uuid:${reference}` });
    expect(lines.some((line) => line.includes(secret) && line.includes(String(reference)))).toBe(true);
  });

  it('of a full disk is told as such', async () => {
    await open(throwing(new LedgerFullError(secret)));
    const answer = await service.post('/councils', opening);
    expect([answer.status, answer.body.type]).toEqual([507, '/api/v1/problems/ledger_full']);
    expect(answer.text).not.toContain(secret);
  });

  it('of a ledger out of reach says when to come back', async () => {
    await open(throwing(new LedgerUnavailableError(secret, 2_500)));
    const answer = await service.post('/councils', opening);
    expect([answer.status, answer.body.type]).toEqual([503, '/api/v1/problems/ledger_unavailable']);
    expect(answer.headers['retry-after']).toBe('3');
    expect(answer.text).not.toContain(secret);
  });

  it.each([
    ['too_large', 413, 'too_large'],
    ['deleted', 422, 'ledger_refused'],
    ['denied', 500, 'fault'],
    ['untrusted', 500, 'fault'],
  ] as const)('of a store that refuses as %s answers %i', async (reason, status, kind) => {
    await open(throwing(new LedgerRefusedError(secret, reason)));
    const answer = await service.post('/councils', opening);
    expect([answer.status, answer.body.type]).toEqual([status, `/api/v1/problems/${kind}`]);
    expect(answer.text).not.toContain(secret);
  });

  it('while reading does not outlast its cause', async () => {
    const ledger = openMemoryLedger({ clock: Date.now });
    let isBroken = false;
    const readCouncil: Ledger['readCouncil'] = (...given) => {
      if (isBroken) throw new LedgerUnavailableError(secret, 0);
      return ledger.readCouncil(...given);
    };
    service = await startService({ ledger: altered(ledger, { readCouncil }) });
    await service.post('/councils', opening).expect(201);
    isBroken = true;
    await service.get('/councils/c/projections/findings').expect(503);
    isBroken = false;
    await service.get('/councils/c/projections/findings').expect(200);
  });
});

describe('the edge', () => {
  it.each(['evil.example', 'evil.example:3000', '', '127.0.0.1.evil.example'])(
    'does not answer to %p',
    async (host) => {
      await open();
      const answer = await service.get('/councils').set('host', host);
      expect([answer.status, answer.body.type]).toEqual([421, '/api/v1/problems/misdirected']);
    },
  );

  it('sends what keeps an answer from being misused, and nothing about itself', async () => {
    await open();
    const { headers } = await service.get('/councils').expect(200);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('explains each kind of problem where its type leads', async () => {
    await open();
    const { body } = await service.get('/nowhere').expect(404);
    const explained = await service.get(body.type.slice('/api/v1'.length)).expect(200);
    expect(explained.body).toMatchObject({ type: body.type, title: body.title, status: 404 });
    await service.get('/problems/unheard-of').expect(404);
  });

  it('logs who asked for what and how it ended, never what was said', async () => {
    const { lines, log } = openTestLog();
    service = await startService({ log });
    await service.post('/councils', opening).expect(201);
    const payload = { person: 'M-1', category: 'dpi', interest: 'INT-1', details: 'CANARY' };
    const sent = { ...right, type: 'InterestRegistered', payload, recordedBy: { role: 'clerk', person: 'CANARY' } };
    await service.post('/councils/c/events?token=CANARY', sent).set('authorization', 'CANARY').expect(201);
    await service.post('/councils/c/events', { ...sent, id: 'CANARY' }).expect(422);
    const text = lines.join('');
    expect(text).toContain('"path":"/api/v1/councils/c/events"');
    expect(text).toContain('"status":422');
    expect(text).not.toContain('CANARY');
  });
});
