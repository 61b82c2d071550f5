import { describe, it } from '@jest/globals';
import type { KeyStore } from '#lib/vault/index.js';
import { closingCases, destroyingCases, keyCases, rewrappingCases } from './key-store-contract/cases.js';
import type { ContractCase, StoreMaker } from './key-store-contract/store.js';

export type { StoreMaker } from './key-store-contract/store.js';

/** Everything the port promises, a case a promise. */
export const contractCases: readonly ContractCase[] = [
  ...keyCases,
  ...destroyingCases,
  ...rewrappingCases,
  ...closingCases,
];

/** Runs one case on a store of its own; closes everything it opened. */
export async function runCase(one: ContractCase, maker: StoreMaker): Promise<void> {
  const opened: KeyStore[] = [];
  const made = await maker.make();
  try {
    await one.run({
      capabilities: maker.capabilities,
      async open() {
        const keys = await made.open();
        opened.push(keys);
        return keys;
      },
    });
  } finally {
    for (const keys of opened) await keys.close();
    await made.remove();
  }
}

/** Registers every case for an adapter: `keyStoreContract('sqlite', maker)`. */
export function keyStoreContract(name: string, maker: StoreMaker): void {
  describe(`key store contract: ${name}`, () => {
    for (const one of contractCases) {
      // The case holds the assertions; each throws if the promise is not kept.
      it(one.name, () => runCase(one, maker));
    }
  });
}
