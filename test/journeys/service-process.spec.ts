import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TEST_MASTER_KEY } from '../support/service-process.js';
import { idOf } from '../support/service.js';

const hook = join(import.meta.dirname, '../support/from-source.mjs');
const main = join(import.meta.dirname, '../../apps/service/main.ts');

interface Process {
  readonly child: ChildProcess;
  readonly url: string;
  readonly output: () => string;
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

let folder: string;
const running: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenhand-service-'));
});
afterEach(async () => {
  for (const child of running.splice(0)) await kill(child, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function run(given: Readonly<Record<string, string>>): { child: ChildProcess; output: () => string } {
  const fixed = { EVENHAND_DATA: join(folder, 'data'), EVENHAND_PORT: '0', EVENHAND_MASTER_KEY: TEST_MASTER_KEY };
  const env = { ...process.env, ...fixed, ...given };
  const words = ['--conditions=source', '--import', hook, main];
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return { child, output: () => output };
}

/** The service as a process of its own, once it listens and has said where. */
async function start(given: Readonly<Record<string, string>> = {}): Promise<Process> {
  const { child, output } = run(given);
  for (;;) {
    const url = /Browse and try the API at (http:\/\/127\.0\.0\.1:\d+)\/api/.exec(output())?.[1];
    if (url !== undefined) return { child, url, output };
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${output()}`);
    await sleep(20);
  }
}

async function runToEnd(given: Readonly<Record<string, string>>): Promise<Ended> {
  const { child, output } = run(given);
  await once(child, 'close');
  return { code: child.exitCode, output: output() };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
  return child.exitCode;
}

async function post(url: string, path: string, body: object): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  await answer.arrayBuffer();
  return answer.status;
}

async function read(url: string, path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${url}/api/v1${path}`);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const registered = (number: number): object => {
  return {
    id: idOf(number),
    type: 'PoliticalGroupRegistered',
    occurredAt: '2026-03-02',
    payload: { group: `G-${number}` },
  };
};

describe('the service as a process', () => {
  it('loads the made-up year into an empty folder, says so and where to look, and does so once', async () => {
    const first = await start();
    expect(first.output()).toMatch(/loaded the made-up year of the council fernhill, \d+ events/);
    expect(first.output()).toContain('for this machine only, because there is no sign-in yet');
    const addresses = [...first.output().matchAll(/(\/councils\/fernhill\/projections\/\S+)/g)].map(
      ([, path]) => path ?? '',
    );
    expect(addresses.length).toBeGreaterThan(2);
    for (const path of addresses) expect((await read(first.url, path)).status).toBe(200);
    const before = await read(first.url, '/councils/fernhill/projections/findings?at=2026-10-31');
    expect(await kill(first.child, 'SIGTERM')).toBe(0);

    const second = await start();
    expect(second.output()).not.toContain('loaded the made-up year');
    const after = await read(second.url, '/councils/fernhill/projections/findings?at=2026-10-31');
    expect({ ...after.body, knownAt: null }).toEqual({ ...before.body, knownAt: null });
  });

  it('starts empty in production and logs JSON', async () => {
    const { child, url, output } = await start({ EVENHAND_MODE: 'production' });
    expect((await read(url, '/councils')).body).toEqual({ councils: [] });
    expect(await kill(child, 'SIGTERM')).toBe(0);
    const lines = output().trim().split('\n');
    const parsed = lines.map((line) => JSON.parse(line) as { msg: string });
    expect(parsed.map(({ msg }) => msg).join('\n')).toContain('for this machine only, because there is no sign-in yet');
  });

  it('loses nothing it has answered when it is killed', async () => {
    const first = await start({ EVENHAND_MODE: 'production' });
    expect(await post(first.url, '/councils', { id: 'c', pack: 'northampton-tc', event: idOf(1) })).toBe(201);
    const answered: string[] = [];
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let turn = 0; turn < 1000; turn += 1) {
        const number = 10_000 * (writer + 1) + turn;
        const status = await post(first.url, '/councils/c/events', registered(number)).catch(() => null);
        if (status === null) return;
        if (status === 201) answered.push(idOf(number));
      }
    });
    while (answered.length < 100) await sleep(5);
    await kill(first.child, 'SIGKILL');
    await Promise.all(writers);

    const second = await start({ EVENHAND_MODE: 'production' });
    const stored: string[] = [];
    for (let path: string | null = '/councils/c/timeline?limit=1000'; path !== null;) {
      const { body } = await read(second.url, path);
      stored.push(...(body['events'] as { id: string }[]).map(({ id }) => id));
      path = (body['next'] as string | null)?.slice('/api/v1'.length) ?? null;
    }
    expect(answered.length).toBeGreaterThanOrEqual(100);
    expect(answered.filter((id) => !stored.includes(id))).toEqual([]);
    expect(new Set(stored).size).toBe(stored.length);
    expect(await post(second.url, '/councils/c/events', registered(10_000))).toBe(201);
  });

  it('finishes what is under way when it is told to stop', async () => {
    const { child, url } = await start({ EVENHAND_MODE: 'production' });
    await post(url, '/councils', { id: 'c', pack: 'northampton-tc', event: idOf(1) });
    const statuses = Array.from({ length: 20 }, (_, index) =>
      post(url, '/councils/c/events', registered(index + 2)).catch(() => null),
    );
    await statuses[0];
    expect(await kill(child, 'SIGTERM')).toBe(0);
    const settled = await Promise.all(statuses);
    expect(settled.filter((status) => status !== 201 && status !== null)).toEqual([]);
  });

  it('does not start on settings it cannot follow, and names each', async () => {
    const { code, output } = await runToEnd({ EVENHAND_MODE: 'test', EVENHAND_PORT: 'http', EVENHAND_DATA: '' });
    expect(code).toBe(78);
    for (const name of ['EVENHAND_DATA', 'EVENHAND_MODE', 'EVENHAND_PORT']) expect(output).toContain(name);
  });

  it('says what to do if its port is taken or its ledger held by another', async () => {
    const { url } = await start({ EVENHAND_MODE: 'production' });
    const port = new URL(url).port;
    const taken = await runToEnd({
      EVENHAND_DATA: join(folder, 'other'),
      EVENHAND_PORT: port,
      EVENHAND_MODE: 'production',
    });
    expect(taken.code).toBe(69);
    expect(taken.output).toContain('set EVENHAND_PORT');
    const held = await runToEnd({ EVENHAND_MODE: 'production' });
    expect(held.code).toBe(69);
    expect(held.output).not.toContain('    at ');
  });
});
