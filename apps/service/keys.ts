import { type Keys, keyStoreFile, openKeys } from '#lib/sealing/index.js';
import { openPostgresKeyStore, openSqliteKeyStore } from '#lib/vault/index.js';
import type { Config } from './config.js';

/** What seals and erases, as the settings say. Throws VaultKeyError, VaultOpenError, VaultUnavailableError. */
export async function openServiceKeys(config: Config): Promise<Keys> {
  const { keyStore } = config;
  const store = keyStore === 'sqlite' ? openSqliteKeyStore(keyStoreFile(config)) : openPostgresKeyStore(keyStore);
  return openKeys(config, await store);
}
