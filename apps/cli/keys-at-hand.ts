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

/** Opens vault and list of erasures, works with them, and lets go of them again. Stops where that cannot be done. */
export async function withKeys<Answer>(settings: KeySettings, work: (keys: Keys) => Promise<Answer>): Promise<Answer> {
  const isOfKeys = (error: unknown): error is Error =>
    [VaultKeyError, VaultOpenError, VaultUnavailableError].some((kind) => error instanceof kind);
  let keys: Keys | undefined;
  try {
    keys = await openKeys(settings, await storeOf(settings));
    return await work(keys);
  } catch (error) {
    if (!isOfKeys(error)) throw error;
    throw new Stop(EXIT.ledger, error.message);
  } finally {
    await keys?.vault.close();
  }
}

function storeOf(settings: KeySettings): Promise<KeyStore> {
  const { keyStore } = settings;
  return keyStore === 'sqlite' ? openSqliteKeyStore(keyStoreFile(settings)) : openPostgresKeyStore(keyStore);
}
