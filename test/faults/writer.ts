// writer.ts <path> <round> <writers>: appends for ever, and writes a line for each append that was answered.
import { writeSync } from 'node:fs';
import { openSqliteLedger } from '#lib/ledger/index.js';
import { batchOf, councilOf } from './made-event.js';

const [path = '', round = '', writers = ''] = process.argv.slice(2);

/** At once and whole, so that the parent sees every answer given before the kill. */
const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};

const ledger = await openSqliteLedger({ path, clock: Date.now });
say('ready');

async function write(writer: number): Promise<never> {
  for (let number = 0; ; number += 1) {
    const turn = { round: Number(round), writer, number };
    const answer = await ledger.append(councilOf(turn), batchOf(turn));
    if (!answer.ok) throw new Error(answer.refusal.code);
    say(`answered ${writer} ${number} ${answer.value.position} ${answer.value.revision}`);
  }
}

await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => write(writer)));
