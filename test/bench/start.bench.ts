import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TEST_MASTER_KEY } from '../support/service-process.js';
import { openAt } from './ledgers.js';
import { type Measured, type NotRun, type Sizes, compare, median, seconds } from './measure.js';

const root = join(import.meta.dirname, '../..');
const OPENINGS = 10;
const GIVE_UP_MS = 30_000;
const LOOK_MS = 10;

async function openMs(path: string): Promise<number> {
  const times: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    let close = async (): Promise<void> => undefined;
    const taken = await seconds(async () => {
      const ledger = await openAt(path);
      await ledger.head();
      close = () => ledger.close();
    });
    times.push(taken * 1_000);
    await close();
  }
  return median(times);
}

/** Time to open a ledger of many events, divided by that of one of a thousand. */
export async function openBigAgainstSmall(sizes: Sizes, path: { big: string; small: string }): Promise<Measured> {
  return compare(
    sizes.rounds,
    () => openMs(path.big),
    () => openMs(path.small),
    (left, right) => `${left.toFixed(2)} ms against ${right.toFixed(2)} ms`,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function firstAnswer(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/v1/packs`)).ok;
  } catch {
    return false;
  }
}

/** Seconds from the start of the service's process to its first answer of 200. */
async function startSeconds(): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'evenhand-start-'));
  const port = await freePort();
  const from = performance.now();
  const child = spawn(process.execPath, [join(root, 'dist/apps/service/main.js')], {
    cwd: root,
    env: {
      ...process.env,
      EVENHAND_MODE: 'production',
      EVENHAND_PORT: String(port),
      EVENHAND_DATA: data,
      EVENHAND_MASTER_KEY: TEST_MASTER_KEY,
    },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    while (!(await firstAnswer(port))) {
      if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}`);
      if (performance.now() - from > GIVE_UP_MS) throw new Error('the service did not answer');
      await sleep(LOOK_MS);
    }
    return (performance.now() - from) / 1_000;
  } finally {
    child.kill('SIGKILL');
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
}

/** Seconds from process start to the first 200, as they are. */
export async function serviceStart(sizes: Sizes): Promise<Measured | NotRun> {
  if (!existsSync(join(root, 'dist/apps/service/main.js'))) return { notRun: 'the service is not built' };
  const times: number[] = [];
  for (let round = 0; round < Math.max(3, sizes.rounds); round += 1) times.push(await startSeconds());
  const middle = median(times);
  return { ratio: middle, least: Math.min(...times), most: Math.max(...times), note: 'seconds' };
}
