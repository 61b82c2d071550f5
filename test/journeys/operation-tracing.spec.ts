import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { idOf } from '../support/service.js';
import { type ServiceProcess, freePort, startServiceProcess } from '../support/service-process.js';

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly { key: string; value: Record<string, unknown> }[];
  readonly status: { readonly code?: number; readonly message?: string };
  readonly events?: readonly unknown[];
}

let folder: string;
const running: ServiceProcess[] = [];
const servers: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenhand-tracing-'));
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.kill();
  for (const one of servers.splice(0)) one.close().closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

/** Takes traces as a collector does (OTLP over HTTP), and keeps the very bytes. */
async function collector(port = 0, answer: 'at once' | 'never' = 'at once') {
  const bodies: { path: string; type: string; text: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      bodies.push({ path: request.url ?? '', type: request.headers['content-type'] ?? '', text });
      if (answer === 'at once') response.setHeader('content-type', 'application/json').end('{}');
    });
  }).listen(port, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  const spans = (): SentSpan[] =>
    bodies.flatMap(({ text }) =>
      JSON.parse(text).resourceSpans.flatMap((one: { scopeSpans: { spans: SentSpan[] }[] }) =>
        one.scopeSpans.flatMap((scope) => scope.spans),
      ),
    );
  return { bodies, spans, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

function start(settings: Readonly<Record<string, string>>): ServiceProcess {
  const service = startServiceProcess({ EVENHAND_DATA: folder, ...settings });
  running.push(service);
  return service;
}

const CANARY = 'CANARY';
const json = { 'content-type': 'application/json', authorization: CANARY, cookie: `session=${CANARY}` };
const opening = JSON.stringify({ id: `council-${CANARY}`, pack: 'northampton-tc', event: idOf(1) });
const attributesOf = ({ attributes }: SentSpan): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value['stringValue'] ?? Number(value['intValue'])]));

/** Name and attributes of the spans below another, as a tree. */
function below(spans: readonly SentSpan[], parent: string): object[] {
  const children = spans.filter(({ parentSpanId }) => parentSpanId === parent);
  return children.map((span) => ({
    name: span.name,
    ...(span.attributes.length === 0 ? {} : { attributes: attributesOf(span) }),
    ...(below(spans, span.spanId).length === 0 ? {} : { below: below(spans, span.spanId) }),
  }));
}

describe('with a collector named', () => {
  it('one write and one read are told span by span, below the caller, and nothing that was sent is among it', async () => {
    const { bodies, spans, port } = await collector();
    const service = start({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/`, OTEL_SERVICE_NAME: 'ledger-a' });
    const api = `http://127.0.0.1:${await service.port}/api/v1`;
    const caller = { trace: 'c'.repeat(32), span: 'd'.repeat(16) };
    const traced = {
      ...json,
      traceparent: `00-${caller.trace}-${caller.span}-01`,
      tracestate: `vendor=${CANARY}`,
      baggage: `user=${CANARY}`,
      'x-correlation-id': 'batch-7',
    };
    const opened = await fetch(`${api}/councils?token=${CANARY}`, { method: 'POST', headers: traced, body: opening });
    expect(opened.status).toBe(201);
    const query = `at=2030-01-01&waitFor=1&pack=northampton-tc`;
    const read = await fetch(`${api}/councils/council-${CANARY}/projections/findings?${query}`, { headers: json });
    expect(read.status).toBe(200);
    await fetch(`http://127.0.0.1:${await service.port}/health/live`);
    expect((await service.terminate()).code).toBe(0);

    expect(bodies.every(({ path, type }) => path === '/v1/traces' && type === 'application/json')).toBe(true);
    const [write, ...others] = spans().filter(({ kind }) => kind === 2);
    expect(write).toMatchObject({ name: 'POST /api/v1/councils', traceId: caller.trace, parentSpanId: caller.span });
    expect(attributesOf(write!)).toEqual({
      'http.request.method': 'POST',
      'http.route': '/api/v1/councils',
      'http.response.status_code': 201,
      'evenhand.correlation_id': 'batch-7',
    });
    expect(below(spans(), write!.spanId)).toEqual([
      {
        name: 'bus OpenCouncil',
        below: [
          { name: 'ledger read', attributes: { 'evenhand.events': 0 } },
          { name: 'ledger read', attributes: { 'evenhand.events': 0 } },
          { name: 'ledger append', attributes: { 'evenhand.events': 2 } },
        ],
      },
    ]);
    expect(others).toHaveLength(1);
    const [asked] = others;
    expect(asked!.parentSpanId).toBeUndefined();
    expect(asked!.name).toBe('GET /api/v1/councils/:council/projections/:name');
    expect(asked!.traceId).not.toBe(caller.trace);
    expect(below(spans(), asked!.spanId)).toEqual([
      {
        name: 'bus ReadProjection',
        below: [
          { name: 'bus wait' },
          { name: 'ledger read', attributes: { 'evenhand.events': 2 } },
          { name: 'bus fold' },
        ],
      },
    ]);
    const text = bodies.map((body) => body.text).join('\n');
    expect(text).toContain('ledger-a');
    for (const word of [CANARY, 'northampton', 'waitFor', idOf(1)]) expect(text).not.toContain(word);
  });

  it('what was refused or failed is told by its code, without a message', async () => {
    const { spans, bodies, port } = await collector();
    const away = `esdb://127.0.0.1:${await freePort()}?tls=false`;
    const service = start({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://127.0.0.1:${port}/own`,
      EVENHAND_MODE: 'development',
      EVENHAND_LEDGER: away,
    });
    const api = `http://127.0.0.1:${await service.port}/api/v1`;
    const odd = { method: 'POST', headers: { ...json, traceparent: `00-${CANARY}-01` } };
    expect((await fetch(`${api}/councils`, { ...odd, body: `{"id": ${CANARY}` })).status).toBe(400);
    expect((await fetch(`${api}/${CANARY}`, { headers: json })).status).toBe(404);
    expect((await fetch(`${api}/councils`, { ...odd, body: opening })).status).toBe(503);
    expect((await service.terminate()).code).toBe(0);
    const told = spans()
      .filter(({ kind }) => kind === 2)
      .map((span) => [span.name, attributesOf(span)['error.type'], span.status.code ?? 0]);
    expect(told).toEqual([
      ['POST', 'malformed', 0],
      ['GET', 'not_found', 0],
      ['POST /api/v1/councils', 'ledger_unavailable', 2],
    ]);
    const inner = spans().filter(({ status }) => status.code === 2);
    expect(new Set(inner.map((span) => attributesOf(span)['error.type']))).toEqual(
      new Set(['ledger_unavailable', 'LedgerUnavailableError']),
    );
    expect(spans().every(({ status, events = [] }) => status.message === undefined && events.length === 0)).toBe(true);
    expect(bodies.every(({ path }) => path === '/own')).toBe(true);
    expect(bodies.map(({ text }) => text).join('')).not.toContain(CANARY);
  });

  it.each(['away', 'mute'])(
    'and %s: the service answers, says so once, and ends in time',
    async (how) => {
      const port = how === 'away' ? await freePort() : (await collector(0, 'never')).port;
      const service = start({
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
        OTEL_BSP_SCHEDULE_DELAY: '50',
        OTEL_EXPORTER_OTLP_TIMEOUT: '300',
      });
      const api = `http://127.0.0.1:${await service.port}/api/v1`;
      expect((await fetch(`${api}/councils`, { method: 'POST', headers: json, body: opening })).status).toBe(201);
      for (let turn = 0; turn < 40; turn += 1) {
        expect((await fetch(`${api}/councils`)).status).toBe(200);
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      const { code } = await service.terminate();
      expect(code).toBe(0);
      expect(service.output().match(/traces cannot be sent/g)).toHaveLength(1);
      expect(service.output()).not.toContain(CANARY);
    },
    60_000,
  );
});

describe('without a collector', () => {
  it('nothing of it is loaded but the interface, which the metrics load anyway', async () => {
    const list = join(folder, 'loaded.mjs');
    writeFileSync(
      list,
      `import { registerHooks } from 'node:module';
       registerHooks({ load(url, context, next) { if (/opentelemetry.(sdk|exporter|resources|context)/.test(url)) console.log('LOADED'); return next(url, context); } });`,
    );
    for (const [settings, isLoaded] of [
      [{}, false],
      [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }, false],
      [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' }, true],
    ] as const) {
      const options = `${process.env['NODE_OPTIONS'] ?? ''} --import ${list}`;
      const service = start({ NODE_OPTIONS: options, ...settings });
      await service.port;
      expect(service.output().includes('LOADED')).toBe(isLoaded);
      await service.kill();
    }
  });
});
