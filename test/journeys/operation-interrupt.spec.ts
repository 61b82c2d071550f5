import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type Socket, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { idOf } from '../support/service.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';

let folder: string;
const running: ServiceProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenhand-interrupt-'));
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.kill();
  rmSync(folder, { recursive: true, force: true });
});

function run(given: Readonly<Record<string, string>> = {}): ServiceProcess {
  const service = startServiceProcess({ EVENHAND_DATA: folder, ...given }, { detached: true });
  running.push(service);
  return service;
}

/** Waits until the service has said something. */
async function said(service: ServiceProcess, words: RegExp): Promise<void> {
  while (!words.test(service.output())) {
    if (service.child.exitCode !== null) throw new Error(`ended: ${service.output()}`);
    await sleep(10);
  }
}

/** Sends the first half of a request, so that it is under way; gives what sends the rest. */
async function begun(port: number, body: string): Promise<{ socket: Socket; finish: () => Promise<string> }> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const head = `Host: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
  socket.write(`POST /api/v1/councils HTTP/1.1\r\n${head}\r\nExpect: 100-continue\r\n\r\n`);
  // The service answers 100 once it has the head: from then on the request is its own.
  await once(socket, 'data');
  socket.write(body.slice(0, 10));
  const finish = async (): Promise<string> => {
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.write(body.slice(10));
    await once(socket, 'close');
    return answer;
  };
  return { socket, finish };
}

describe('Ctrl-C', () => {
  it('ends as SIGTERM does: the request under way is answered although the whole group is interrupted twice', async () => {
    const service = run();
    const { child } = service;
    const body = JSON.stringify({ id: 'c', pack: 'northampton-tc', event: idOf(1) });
    const { finish } = await begun(await service.port, body);
    const exited = once(child, 'exit');
    process.kill(-Number(child.pid), 'SIGINT');
    await said(service, /SIGINT: stopping/);
    process.kill(-Number(child.pid), 'SIGINT');
    process.kill(-Number(child.pid), 'SIGTERM');
    expect(await finish()).toMatch(/^HTTP\/1\.1 201 /);
    await exited;
    expect([child.exitCode, child.signalCode]).toEqual([0, null]);
    expect(service.output().match(/: stopping/g)).toHaveLength(1);
    expect(service.output()).toMatch(/\bstopped\b/);
  });
});

describe('a taken port', () => {
  it('is said once, in one line that says what to do, and ends with 69', async () => {
    const first = run();
    const port = String(await first.port);
    const second = run({ EVENHAND_PORT: port, EVENHAND_DATA: join(folder, 'other') });
    const closed = once(second.child, 'close');
    await expect(second.port).rejects.toThrow('ended with 69');
    await closed;
    expect(second.output().trim()).toBe(
      `Port ${port} of 127.0.0.1 is taken: set EVENHAND_PORT to a free port, or to 0 for any.`,
    );
  });
});
