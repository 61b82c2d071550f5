import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventEnvelope } from '#lib/kernel/index.js';
import { openSqliteLedger } from '#lib/ledger/index.js';
import { evenhandAsync, evenhandKilled } from '../support/command-line.js';
import { type StandIn, startStandIn } from '../support/eventstoredb/stand-in.js';
import { batchOf } from './made-event.js';

/** EVENHAND_MOVE_EVENTS=20000 is the long form; both kill the move every 2,000 events. */
const EVENTS = Number(process.env['EVENHAND_MOVE_EVENTS'] ?? 6_000);
const EVERY = 2_000;

/** Events of five councils in runs of 1 to 40, some milliseconds apart; the last byte of a payload is as awkward as JSON allows. */
async function* recorded(): AsyncGenerator<EventEnvelope, void, void> {
  let recordedAt = Date.UTC(2026, 2, 6);
  let count = 0;
  for (let run = 0; ; run += 1) {
    for (let number = 0; number <= (run * 7) % 40; number += 1) {
      for (const event of batchOf({ round: 0, writer: run, number: count })) {
        if (count === EVENTS) return;
        count += 1;
        recordedAt += count % 3;
        const payload = { ...event.payload, text: `é\u2028${count / 8}\u{1F3DB}` };
        yield { ...event, payload, council: `council-${run % 5}`, recordedAt };
      }
    }
  }
}

describe(`a move of ${EVENTS} events that is killed every ${EVERY}`, () => {
  const data = mkdtempSync(join(tmpdir(), 'evenhand-move-'));
  let server: StandIn;
  let address: string;
  const councils = Array.from({ length: 5 }, (_, index) => `evenhand-council-${index}`);
  const idsThere = (): string[] =>
    councils.flatMap((name) => {
      const records = server.log.visible(name);
      return records === undefined || records === 'deleted' ? [] : records.map(({ id }) => id);
    });

  beforeAll(async () => {
    const ledger = await openSqliteLedger({ path: join(data, 'ledger.sqlite'), clock: () => 0 });
    const restored = await ledger.restore(recorded());
    await ledger.close();
    expect(restored).toMatchObject({ ok: true, value: { stored: EVENTS } });
    server = await startStandIn();
    address = `esdb://127.0.0.1:${server.port}?tls=false`;
  });
  afterAll(async () => {
    await server.stop();
    rmSync(data, { recursive: true });
  });

  it('stores each event once, in order, and exports the same bytes', async () => {
    let kills = 0;
    let stored = 0;
    server.log.onAppend(() => (stored = idsThere().length));
    for (let due = EVERY; due < EVENTS; due += EVERY) {
      const wasRunning = await evenhandKilled(['move', '--to', address, '--data', data], () => stored >= due);
      kills += wasRunning ? 1 : 0;
    }
    expect(kills).toBe(Math.ceil(EVENTS / EVERY) - 1);

    const last = await evenhandAsync(['move', '--to', address, '--data', data]);
    expect(last).toMatchObject({ code: 0, err: '' });
    expect(last.out).toContain(`all ${EVENTS} were compared and are the same`);
    const ids = idsThere();
    expect([ids.length, new Set(ids).size]).toEqual([EVENTS, EVENTS]);

    const before = await evenhandAsync(['export', '--data', data]);
    const after = await evenhandAsync(['export', '--data', data, '--ledger', address]);
    expect(before.out.split('\n')).toHaveLength(EVENTS + 1);
    expect(after.out === before.out).toBe(true);
  }, 240_000);

  it('moves nothing twice, and refuses a cluster that holds something else', async () => {
    const again = await evenhandAsync(['move', '--to', address, '--data', data]);
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('moved 0 events') });

    const other = mkdtempSync(join(tmpdir(), 'evenhand-move-other-'));
    const ledger = await openSqliteLedger({ path: join(other, 'ledger.sqlite'), clock: Date.now });
    await ledger.append('council-0', batchOf({ round: 9, writer: 0, number: 0 }));
    await ledger.close();
    const refused = await evenhandAsync(['move', '--to', address, '--data', other]);
    rmSync(other, { recursive: true });
    expect(refused).toMatchObject({
      code: 3,
      err: expect.stringContaining('council-0 holds another event at revision 0'),
    });
    expect(idsThere()).toHaveLength(EVENTS);
  }, 240_000);
});
