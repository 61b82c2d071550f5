import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { idOf } from '../support/service.js';
import { type ServiceProcess, freePort, startServiceProcess } from '../support/service-process.js';

let folder: string;
const running: ServiceProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenhand-drain-'));
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.kill();
  rmSync(folder, { recursive: true, force: true });
});

function run(given: Readonly<Record<string, string>>): ServiceProcess {
  const service = startServiceProcess({ EVENHAND_DATA: folder, ...given });
  running.push(service);
  return service;
}

describe('SIGTERM', () => {
  it('ends by itself although a request never comes to its end', async () => {
    const { port, terminate } = run({});
    const stuck = connect(await port, '127.0.0.1');
    stuck.on('error', () => undefined);
    const headers = 'Host: localhost\r\nContent-Type: application/json\r\nContent-Length: 100';
    stuck.write(`POST /api/v1/councils HTTP/1.1\r\n${headers}\r\n\r\n{"id": `);
    await sleep(200);
    const { code } = await terminate();
    expect(code).toBe(0);
    stuck.destroy();
  });

  it('ends by itself while an append waits for a store that is away', async () => {
    const { port, terminate } = run({
      EVENHAND_MODE: 'development',
      EVENHAND_LEDGER: `esdb://127.0.0.1:${await freePort()}?tls=false`,
    });
    const opening = JSON.stringify({ id: 'c', pack: 'northampton-tc', event: idOf(1) });
    const headers = { 'content-type': 'application/json' };
    const url = `http://127.0.0.1:${await port}/api/v1/councils`;
    const answer = fetch(url, { method: 'POST', headers, body: opening }).then(({ status }) => status);
    await sleep(200);
    const { code } = await terminate();
    expect(code).toBe(0);
    expect(await answer).toBe(503);
  });
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
  });
});
