import type { Ledger } from '#lib/ledger/index.js';
import { type Measured, type Sizes, compare, perSecond, seconds } from './measure.js';
import { openAt } from './ledgers.js';
import { scan } from './raw.js';

/** Events a second of a reading of everything, divided by a bare scan of the same file. */
export async function againstScan(sizes: Sizes, path: string): Promise<Measured> {
  const ledger = await openAt(path);
  const measured = await compare(
    sizes.rounds,
    () => readingRate(ledger),
    async () => scanRate(path),
    (left, right) => `${perSecond(left)} against ${perSecond(right)}`,
  );
  await ledger.close();
  return measured;
}

/** Events a second of a reading of everything. */
export async function readingRate(ledger: Ledger): Promise<number> {
  let events = 0;
  const taken = await seconds(async () => {
    for await (const { position } of ledger.readAll()) if (position > 0n) events += 1;
  });
  return events / taken;
}

/** Rows a second of a bare scan. */
export async function scanRate(path: string): Promise<number> {
  let rows = 0;
  const taken = await seconds(() => {
    rows = scan(path);
  });
  return rows / taken;
}
