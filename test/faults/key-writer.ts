// key-writer.ts make|destroy|rewrap <path> <round>: changes a key store for ever, and writes a line for each change answered.
import { writeSync } from 'node:fs';
import { masterKeyFrom, openSqliteKeyStore, openVault, rewrapAll } from '#lib/vault/index.js';
import { FIRST_KEY, SECOND_KEY, placeOf } from './made-keys.js';

const [what = '', path = '', round = ''] = process.argv.slice(2);

/** At once and whole, so that the parent sees every answer given before the kill. */
const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};

const store = await openSqliteKeyStore(path);
const [first, second] = [masterKeyFrom(FIRST_KEY), masterKeyFrom(SECOND_KEY)];

async function make(): Promise<never> {
  const vault = await openVault(store, first);
  say('ready');
  for (let number = 0; ; number += 1) {
    const subject = `M-${round}-${number}`;
    const answer = await vault.seal(placeOf(subject), [{ subject, generation: 1 }], subject);
    if (!answer.ok) throw new Error(answer.refusal.code);
    say(`answered ${subject} ${answer.value}`);
    await new Promise(setImmediate);
  }
}

async function destroy(): Promise<never> {
  const vault = await openVault(store, first);
  say('ready');
  for (let number = 0; ; number += 1) {
    const subject = `D-${round}-${number}`;
    const answer = await vault.seal(placeOf(subject), [{ subject, generation: 1 }], subject);
    if (!answer.ok) throw new Error(answer.refusal.code);
    // The text names the key by which it is sealed.
    const id = Buffer.from(answer.value, 'base64url').toString('hex', 1, 17);
    const row = (await store.keysOf(1, 'north')).find((key) => key.id === id);
    await vault.destroy('north', subject, 1);
    say(`destroyed ${subject} ${answer.value} ${Buffer.from(row?.wrapped ?? []).toString('hex')}`);
    await new Promise(setImmediate);
  }
}

async function rewrap(): Promise<never> {
  say('ready');
  for (;;) {
    for (const [from, to] of [
      [first, second],
      [second, first],
    ] as const) {
      // The store's state after a kill is unknown, so one of the two is refused at once.
      const count = await rewrapAll(store, from, to).catch((error: unknown) => {
        if ((error as Error).name !== 'VaultKeyError') throw error;
        return undefined;
      });
      if (count !== undefined) say(`wrapped ${count}`);
      await new Promise(setImmediate);
    }
  }
}

const modes = new Map([
  ['make', make],
  ['destroy', destroy],
  ['rewrap', rewrap],
]);
await modes.get(what)?.();
