import { expect } from '@jest/globals';
import type { EventStoreLedger } from '#lib/ledger/index.js';
import { all, ids } from '#lib/ledger/contract/store.js';
import type { StoreLog } from './log.js';
import type { Workload } from './workload.js';

/** Resolves once a replica says that it follows the store. Until then its status says that it may read an older state. */
async function following(ledger: EventStoreLedger): Promise<void> {
  while (ledger.status().state !== 'following') await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Compares what was acknowledged with what the store holds and what each replica reads; throws if they differ. */
export async function checkWorkload(
  workload: Workload,
  ledgers: readonly EventStoreLedger[],
  log?: StoreLog,
): Promise<void> {
  const { acknowledged } = workload;
  expect(workload.faults).toEqual([]);
  expect(workload.falseConflicts).toBe(0);
  await Promise.all(ledgers.map(following));
  const [first, ...others] = await Promise.all(ledgers.map((ledger) => all(ledger.readAll())));
  const read = first ?? [];
  for (const other of others) expect(other).toEqual(read);
  const sent = acknowledged.flatMap((one) => one.ids);
  expect(new Set(ids(read)).size).toBe(read.length);
  expect([...ids(read)].sort()).toEqual([...sent].sort());
  const positions = new Map(read.map(({ id, position }) => [id, position]));
  const newest = new Map<number, bigint>();
  for (const { writer, ids: batch, position } of acknowledged) {
    expect(positions.get(batch.at(-1) ?? '')).toBe(position);
    expect(position > (newest.get(writer) ?? -1n)).toBe(true);
    newest.set(writer, position);
  }
  if (log === undefined) return;
  const stored = log.records.filter(({ stream }) => stream.startsWith('evenhand-'));
  expect(stored.map(({ id }) => id)).toEqual(ids(read));
  expect(stored.map(({ position }) => position)).toEqual(read.map(({ position }) => position));
}
