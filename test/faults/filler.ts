// filler.ts <folder>: fills a small disk through the ledger, frees it, and writes what happened as one line of JSON.
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Ledger, type NewEvent, openSqliteLedger } from '#lib/ledger/index.js';
import { batchOf } from './made-event.js';

const [folder = '', limit = 'disk'] = process.argv.slice(2);
const path = join(folder, 'ledger.sqlite');
const ballast = join(folder, 'ballast');
const BATCHES = 10_000;
const RESUME_MS = 5_000;

const report = {
  answered: 0,
  refusals: [] as string[],
  lost: 0,
  halfWritten: 0,
  readFailures: 0,
  resumedMs: -1,
  reopened: '',
};
const answered: string[] = [];
let number = 0;

/** About 100 events of some 500 bytes. */
const big = (): NewEvent[] =>
  Array.from({ length: 50 }, () => batchOf({ round: 1, writer: 0, number: (number += 1) })).flat();

async function nameOfFailure(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return '';
  } catch (error) {
    return (error as Error).name;
  }
}

async function append(ledger: Ledger): Promise<string> {
  const batch = big();
  const failure = await nameOfFailure(ledger.append('north', batch));
  if (failure === '') answered.push(...batch.map(({ id }) => id));
  else report.refusals.push(failure);
  return failure;
}

async function stored(ledger: Ledger): Promise<Set<string>> {
  const ids = new Set<string>();
  try {
    for await (const { id } of ledger.readAll()) ids.add(id);
  } catch {
    report.readFailures += 1;
  }
  return ids;
}

async function check(ledger: Ledger): Promise<void> {
  const ids = await stored(ledger);
  report.lost += answered.filter((id) => !ids.has(id)).length;
  if (limit === 'disk' && ids.size !== answered.length) report.halfWritten += 1;
}

/** Takes what is left of the disk. */
function fill(): void {
  if (limit !== 'disk') return;
  const file = openSync(ballast, 'a');
  try {
    for (const size of [65_536, 4_096, 512, 1]) {
      const piece = Buffer.alloc(size);
      while (statfsSync(folder).bavail > 0) if (writeSync(file, piece) < size) break;
    }
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}

function free(): void {
  if (limit === 'disk') rmSync(ballast);
  else execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=unlimited']);
}

async function untilItWrites(ledger: Ledger): Promise<void> {
  const from = performance.now();
  while (performance.now() - from < RESUME_MS) {
    if ((await append(ledger)) === '') {
      report.resumedMs = Math.round(performance.now() - from);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

let ledger = await openSqliteLedger({ path, clock: Date.now });
for (let round = 0; round < (limit === 'disk' ? 5 : 1); round += 1) {
  for (let batch = 0; batch < 3; batch += 1) await append(ledger);
  fill();
  for (let batch = 0; batch < BATCHES && report.refusals.length < 5 * (round + 1); batch += 1) await append(ledger);
  await check(ledger);
  if (limit === 'disk') {
    await ledger.close();
    report.reopened = await nameOfFailure((async () => (ledger = await openSqliteLedger({ path, clock: Date.now })))());
    await check(ledger);
    await append(ledger);
  }
  free();
  await untilItWrites(ledger);
  await check(ledger);
}
await ledger.close();
ledger = await openSqliteLedger({ path, clock: Date.now });
await check(ledger);
await ledger.close();
report.answered = answered.length;
process.stdout.write(`report ${JSON.stringify(report)}\n`);
