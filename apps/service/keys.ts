import { type OpenedKeys, keyStoreFile, openKeys } from '#lib/sealing/index.js';
import { openPostgresKeyStore, openSqliteKeyStore } from '#lib/vault/index.js';
import type { Config } from './config.js';

/**
 * Opens the vault and the list of erasures that the settings name. Throws VaultKeyError, VaultOpenError, VaultUnavailableError.
 */
export async function openServiceKeys(config: Config): Promise<OpenedKeys> {
  const { keyStore } = config;
  const store = keyStore === 'sqlite' ? openSqliteKeyStore(keyStoreFile(config)) : openPostgresKeyStore(keyStore);
  return openKeys(config, await store);
}
