export { VaultKeyError, VaultOpenError, VaultUnavailableError } from './errors.js';
export { type KeyName, type KeyStore, type Root, type WrappedKey } from './store.js';
export { type MasterKey, masterKeyFrom } from './master-key.js';
export { type Place } from './layer.js';
export { type CouncilKeys, type Holder, type RootedVault, type Vault, openVault, rewrapAll } from './vault.js';
export { openMemoryKeyStore } from './memory.js';
export { openPostgresKeyStore } from './postgres.js';
export { openSqliteKeyStore } from './sqlite.js';
