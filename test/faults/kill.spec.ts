import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#lib/kernel/index.js';
import { type Ledger, openSqliteLedger } from '#lib/ledger/index.js';
import { start } from './child.js';
import { type Turn, batchOf, councilOf } from './made-event.js';

const KILLS = 50;
const WRITERS = 16;
const SEED = Number(process.env['EVENHAND_FAULT_SEED'] ?? 20_260_306);

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Answered extends Turn {
  readonly position: bigint;
  readonly revision: bigint;
}

function answeredIn(lines: readonly string[], round: number): Answered[] {
  return lines
    .filter((line) => line.startsWith('answered '))
    .map((line) => line.split(' '))
    .map(([, writer, number, position, revision]) => ({
      round,
      writer: Number(writer),
      number: Number(number),
      position: BigInt(position ?? ''),
      revision: BigInt(revision ?? ''),
    }));
}

describe(`a process killed ${KILLS} times under ${WRITERS} writers (seed ${SEED})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'evenhand-kill-'));
  const path = join(folder, 'ledger.sqlite');
  const random = chance(SEED);
  const stored = new Map<string, RecordedEvent>();
  const revisions = new Map<string, bigint>();
  const found = { answered: 0, lost: 0, twice: 0, gaps: 0, unreadable: 0, wrongRepeats: 0, inFlight: 0 };
  const problems: string[] = [];

  /** Reads what is new since the last look. */
  async function look(ledger: Ledger): Promise<void> {
    let last = BigInt(stored.size);
    for await (const event of ledger.readAll(last)) {
      if (event.position !== last + 1n) found.gaps += 1;
      if (stored.has(event.id)) found.twice += 1;
      last = event.position;
      stored.set(event.id, event);
      revisions.set(event.council, (revisions.get(event.council) ?? -1n) + 1n);
    }
    for (const [council, revision] of revisions) if ((await ledger.revision(council)) !== revision) found.gaps += 1;
  }

  function checkAnswered(answered: readonly Answered[]): void {
    found.answered += answered.length;
    for (const turn of answered) {
      const batch = batchOf(turn).map(({ id }) => stored.get(id));
      if (batch.some((event) => event === undefined) || batch.at(-1)?.position !== turn.position) found.lost += 1;
    }
  }

  /** Sends the interrupted append again: stored or not, it must be there once, and whole. */
  async function repeatInFlight(ledger: Ledger, answered: readonly Answered[], round: number): Promise<void> {
    const counts = new Map<number, number>();
    for (const { writer, number } of answered) counts.set(writer, Math.max(number + 1, counts.get(writer) ?? 0));
    for (let writer = 0; writer < WRITERS; writer += 1) {
      const turn = { round, writer, number: counts.get(writer) ?? 0 };
      const batch = batchOf(turn);
      const known = batch.filter(({ id }) => stored.has(id)).length;
      if (known > 0) found.inFlight += 1;
      const answer = await ledger.append(councilOf(turn), batch);
      if (!answer.ok || (known !== 0 && known !== batch.length)) found.wrongRepeats += 1;
    }
    await look(ledger);
  }

  async function killOnce(round: number): Promise<void> {
    const child = start('writer.ts', [path, String(round), String(WRITERS)]);
    await child.line('ready');
    await sleep(random() * 220);
    child.process.kill('SIGKILL');
    await child.ended();
    const ledger = await openSqliteLedger({ path, clock: Date.now });
    await look(ledger);
    const answered = answeredIn(child.lines, round);
    checkAnswered(answered);
    await repeatInFlight(ledger, answered, round);
    await ledger.close();
    const database = new DatabaseSync(path, { readOnly: true });
    const integrity = database.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
    database.close();
    if (integrity !== 'ok') {
      found.unreadable += 1;
      problems.push(String(integrity));
    }
  }

  beforeAll(async () => {
    for (let round = 0; round < KILLS; round += 1) await killOnce(round);
  }, 180_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('loses no event it has answered, stores none twice and leaves no gap', () => {
    expect(found).toMatchObject({ lost: 0, twice: 0, gaps: 0 });
    expect(found.answered).toBeGreaterThan(KILLS * WRITERS);
  });

  it('answers the append under way as one, stored or not, when it is sent again', () => {
    expect(found.wrongRepeats).toBe(0);
    expect(stored.size).toBeGreaterThan(found.answered);
  });

  it("leaves a sound file that is ready again without anybody's help", () => {
    expect(problems).toEqual([]);
    expect(found).toMatchObject({ unreadable: 0 });
  });
});
