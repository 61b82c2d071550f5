import { type KeySettings, type Keys, keyStoreFile, openKeys } from '#lib/sealing/index.js';
import {
  type KeyStore,
  VaultKeyError,
  VaultOpenError,
  VaultUnavailableError,
  openPostgresKeyStore,
  openSqliteKeyStore,
} from '#lib/vault/index.js';
import type { Asked } from './arguments.js';
import { folderOf } from './ledger-file.js';
import { EXIT, Stop } from './outcome.js';

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
