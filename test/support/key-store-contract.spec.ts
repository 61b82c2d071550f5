import { describe, expect, it } from '@jest/globals';
import { type KeyStore, openMemoryKeyStore } from '#lib/vault/index.js';
import { type StoreMaker, contractCases, runCase } from './key-store-contract.js';

/** Says yes to everything and keeps nothing. */
const noopStore: KeyStore = {
  root: async () => undefined,
  makeRoot: async (wrapped) => ({ epoch: 1, wrapped }),
  find: async () => [],
  put: async (_, keys) => keys,
  keysOf: async () => [],
  destroy: async () => undefined,
  rewrap: async () => 0,
  close: async () => undefined,
};

const maker = (open: () => KeyStore, declared: StoreMaker['capabilities']): StoreMaker => ({
  capabilities: declared,
  make: async () => ({ open: async () => open(), remove: async () => undefined }),
});
const passing = { outlivesClose: false, isShared: false };

/** Names of the cases that fail for a store. */
async function failuresOf(store: StoreMaker): Promise<string[]> {
  const runs = await Promise.allSettled(contractCases.map((one) => runCase(one, store)));
  return contractCases.filter((_, index) => runs[index]?.status === 'rejected').map(({ name }) => name);
}

const honest = (truth: KeyStore): KeyStore => ({
  root: () => truth.root(),
  makeRoot: (wrapped) => truth.makeRoot(wrapped),
  find: (...given) => truth.find(...given),
  put: (...given) => truth.put(...given),
  keysOf: (...given) => truth.keysOf(...given),
  destroy: (name) => truth.destroy(name),
  rewrap: (change) => truth.rewrap(change),
  close: () => truth.close(),
});

interface Lie {
  /** How the case begins that must catch it. */
  readonly caughtBy: string;
  readonly tell: (truth: KeyStore) => Partial<KeyStore>;
}

const epochOf = async (truth: KeyStore): Promise<number> => (await truth.root())?.epoch ?? 0;

/** Stores that keep all promises but one. */
const lies: Readonly<Record<string, Lie>> = {
  'answers its own root to who came second': {
    caughtBy: 'a new store has no root',
    tell: (truth) => ({ makeRoot: async (wrapped) => ({ ...(await truth.makeRoot(wrapped)), wrapped }) }),
  },
  'answers the second writer with his own key': {
    caughtBy: 'the first writer of a key wins',
    tell: (truth) => ({
      async put(epoch, keys) {
        const standing = await truth.put(epoch, keys);
        return keys.map((key, index) => (standing[index] === 'destroyed' ? 'destroyed' : key));
      },
    }),
  },
  'answers out of order': {
    caughtBy: 'find and put answer in the order asked',
    tell: (truth) => ({ find: async (epoch, names) => [...(await truth.find(epoch, names))].reverse() }),
  },
  'destroys the named generation alone': {
    caughtBy: 'a destroyed generation is never made again',
    tell: (truth) => {
      const gone = new Set<number>();
      return {
        destroy: async ({ generation }) => {
          gone.add(generation);
        },
        async put(epoch, keys) {
          const kept = keys.filter(({ generation }) => !gone.has(generation));
          const standing = [...(await truth.put(epoch, kept))];
          return keys.map(({ generation }) => (gone.has(generation) ? 'destroyed' : (standing.shift() ?? 'destroyed')));
        },
      };
    },
  },
  'does not destroy': {
    caughtBy: 'destroy removes every generation',
    tell: () => ({ destroy: async () => undefined }),
  },
  'does not heed the epoch': {
    caughtBy: 'after a rewrap, who still has the old root',
    tell: (truth) => ({
      put: async (_, keys) => truth.put(await epochOf(truth), keys),
      find: async (_, names) => truth.find(await epochOf(truth), names),
      keysOf: async (_, council) => truth.keysOf(await epochOf(truth), council),
    }),
  },
  'gives the keys of every council': {
    caughtBy: 'keysOf gives all keys of the council and of no other',
    tell: (truth) => ({
      keysOf: async (epoch) => [...(await truth.keysOf(epoch, 'north')), ...(await truth.keysOf(epoch, 'south'))],
    }),
  },
  'does not close': {
    caughtBy: 'closing twice is harmless',
    tell: () => ({ close: async () => undefined }),
  },
};

describe('the key store contract', () => {
  it('fails in every case, and skips none, for a store that does nothing', async () => {
    const failed = await failuresOf(maker(() => noopStore, { outlivesClose: true, isShared: true }));
    expect(failed).toEqual(contractCases.map(({ name }) => name));
  });

  it('has no two cases of one name', () => {
    expect(new Set(contractCases.map(({ name }) => name)).size).toBe(contractCases.length);
  });

  it('fails for a store that keeps nothing but declares that it does, and that it is shared', async () => {
    const failed = await failuresOf(maker(openMemoryKeyStore, { outlivesClose: true, isShared: true }));
    expect(failed.map((name) => name.split(',')[0])).toEqual(
      expect.arrayContaining(['root', 'a second opening shares the store']),
    );
  });

  it('passes a store that hands every call on to an honest one', async () => {
    expect(await failuresOf(maker(() => honest(openMemoryKeyStore()), passing))).toEqual([]);
  });

  for (const [name, { caughtBy, tell }] of Object.entries(lies)) {
    it(`catches a store that ${name}`, async () => {
      const open = (): KeyStore => {
        const truth = openMemoryKeyStore();
        return { ...honest(truth), ...tell(truth) };
      };
      const catching = contractCases.filter((one) => one.name.startsWith(caughtBy));
      expect(catching).toHaveLength(1);
      for (const one of catching) await expect(runCase(one, maker(open, passing))).rejects.toThrow();
    });
  }
});
