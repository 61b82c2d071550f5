import { expect } from '@jest/globals';
import type { KeyStore } from '#lib/vault/index.js';
import { type ContractCase, OTHER, SUBJECT, made, opened, rootBytes, rows, sorted, textOf } from './store.js';

const nameOf = ({ council, subject, generation }: ReturnType<typeof made>) => ({ council, subject, generation });

export const keyCases: readonly ContractCase[] = [
  {
    name: 'a new store has no root; the first root put stands, and is answered to everybody who puts one later',
    async run(store) {
      const keys = await store.open();
      expect(await keys.root()).toBeUndefined();
      const [first, second] = [rootBytes(), rootBytes()];
      const root = await keys.makeRoot(first);
      expect(textOf(root.wrapped)).toBe(textOf(first));
      expect(textOf((await keys.makeRoot(second)).wrapped)).toBe(textOf(first));
      expect(textOf((await keys.root())!.wrapped)).toBe(textOf(first));
      expect((await keys.root())!.epoch).toBe(root.epoch);
    },
  },
  {
    name: 'a key put is found by its name, byte for byte, and by no other name',
    async run(store) {
      const { keys, root } = await opened(store);
      const key = made();
      expect(rows(await keys.put(root.epoch, [key]))).toEqual(rows([key]));
      const others = [{ generation: 2 }, { subject: OTHER }, { council: 'south' }];
      for (const change of others) expect(await keys.find(root.epoch, [nameOf(made(change))])).toEqual([undefined]);
      expect(rows(await keys.find(root.epoch, [nameOf(key)]))).toEqual(rows([key]));
    },
  },
  {
    name: 'find and put answer in the order asked, also for the same name twice and for none',
    async run(store) {
      const { keys, root } = await opened(store);
      const [one, two] = [made(), made({ subject: OTHER })];
      await keys.put(root.epoch, [one]);
      const again = made();
      expect(rows(await keys.put(root.epoch, [two, again, made({ subject: OTHER })]))).toEqual(rows([two, one, two]));
      const names = [made({ generation: 7 }), two, one, two].map(nameOf);
      expect(rows(await keys.find(root.epoch, names))).toEqual(rows([undefined, two, one, two]));
      expect(await keys.find(root.epoch, [])).toEqual([]);
      expect(await keys.put(root.epoch, [])).toEqual([]);
    },
  },
  {
    name: 'the first writer of a key wins, also when many put it at once',
    async run(store) {
      const { keys, root } = await opened(store);
      const others = store.capabilities.isShared ? [await store.open(), await store.open()] : [];
      const writers = [keys, ...others];
      for (let generation = 1; generation <= 10; generation += 1) {
        const answers = await Promise.all(
          Array.from({ length: 12 }, async (_, index) => {
            const [answer] = await writers[index % writers.length]!.put(root.epoch, [made({ generation })]);
            return answer;
          }),
        );
        expect(new Set(answers.map((answer) => (answer as { id: string }).id)).size).toBe(1);
      }
      expect(await keys.keysOf(root.epoch, 'north')).toHaveLength(10);
    },
  },
  {
    name: 'keysOf gives all keys of the council and of no other',
    async run(store) {
      const { keys, root } = await opened(store);
      const north = Array.from({ length: 50 }, (_, index) => made({ generation: index + 1 }));
      const south = [made({ council: 'south' }), made({ council: 'south', subject: OTHER })];
      await keys.put(root.epoch, north);
      await keys.put(root.epoch, south);
      expect(rows(sorted(await keys.keysOf(root.epoch, 'north')))).toEqual(rows(sorted(north)));
      expect(rows(sorted(await keys.keysOf(root.epoch, 'south')))).toEqual(rows(sorted(south)));
      expect(await keys.keysOf(root.epoch, "nor'th")).toEqual([]);
    },
  },
  {
    name: 'names of councils are kept as they are, whatever stands in them',
    async run(store) {
      const { keys, root } = await opened(store);
      for (const council of ["o'neill", '"; DROP TABLE keys; --', 'Ŵŷ ☃ 𝒳', '%', '$1', 'a\\b']) {
        const key = made({ council });
        await keys.put(root.epoch, [key]);
        expect(rows(await keys.keysOf(root.epoch, council))).toEqual(rows([key]));
      }
    },
  },
];

export const destroyingCases: readonly ContractCase[] = [
  {
    name: 'destroy removes every generation up to the one named, and nothing else',
    async run(store) {
      const { keys, root } = await opened(store);
      const mine = [1, 2, 3, 4].map((generation) => made({ generation }));
      const others = [made({ subject: OTHER }), made({ council: 'south' })];
      await keys.put(root.epoch, [...mine, others[0]!]);
      await keys.put(root.epoch, [others[1]!]);
      await keys.destroy({ council: 'north', subject: SUBJECT, generation: 3 });
      const found = await keys.find(root.epoch, mine.map(nameOf));
      expect(rows(found)).toEqual(rows(['destroyed', 'destroyed', 'destroyed', mine[3]]));
      expect(rows(sorted(await keys.keysOf(root.epoch, 'north')))).toEqual(rows(sorted([mine[3]!, others[0]!])));
      expect(rows(await keys.keysOf(root.epoch, 'south'))).toEqual(rows([others[1]]));
    },
  },
  {
    name: 'a destroyed generation is never made again, the next one is',
    async run(store) {
      const { keys, root } = await opened(store);
      await keys.destroy({ council: 'north', subject: SUBJECT, generation: 2 });
      const next = made({ generation: 3 });
      const asked = [made(), made({ generation: 2 }), next];
      expect(rows(await keys.put(root.epoch, asked))).toEqual(rows(['destroyed', 'destroyed', next]));
      expect(rows(await keys.keysOf(root.epoch, 'north'))).toEqual(rows([next]));
    },
  },
  {
    name: 'destroying again, or less than before, changes nothing',
    async run(store) {
      const { keys, root } = await opened(store);
      const fourth = made({ generation: 4 });
      await keys.put(root.epoch, [fourth]);
      for (const generation of [3, 3, 1]) await keys.destroy({ council: 'north', subject: SUBJECT, generation });
      const asked = [1, 2, 3].map((generation) => nameOf(made({ generation })));
      expect(await keys.find(root.epoch, asked)).toEqual(['destroyed', 'destroyed', 'destroyed']);
      expect(rows(await keys.find(root.epoch, [nameOf(fourth)]))).toEqual(rows([fourth]));
    },
  },
  {
    name: 'a key destroyed while it is being made is gone afterwards, in either order',
    async run(store) {
      const { keys, root } = await opened(store);
      const maker = store.capabilities.isShared ? await store.open() : keys;
      for (let generation = 1; generation <= 25; generation += 1) {
        const name = { council: 'north', subject: SUBJECT, generation };
        const making = [maker, keys, maker].map((one) => one.put(root.epoch, [made({ generation })]));
        await Promise.all([...making, keys.destroy(name), maker.put(root.epoch, [made({ generation })])]);
        expect(await maker.find(root.epoch, [name])).toEqual(['destroyed']);
      }
      expect(await keys.keysOf(root.epoch, 'north')).toEqual([]);
    },
  },
];

/** Wraps a key anew: another byte everywhere, so that old and new are told apart. */
const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xff);

export const rewrappingCases: readonly ContractCase[] = [
  {
    name: 'rewrap hands over root and all keys, and keeps what it is given in their place',
    async run(store) {
      const { keys, root } = await opened(store);
      const all = [made(), made({ subject: OTHER }), made({ council: 'south', generation: 2 })];
      await keys.put(root.epoch, all.slice(0, 2));
      await keys.put(root.epoch, all.slice(2));
      const count = await keys.rewrap((before) => {
        expect(textOf(before.root)).toBe(textOf(root.wrapped));
        expect(rows(sorted(before.keys))).toEqual(rows(sorted(all)));
        return {
          root: turned(before.root),
          keys: before.keys.map((key) => ({ ...key, wrapped: turned(key.wrapped) })),
        };
      });
      expect(count).toBe(3);
      const now = (await keys.root())!;
      expect(textOf(now.wrapped)).toBe(textOf(turned(root.wrapped)));
      const found = [...(await keys.keysOf(now.epoch, 'north')), ...(await keys.keysOf(now.epoch, 'south'))];
      expect(rows(sorted(found))).toEqual(rows(sorted(all.map((key) => ({ ...key, wrapped: turned(key.wrapped) })))));
    },
  },
  {
    name: 'after a rewrap, who still has the old root is refused with VaultKeyError, and nothing is written',
    async run(store) {
      const { keys, root } = await opened(store);
      await keys.put(root.epoch, [made()]);
      await keys.rewrap((before) => ({ ...before, root: turned(before.root) }));
      const fault = { name: 'VaultKeyError' };
      await expect(keys.put(root.epoch, [made({ subject: OTHER })])).rejects.toMatchObject(fault);
      await expect(keys.find(root.epoch, [nameOf(made())])).rejects.toMatchObject(fault);
      await expect(keys.keysOf(root.epoch, 'north')).rejects.toMatchObject(fault);
      expect(await keys.keysOf((await keys.root())!.epoch, 'north')).toHaveLength(1);
    },
  },
  {
    name: 'a rewrap that throws, or gives other keys than it was given, changes nothing',
    async run(store) {
      const { keys, root } = await opened(store);
      const key = made();
      await keys.put(root.epoch, [key, made({ subject: OTHER })]);
      const before = rows(sorted(await keys.keysOf(root.epoch, 'north')));
      const wrong: Parameters<KeyStore['rewrap']>[0][] = [
        () => {
          throw new Error('not today');
        },
        (all) => ({ root: turned(all.root), keys: all.keys.slice(1) }),
        (all) => ({ root: turned(all.root), keys: [...all.keys, made({ generation: 9 })] }),
        (all) => ({ root: turned(all.root), keys: all.keys.map((one) => ({ ...one, generation: 9 })) }),
      ];
      for (const change of wrong) await expect(keys.rewrap(change)).rejects.toThrow(/not today|nothing was changed/);
      expect(await keys.root()).toMatchObject({ epoch: root.epoch });
      expect(rows(sorted(await keys.keysOf(root.epoch, 'north')))).toEqual(before);
    },
  },
];

export const closingCases: readonly ContractCase[] = [
  {
    name: 'root, keys and destructions are there when the store is opened again, as declared',
    async run(store) {
      const { keys, root } = await opened(store);
      const kept = made({ subject: OTHER });
      await keys.put(root.epoch, [made(), kept]);
      await keys.destroy({ council: 'north', subject: SUBJECT, generation: 1 });
      await keys.close();
      const again = await store.open();
      const found = await again.root();
      if (!store.capabilities.outlivesClose) {
        expect(found).toBeUndefined();
        return;
      }
      expect(textOf(found!.wrapped)).toBe(textOf(root.wrapped));
      expect(rows(await again.keysOf(root.epoch, 'north'))).toEqual(rows([kept]));
      expect(await again.put(root.epoch, [made()])).toEqual(['destroyed']);
    },
  },
  {
    name: 'a second opening shares the store, or is refused, as declared',
    async run(store) {
      const { keys, root } = await opened(store);
      if (!store.capabilities.outlivesClose) {
        expect(store.capabilities.isShared).toBe(false);
        expect(await (await store.open()).root()).toBeUndefined();
        return;
      }
      if (!store.capabilities.isShared) {
        await expect(store.open()).rejects.toMatchObject({ name: 'VaultOpenError' });
        return;
      }
      const second = await store.open();
      const key = made();
      await keys.put(root.epoch, [key]);
      expect(rows(await second.find(root.epoch, [nameOf(key)]))).toEqual(rows([key]));
    },
  },
  {
    name: 'closing twice is harmless; every other call then fails with VaultUnavailableError',
    async run(store) {
      const { keys, root } = await opened(store);
      await keys.close();
      await keys.close();
      const calls: ((closed: KeyStore) => Promise<unknown>)[] = [
        (closed) => closed.root(),
        (closed) => closed.makeRoot(rootBytes()),
        (closed) => closed.find(root.epoch, []),
        (closed) => closed.put(root.epoch, [made()]),
        (closed) => closed.keysOf(root.epoch, 'north'),
        (closed) => closed.destroy({ council: 'north', subject: SUBJECT, generation: 1 }),
        (closed) => closed.rewrap((all) => all),
      ];
      for (const call of calls) await expect(call(keys)).rejects.toMatchObject({ name: 'VaultUnavailableError' });
    },
  },
];
