import {
  type ErasureList,
  type KeySettings,
  type Keys,
  hasMasterKey,
  keyStoreFile,
  openKeys,
} from '#lib/sealing/index.js';
import {
  type KeyStore,
  type Vault,
  VaultKeyError,
  VaultOpenError,
  VaultUnavailableError,
  openPostgresKeyStore,
  openSqliteKeyStore,
} from '#lib/vault/index.js';
import type { Asked } from './arguments.js';
import { folderOf } from './ledger-file.js';
import { EXIT, Stop } from './outcome.js';
import { SHOWS_REMAINS } from './without-keys.js';

/** Where the keys lie: what the service is told by its variables, in the same folder. */
export function keySettings(asked: Asked): KeySettings {
  const text = (name: string): string | null => process.env[`EVENHAND_${name}`] ?? null;
  return {
    data: folderOf(asked),
    masterKey: text('MASTER_KEY'),
    masterKeyFile: text('MASTER_KEY_FILE'),
    keyStore: text('KEY_STORE') ?? 'sqlite',
    erasures: text('ERASURES'),
  };
}

/** Does work with keys; stops where the vault, or its key store, says why it cannot. */
export async function withVaultErrors<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const isOfKeys = [VaultKeyError, VaultOpenError, VaultUnavailableError].some((kind) => error instanceof kind);
    throw isOfKeys ? new Stop(EXIT.ledger, (error as Error).message) : error;
  }
}

/** Opens vault and list of erasures, works with them, and lets go of them again. Stops where that cannot be done. */
export async function withKeys<Answer>(settings: KeySettings, work: (keys: Keys) => Promise<Answer>): Promise<Answer> {
  return withVaultErrors(async () => {
    const keys = await openKeys(settings, await storeOf(settings));
    try {
      return await work(keys);
    } finally {
      await keys.vault.close();
    }
  });
}

/** The key store that the settings name; one in a file is made where there is none. */
export function storeOf(settings: KeySettings): Promise<KeyStore> {
  const { keyStore } = settings;
  return keyStore === 'sqlite' ? openSqliteKeyStore(keyStoreFile(settings)) : openPostgresKeyStore(keyStore);
}

/**
 * Keys for whoever only reads. They are opened when something sealed is first met; where there is no master key nothing is
 * opened, and standard error says so once.
 */
export function keysForReading(settings: KeySettings): Keys {
  let opened: Promise<Vault> | undefined;
  const open = async (): Promise<Vault> => (await openKeys(settings, await storeOf(settings))).vault;
  const vault = (): Promise<Vault> =>
    (opened ??= hasMasterKey(settings) ? open() : Promise.resolve(vaultWithoutKeys()));
  const reading: Vault = {
    seal: async (...call) => (await vault()).seal(...call),
    standIn: async (...call) => (await vault()).standIn(...call),
    keysOf: async (...call) => (await vault()).keysOf(...call),
    destroy: async (...call) => (await vault()).destroy(...call),
    close: async () => (await opened?.catch(() => undefined))?.close(),
  };
  return { vault: reading, erasures: NO_ERASURES };
}

function vaultWithoutKeys(): Vault {
  process.stderr.write(`evenhand: no master key is at hand: ${SHOWS_REMAINS}\n`);
  return {
    seal: unsealable,
    standIn: unsealable,
    keysOf: async () => ({ open: () => ({ opened: false, why: 'destroyed' }) }),
    destroy: async () => undefined,
    close: async () => undefined,
  };
}

function unsealable(): never {
  throw new Error('whoever only reads seals nothing');
}

/** Whoever records nothing erases nobody. */
export const NO_ERASURES: ErasureList = {
  entries: [],
  note: () => Promise.reject(new Error('whoever only reads erases nobody')),
};
