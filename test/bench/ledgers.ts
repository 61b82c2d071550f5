import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from '#lib/kernel/index.js';
import { type Ledger, type NewEvent, openSqliteLedger } from '#lib/ledger/index.js';
import { madeCouncil } from './made-council.js';

/** Folders of this run, on the disk under EVENHAND_BENCH_FOLDER or the system's own for temporary files. */
export class Workshop {
  readonly #root = mkdtempSync(join(process.env['EVENHAND_BENCH_FOLDER'] ?? tmpdir(), 'evenhand-bench-'));

  path(name: string): string {
    return join(this.#root, name);
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}

export const openAt = (path: string): Promise<Ledger> => openSqliteLedger({ path, clock: Date.now });

/** A new and empty ledger file. */
export async function emptyLedger(path: string): Promise<void> {
  await (await openAt(path)).close();
}

const templates = madeCouncil('template', 500);

/** So many events of a made-up council with new ids, in the order of the ids. */
export function freshEvents(count: number): NewEvent[] {
  const ids = Array.from({ length: count }, () => uuidv7(Date.now(), randomBytes(16))).sort();
  return ids.map((id, index) => {
    const template = templates[index % templates.length];
    if (template === undefined) throw new RangeError('there is no template');
    return { ...template, id };
  });
}

export const councilName = (index: number): string => `council-${String(index % 100).padStart(3, '0')}`;

/** Appends all events, each in a call of its own, by so many writers at once. */
export async function appendBy(writers: number, ledger: Ledger, events: readonly NewEvent[]): Promise<void> {
  let next = 0;
  const write = async (): Promise<void> => {
    for (let index = next++; index < events.length; index = next++) {
      const event = events[index];
      if (event === undefined) return;
      const answer = await ledger.append(councilName(index), [event]);
      if (!answer.ok) throw new Error(answer.refusal.code);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
}

/** A ledger of so many events in 100 councils, each a made-up council from its beginning, written in turns. */
export async function makeLedger(path: string, events: number): Promise<void> {
  const ledger = await openAt(path);
  const each = Math.ceil(events / 100);
  const councils = Array.from({ length: 100 }, (_, index) => madeCouncil(councilName(index), each));
  for (let from = 0; from < each; from += 500) {
    for (const [index, all] of councils.entries()) {
      const answer = await ledger.append(councilName(index), all.slice(from, from + 500));
      if (!answer.ok) throw new Error(answer.refusal.code);
    }
  }
  await ledger.close();
}
