import { existsSync } from 'node:fs';
import { keyStoreFile, masterKeyIn } from '#lib/sealing/index.js';
import { type KeyStore, rewrapAll } from '#lib/vault/index.js';
import { type Asked, ask, misuse } from './arguments.js';
import type { CommandTable } from './command.js';
import { keySettings, storeOf, withVaultErrors } from './keys-at-hand.js';
import { dataOption } from './options.js';
import { EXIT, Stop } from './outcome.js';
import { write } from './output.js';

export const table: CommandTable = {
  name: 'keys',
  brief: 'replace the master key',
  does: [
    'Wraps every key of the key store by another master key, all or none; no event is touched, and every sealed value opens as before.',
    'Stop the service first, start it with the new key, and keep the old one for as long as a backup of the key store needs it.',
  ],
  operands: [{ name: 'rotate', offers: ['rotate'] }],
  options: [
    { name: 'from', takes: 'FILE', says: 'the current master key', offers: 'file', needed: true },
    {
      name: 'to',
      takes: 'FILE',
      says: 'the new one: 32 random bytes as base64, such as `openssl rand -base64 32` writes',
      offers: 'file',
      needed: true,
    },
    {
      ...dataOption,
      says: 'folder of keys.sqlite (default: EVENHAND_DATA, else ./data); EVENHAND_KEY_STORE names another store',
    },
  ],
};

/** `evenhand keys`: works on the whole key store. */
export async function run(args: readonly string[]): Promise<void> {
  const asked = ask(args, table);
  if (asked.positionals[0] !== 'rotate') throw misuse(`evenhand keys can rotate, not ${asked.positionals[0] ?? ''}`);
  const keys = await withVaultErrors(() => rotate(asked));
  write(`${keys} keys are wrapped by the new master key; start the service with it\n`);
}

async function rotate(asked: Asked): Promise<number> {
  const [from, to] = [asked.needed('from'), asked.needed('to')];
  const settings = keySettings(asked);
  const file = keyStoreFile(settings);
  if (settings.keyStore === 'sqlite' && !existsSync(file))
    throw new Stop(EXIT.notFound, `the key store ${file} does not exist`);
  const [before, after] = [masterKeyIn(from, from), masterKeyIn(to, to)];
  let store: KeyStore | undefined;
  try {
    store = await storeOf(settings);
    return await rewrapAll(store, before, after);
  } finally {
    await store?.close();
  }
}
