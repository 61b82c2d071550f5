import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workshop } from './ledgers.js';
import { type Measured, type NotRun, type Sizes, compare } from './measure.js';

const root = join(import.meta.dirname, '../..');
const main = join('dist', 'apps', 'cli', 'main.js');
const EVENTS = 500;
const GROUPS = ['G-A', 'G-B', 'G-C'];
const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 0, 5, 9);

/** A file of 500 events of an ordinary quarter: requests, briefings and notices of three groups. */
function eventLines(): string {
  const lines: object[] = GROUPS.map((group) => {
    return { t: '2026-01-05T08:00:00Z', e: 'PoliticalGroupRegistered', group };
  });
  for (let place = 0; lines.length < EVENTS; place += 1) {
    const t = new Date(START + place * HOUR_MS).toISOString();
    const [group, matter] = [GROUPS[place % GROUPS.length], `MAT-${place >> 2}`];
    const own = [
      {
        t,
        e: 'GroupSupportRequested',
        id: `REQ-${place}`,
        group,
        form: 'written_report',
        matter,
        to: 'proper_officer',
      },
      { t, e: 'GroupSupportRequestAccepted', id: `REQ-${place}`, by: 'proper_officer' },
      { t, e: 'GroupReportSupplied', request: `REQ-${place}`, group, matter, version: 'V1' },
      { t, e: 'OtherGroupNotified', group: GROUPS[(place + 1) % GROUPS.length], matter, version: 'V1' },
    ];
    lines.push(...own.slice(0, EVENTS - lines.length));
  }
  return lines.map((line) => JSON.stringify(line)).join('\n');
}

/** Milliseconds of a whole process that replays a file, from its start to its end. */
function replayMs(build: string, file: string): number {
  const from = performance.now();
  const args = [join(build, main), 'replay', '--file', file, '--pack', 'northampton-tc', '--json'];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: build, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`the replay ended with ${String(status)}: ${stderr}`);
  return performance.now() - from;
}

/** Time of a cold replay of 500 events by this build, divided by that of another build named by EVENHAND_BENCH_BEFORE. */
export async function replayAgainstBefore(workshop: Workshop, sizes: Sizes): Promise<Measured | NotRun> {
  const before = process.env['EVENHAND_BENCH_BEFORE'];
  if (before === undefined) return { notRun: 'EVENHAND_BENCH_BEFORE names no folder of another build' };
  for (const build of [root, before]) {
    if (!existsSync(join(build, main))) return { notRun: `${build} is not built` };
  }
  const file = workshop.path('quarter.jsonl');
  writeFileSync(file, eventLines());
  return compare(
    Math.max(10, sizes.rounds),
    async () => replayMs(root, file),
    async () => replayMs(before, file),
    (left, right) => `${Math.round(left)} ms and ${Math.round(right)} ms`,
  );
}
