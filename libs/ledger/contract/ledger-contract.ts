import { describe, it } from '@jest/globals';
import type { Ledger } from '../index.js';
import { appendingCases } from './appending.js';
import { byTypeCases } from './by-type.js';
import { closingCases } from './closing.js';
import { followingCases } from './following.js';
import { readingCases } from './reading.js';
import { repeatingCases } from './repeating.js';
import { restoringCases } from './restoring.js';
import { type ContractCase, NOON, type StoreMaker } from './store.js';

export type { StoreMaker } from './store.js';

/** Everything the port promises, one case per promise. */
export const contractCases: readonly ContractCase[] = [
  ...appendingCases,
  ...repeatingCases,
  ...readingCases,
  ...byTypeCases,
  ...followingCases,
  ...restoringCases,
  ...closingCases,
];

/** Runs one case on a store of its own; closes every ledger it opened. */
export async function runCase(one: ContractCase, maker: StoreMaker): Promise<void> {
  const opened: Ledger[] = [];
  const store = {
    capabilities: maker.capabilities,
    now: NOON + 90_000,
    async open(): Promise<Ledger> {
      const ledger = await made.open();
      opened.push(ledger);
      return ledger;
    },
  };
  const made = await maker.make(() => store.now);
  try {
    await one.run(store);
  } finally {
    for (const ledger of opened) await ledger.close();
    await made.remove();
  }
}

/** Registers every case for an adapter: `ledgerContract('memory', maker)`. */
export function ledgerContract(name: string, maker: StoreMaker): void {
  describe(`ledger contract: ${name}`, () => {
    for (const one of contractCases) {
      // The case holds the assertions; it throws if the promise is broken.
      it(one.name, () => runCase(one, maker));
    }
  });
}
