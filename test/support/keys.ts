import { randomBytes } from 'node:crypto';
import type { ErasureEntry, ErasureList } from '#lib/sealing/index.js';
import {
  type KeyStore,
  type MasterKey,
  type Vault,
  masterKeyFrom,
  openMemoryKeyStore,
  openVault,
} from '#lib/vault/index.js';

/** What seals in a test: nothing of it outlives the process. */
export interface Keys {
  readonly vault: Vault;
  readonly erasures: ErasureList & { readonly entries: ErasureEntry[] };
}

export function randomMasterKey(): MasterKey {
  return masterKeyFrom(randomBytes(32).toString('base64'));
}

/** A list of erasures in memory. */
export function memoryErasures(): Keys['erasures'] {
  const entries: ErasureEntry[] = [];
  return {
    entries,
    note: async (entry) => {
      if (!entries.some(({ event }) => event.id === entry.event.id)) entries.push(entry);
    },
  };
}

/** A vault in memory, with an empty list of erasures. */
export async function memoryKeys(store: KeyStore = openMemoryKeyStore()): Promise<Keys> {
  return { vault: await openVault(store, randomMasterKey()), erasures: memoryErasures() };
}
