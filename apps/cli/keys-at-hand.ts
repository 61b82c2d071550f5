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

/** The place of the keys, from the same variables and folder as for the service. */
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

/** Does work with keys; stops with the reason if the vault or its key store fails. */
export async function withVaultErrors<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const isOfKeys = [VaultKeyError, VaultOpenError, VaultUnavailableError].some((kind) => error instanceof kind);
    throw isOfKeys ? new Stop(EXIT.ledger, (error as Error).message) : error;
  }
}

/** Opens vault and list of erasures, works with them and closes them. Stops if that fails. */
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

/** The key store that the settings name; a missing file is made. */
export function storeOf(settings: KeySettings): Promise<KeyStore> {
  const { keyStore } = settings;
  return keyStore === 'sqlite' ? openSqliteKeyStore(keyStoreFile(settings)) : openPostgresKeyStore(keyStore);
}

/**
 * Keys for reading. They are opened at the first sealed value. Without a master key nothing is opened, and standard error says
 * so once.
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
  process.stderr.write(`evenhand: there is no master key: ${SHOWS_REMAINS}
`);
  return {
    seal: unsealable,
    standIn: unsealable,
    keysOf: async () => ({ open: () => ({ opened: false, why: 'destroyed' }) }),
    destroy: async () => undefined,
    close: async () => undefined,
  };
}

function unsealable(): never {
  throw new Error('a command that only reads cannot seal');
}

/** A command that records nothing erases nobody. */
export const NO_ERASURES: ErasureList = {
  entries: [],
  note: () => Promise.reject(new Error('a command that only reads cannot erase')),
};
