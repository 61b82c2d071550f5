import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { idOf } from '../support/service.js';

const hook = join(import.meta.dirname, '../support/from-source.mjs');
const main = join(import.meta.dirname, '../../apps/service/main.ts');

let folder: string;
const running: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenhand-drain-'));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** The service as a process of its own; `port` resolves once it listens. */
function run(given: Readonly<Record<string, string>>): {
  child: ChildProcess;
  output: () => string;
  port: Promise<number>;
} {
  const settings = { EVENHAND_DATA: folder, EVENHAND_PORT: '0', EVENHAND_MODE: 'production', ...given };
  const env = { ...process.env, ...settings };
  const child = spawn(process.execPath, ['--conditions=source', '--import', hook, main], { env });
  running.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const listening = async (): Promise<number> => {
    for (;;) {
      const port = /Listening on http:\/\/[^:]+:(\d+)/.exec(output)?.[1];
      if (port !== undefined) return Number(port);
      if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${output}`);
      await sleep(20);
    }
  };
  return { child, output: () => output, port: listening() };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Exit code, and the seconds from SIGTERM to it. */
async function terminate(child: ChildProcess): Promise<{ code: number | null; seconds: number }> {
  const startedAt = performance.now();
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  return { code: child.exitCode, seconds: (performance.now() - startedAt) / 1000 };
}

describe('SIGTERM', () => {
  it('ends within 10 seconds although a request never comes to its end', async () => {
    const { child, port } = run({});
    const stuck = connect(await port, '127.0.0.1');
    stuck.on('error', () => undefined);
    const headers = 'Host: localhost\r\nContent-Type: application/json\r\nContent-Length: 100';
    stuck.write(`POST /api/v1/councils HTTP/1.1\r\n${headers}\r\n\r\n{"id": `);
    await sleep(200);
    const { code, seconds } = await terminate(child);
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(10);
    stuck.destroy();
  }, 60_000);

  it('ends within 10 seconds while an append waits for a store that is away', async () => {
    const { child, port } = run({ EVENHAND_LEDGER: `esdb://127.0.0.1:${await freePort()}?tls=false` });
    const opening = JSON.stringify({ id: 'c', pack: 'northampton-tc', event: idOf(1) });
    const headers = { 'content-type': 'application/json' };
    const url = `http://127.0.0.1:${await port}/api/v1/councils`;
    const answer = fetch(url, { method: 'POST', headers, body: opening }).then(({ status }) => status);
    await sleep(200);
    const { code, seconds } = await terminate(child);
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(10);
    expect(await answer).toBe(503);
  }, 60_000);
});

describe('a start in doubt', () => {
  it('ends at once, names each variable and shows no secret', async () => {
    const { child, output, port } = run({
      EVENHAND_LEDGER: 'esdb://evenhand:hunter2@store:2113?tls=false',
      EVENHAND_HOST: '0.0.0.0',
    });
    await expect(port).rejects.toThrow('ended with 78');
    expect(child.exitCode).toBe(78);
    for (const name of [
      'EVENHAND_INSECURE_STORE ',
      'EVENHAND_INSECURE_STORE_REASON',
      'EVENHAND_HOST',
      'EVENHAND_NAMES',
    ])
      expect(output()).toContain(name);
    expect(output()).not.toContain('hunter2');
  }, 60_000);
});
