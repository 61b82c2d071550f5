import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import {
  type KeyStore,
  type MasterKey,
  type RootedVault,
  type Vault,
  VaultKeyError,
  masterKeyFrom,
  openVault,
} from '#lib/vault/index.js';
import { openErasureFile } from './erasure-file.js';
import type { ErasureList } from './erasure-list.js';

const MASTER_BYTES = 32;
const [MASTER_KEY, MASTER_KEY_FILE] = ['EVENHAND_MASTER_KEY', 'EVENHAND_MASTER_KEY_FILE'];

/** Where keys are, as the settings say. */
export interface KeySettings {
  /** Folder for everything that has no path of its own. */
  readonly data: string;
  /** The key itself, or the file that holds it; neither: `master.key` in the data folder. */
  readonly masterKey: string | null;
  readonly masterKeyFile: string | null;
  /** `sqlite`, in the data folder, or the address of a PostgreSQL database. */
  readonly keyStore: string;
  /** The list of erasures; null: in the data folder. */
  readonly erasures: string | null;
}

/** What seals and erases. */
export interface Keys {
  readonly vault: Vault;
  readonly erasures: ErasureList;
}

/** Keys with a vault that derives further ones. */
export interface OpenedKeys extends Keys {
  readonly vault: RootedVault;
}

const ownKeyFile = ({ data }: KeySettings): string => join(data, 'master.key');

/** True if a master key is given, correct or not. */
export function hasMasterKey(settings: KeySettings): boolean {
  return settings.masterKey !== null || existsSync(settings.masterKeyFile ?? ownKeyFile(settings));
}

/** Reads a master key from a file. Throws VaultKeyError, which never contains the key. */
export function masterKeyIn(path: string, named: string): MasterKey {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as { code?: unknown };
    throw new VaultKeyError(
      `${named} cannot be read (${String(code)}); put the master key there, or name another file`,
      {
        cause: error,
      },
    );
  }
  return masterKeyFrom(text);
}

/** Makes the key of a new store, durable and for its owner alone. */
function makeMasterKey(path: string): MasterKey {
  const text = randomBytes(MASTER_BYTES).toString('base64');
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, `${text}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return masterKeyFrom(text);
}

async function masterKeyOf(settings: KeySettings, store: KeyStore): Promise<MasterKey> {
  const { masterKey, masterKeyFile } = settings;
  if (masterKey !== null) return masterKeyFrom(masterKey);
  if (masterKeyFile !== null) return masterKeyIn(masterKeyFile, `the file that ${MASTER_KEY_FILE} names`);
  const own = ownKeyFile(settings);
  if (existsSync(own)) return masterKeyIn(own, own);
  // A new key could not open the keys that are there.
  if ((await store.root()) === undefined) return makeMasterKey(own);
  const what = `the master key of the key store is missing: ${own} does not exist`;
  throw new VaultKeyError(`${what}; put it back, or give it as ${MASTER_KEY} or ${MASTER_KEY_FILE}`);
}

/** Where a key store of one process lies. */
export function keyStoreFile({ data }: KeySettings): string {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  return join(data, 'keys.sqlite');
}

/**
 * Opens the vault and the list of erasures over a key store, and closes the store on failure. For a store without keys
 * it creates a master key in the data folder, if none is given. Throws VaultKeyError and VaultOpenError, with nothing
 * existing changed.
 */
export async function openKeys(settings: KeySettings, store: KeyStore): Promise<OpenedKeys> {
  try {
    const erasures = openErasureFile(settings.erasures ?? join(settings.data, 'erasures.jsonl'));
    return { vault: await openVault(store, await masterKeyOf(settings, store)), erasures };
  } catch (error) {
    await store.close();
    throw error;
  }
}
