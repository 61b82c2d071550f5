import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import request, { type Test } from 'supertest';
import { problemPages } from '../../apps/service/api/problem-pages.js';
import { problemKinds } from '../../apps/service/api/problem.js';
import { type Running, idOf, startService } from '../support/service.js';

let service: Running;
let logged: string[];
beforeEach(async () => {
  logged = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged.push(chunk.toString());
      done();
    },
  });
  service = await startService({ log: pino({ level: 'info' }, stream), waitMs: 50 });
});
afterEach(() => service.close());

const get = (path: string, accept: string): Test =>
  request(service.app.getHttpServer()).get(path).set('accept', accept);

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('GET /', () => {
  it('says what this is and where to go, as a page to a browser', async () => {
    const answer = await get('/', BROWSER)
      .expect(200)
      .expect('content-type', /^text\/html/);
    expect(answer.text).toMatch(/<h1[^>]*>Evenhand<\/h1>/);
    expect(answer.text).toMatch(/even-handedly/);
    const places = [...answer.text.matchAll(/href="([^"]+)"/g)].map(([, at]) => at ?? '');
    expect(places).toContain('/api');
    for (const place of places) await get(place, '*/*').redirects(1).expect(200);
  });

  it.each(['application/json', '*/*'])('says the same as JSON to a client that accepts %s', async (accept) => {
    const { body } = await get('/', accept)
      .expect(200)
      .expect('content-type', /^application\/json/);
    expect(body).toMatchObject({ name: 'Evenhand', places: { '/api': expect.stringMatching(/\S/) } });
  });
});

/** The text of a page, without what escaping made of it. */
const inPlain = (page: string): string =>
  page
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

describe('the type of a problem', () => {
  it('leads to a page that explains it, from an answer that was given', async () => {
    const { body } = await service.get('/councils/nowhere/timeline').expect(404);
    const page = await get((body as { type: string }).type, BROWSER)
      .expect(200)
      .expect('content-type', /^text\/html/);
    expect(page.text).toContain((body as { title: string }).title);
    expect(page.text).toContain('POST /api/v1/councils opens one');
  });

  it.each(Object.keys(problemKinds))('leads to a page that explains it: %s', async (kind) => {
    const known = kind as keyof typeof problemKinds;
    const { body } = await get(`/api/v1/problems/${kind}`, 'application/json').expect(200);
    expect(body).toMatchObject({
      status: problemKinds[known][0],
      title: problemKinds[known][1],
      ...problemPages[known],
    });
    const page = await get(`/api/v1/problems/${kind}`, BROWSER).expect(200);
    for (const text of Object.values(problemPages[known])) expect(inPlain(page.text)).toContain(text.slice(0, 20));
  });

  it('is not found where there is no such kind', async () => {
    await get('/api/v1/problems/constructor', '*/*').expect(404);
  });
});

describe('a 504', () => {
  it('is no stack trace in the log', async () => {
    await service.post('/councils', { id: 'c', pack: 'northampton-tc', event: idOf(1) }).expect(201);
    await service.get('/councils/c/projections/findings?waitFor=999').expect(504);
    const lines = logged.map((line) => JSON.parse(line) as { level: number; res?: { status: number }; err?: unknown });
    const ofAnswer = lines.filter(({ res }) => res?.status === 504);
    expect(ofAnswer).toHaveLength(1);
    expect(lines.filter((line) => 'err' in line)).toEqual([]);
    expect(logged.join('')).not.toMatch(/ at .*:\d+:\d+/);
  });
});
