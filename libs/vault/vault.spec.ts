import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Holder,
  type KeyStore,
  type Place,
  type Vault,
  masterKeyFrom,
  openMemoryKeyStore,
  openVault,
  rewrapAll,
} from './index.js';

const MASTER = masterKeyFrom('5a'.repeat(32));
const OTHER = masterKeyFrom('a5'.repeat(32));
const PLACE: Place = { council: 'north', event: '019c0000-0000-7000-8000-000000000001', type: 'T', field: 'months' };
const ANN: Holder = { subject: 'M-1', generation: 1 };
const BEN: Holder = { subject: 'M-2', generation: 1 };
const GONE = { opened: false, why: 'destroyed' };
const REFUSED = { ok: false, refusal: { code: 'destroyed', problems: [{ at: '/months' }] } };

let store: KeyStore;
let vault: Vault;

beforeEach(async () => {
  store = openMemoryKeyStore();
  vault = await openVault(store, MASTER);
});

async function sealed(holders: readonly Holder[], value: unknown, place = PLACE, by = vault): Promise<string> {
  const answer = await by.seal(place, holders, value);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const opened = async (text: string, by = vault) => (await by.keysOf('north')).open(PLACE, text);

describe('a vault', () => {
  it('opens what it sealed, and seals the same to the same text', async () => {
    for (const value of [null, 0, '', 'spouse', { a: [1, 'é', null] }, 'x'.repeat(5_000), [], true]) {
      const text = await sealed([ANN, BEN], value);
      expect(await sealed([ANN, BEN], value)).toBe(text);
      expect(await opened(text)).toEqual({ opened: true, value });
    }
  });

  it('is opened again with its master key, and seals to the same text then', async () => {
    const text = await sealed([ANN], 14);
    const again = await openVault(store, MASTER);
    expect(await opened(text, again)).toEqual({ opened: true, value: 14 });
    expect(await sealed([ANN], 14, PLACE, again)).toBe(text);
  });

  it('is opened by no other master key', async () => {
    await expect(openVault(store, OTHER)).rejects.toMatchObject({ name: 'VaultKeyError' });
  });

  it('needs one layer for a person who is named twice', async () => {
    expect(await sealed([ANN, ANN], 14)).toBe(await sealed([ANN], 14));
    expect((await sealed([ANN, BEN], 14)).length).toBeGreaterThan((await sealed([ANN], 14)).length);
  });

  it('refuses a value without JSON, a value without a holder, and a generation below 1', async () => {
    await expect(vault.seal(PLACE, [ANN], undefined)).rejects.toThrow(TypeError);
    await expect(vault.seal(PLACE, [ANN], { months: Number.NaN })).rejects.toThrow(TypeError);
    await expect(vault.seal(PLACE, [], 14)).rejects.toThrow(RangeError);
    for (const generation of [0, -1, 1.5, Number.NaN]) {
      await expect(vault.seal(PLACE, [{ subject: 'M-1', generation }], 14)).rejects.toThrow(RangeError);
      await expect(vault.destroy('north', 'M-1', generation)).rejects.toThrow(RangeError);
    }
  });

  it('says damaged, and throws nothing, for what is no sealed text', async () => {
    const text = await sealed([ANN], 14);
    const keys = await vault.keysOf('north');
    const spoiled = ['', 'A', 'AQ', '*', `${text}=`, `${text} `, text.slice(0, -1), text.slice(1), `${text}A`, '☃'];
    for (const wrong of spoiled) expect(keys.open(PLACE, wrong)).toEqual({ opened: false, why: 'damaged' });
  });

  it('tells the store no name, and gives every person keys of their own', async () => {
    await sealed([ANN, BEN], 14);
    await sealed([{ subject: 'M-1', generation: 2 }], 14);
    const rows = await store.keysOf(1, 'north');
    expect(new Set(rows.map(({ subject }) => subject)).size).toBe(2);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
    expect(rows.every(({ subject }) => /^[0-9a-f]{64}$/.test(subject))).toBe(true);
  });

  it('makes one key when many values are sealed at once', async () => {
    const texts = await Promise.all(Array.from({ length: 50 }, () => sealed([ANN, BEN], 14)));
    expect(new Set(texts).size).toBe(1);
    expect(await store.keysOf(1, 'north')).toHaveLength(2);
  });
});

describe('destroying', () => {
  it.each([ANN, BEN])(
    'the key of %p makes a value of two subjects unreadable, even for a caller that had the keys',
    async (one) => {
      const text = await sealed([ANN, BEN], 'spouse');
      const before = await vault.keysOf('north');
      expect(before.open(PLACE, text)).toMatchObject({ opened: true });
      await vault.destroy('north', one.subject, 1);
      for (const keys of [before, await vault.keysOf('north')]) expect(keys.open(PLACE, text)).toEqual(GONE);
      expect(await vault.seal(PLACE, [ANN, BEN], 'spouse')).toMatchObject(REFUSED);
    },
  );

  it('leaves other persons, other councils and the next generation readable', async () => {
    const later = { subject: 'M-1', generation: 2 };
    const texts = [await sealed([BEN], 1), await sealed([later], 2)];
    const south = { ...PLACE, council: 'south' };
    const elsewhere = await sealed([ANN], 3, south);
    await sealed([ANN], 0);
    await vault.destroy('north', 'M-1', 1);
    for (const text of texts) expect(await opened(text)).toMatchObject({ opened: true });
    expect((await vault.keysOf('south')).open(south, elsewhere)).toEqual({ opened: true, value: 3 });
    await vault.destroy('north', 'M-1', 1);
    expect(await opened(texts[1]!)).toEqual({ opened: true, value: 2 });
    await vault.destroy('north', 'M-1', 2);
    expect(await opened(texts[1]!)).toEqual(GONE);
  });

  it('makes no key for the others of a value that is refused', async () => {
    await vault.destroy('north', 'M-1', 1);
    expect(await vault.seal(PLACE, [BEN, ANN], 14)).toMatchObject(REFUSED);
    expect(await store.keysOf(1, 'north')).toEqual([]);
  });

  it('by another replica is heeded by the next sealing and by the keys asked for next', async () => {
    const replica = await openVault(store, MASTER);
    const text = await sealed([ANN], 14);
    expect(await opened(text, replica)).toMatchObject({ opened: true });
    await vault.destroy('north', 'M-1', 1);
    expect(await replica.seal(PLACE, [ANN], 14)).toMatchObject(REFUSED);
    expect(await opened(text, replica)).toEqual(GONE);
  });

  it('is not undone by a late reply of the store', async () => {
    const text = await sealed([ANN], 14);
    let answer = (): void => undefined;
    const late = new Promise<void>((resolve) => (answer = resolve));
    const keysOf = store.keysOf.bind(store);
    const find = store.find.bind(store);
    store.keysOf = async (...given) => {
      const rows = await keysOf(...given);
      await late;
      return rows;
    };
    store.find = async (...given) => {
      const rows = await find(...given);
      await late;
      return rows;
    };
    const asked = vault.keysOf('north');
    const sealing = vault.seal(PLACE, [ANN], 14);
    await vault.destroy('north', 'M-1', 1);
    answer();
    expect((await asked).open(PLACE, text)).toEqual(GONE);
    expect(await sealing).toMatchObject(REFUSED);
  });

  it('a late reply of the store drops no key that was created meanwhile', async () => {
    let answer = (): void => undefined;
    const late = new Promise<void>((resolve) => (answer = resolve));
    const keysOf = store.keysOf.bind(store);
    store.keysOf = async (...given) => {
      const rows = await keysOf(...given);
      await late;
      return rows;
    };
    const asked = vault.keysOf('north');
    const text = await sealed([ANN], 14);
    store.keysOf = keysOf;
    const keys = await vault.keysOf('north');
    answer();
    await asked;
    expect(keys.open(PLACE, text)).toEqual({ opened: true, value: 14 });
    await vault.destroy('north', 'M-1', 1);
    expect(keys.open(PLACE, text)).toEqual(GONE);
  });

  it('closing drops all keys', async () => {
    const text = await sealed([ANN], 14);
    const keys = await vault.keysOf('north');
    await vault.close();
    expect(keys.open(PLACE, text)).toEqual(GONE);
    await expect(vault.seal(PLACE, [ANN], 14)).rejects.toMatchObject({ name: 'VaultUnavailableError' });
  });
});

describe('a stand-in', () => {
  const standIn = (holders: readonly [Holder, Holder]) => vault.standIn('north', holders);

  it('is the same for the same two, another for any others, and reads as a token', async () => {
    const first = await standIn([ANN, BEN]);
    expect(first).toMatchObject({ ok: true, value: expect.stringMatching(/^~[A-Za-z0-9_-]{22}$/) });
    expect(await standIn([ANN, BEN])).toEqual(first);
    const pairs: [Holder, Holder][] = [
      [BEN, ANN],
      [ANN, ANN],
      [BEN, BEN],
      [{ ...ANN, generation: 2 }, BEN],
    ];
    const all = [first, ...(await Promise.all(pairs.map(standIn))), await vault.standIn('south', [ANN, BEN])];
    expect(new Set(all.map((one) => (one.ok ? one.value : ''))).size).toBe(all.length);
  });

  it.each([ANN, BEN])('is not to be made again once the key of %p is destroyed', async (one) => {
    const first = await standIn([ANN, BEN]);
    await vault.destroy('north', one.subject, 1);
    expect(await standIn([ANN, BEN])).toMatchObject({ ok: false, refusal: { code: 'destroyed' } });
    const next = await standIn(
      [ANN, BEN].map((of) => (of === one ? { ...of, generation: 2 } : of)) as [Holder, Holder],
    );
    expect(next).toMatchObject({ ok: true });
    expect(next).not.toEqual(first);
  });

  it('does not follow from the two names', async () => {
    const answer = await standIn([ANN, BEN]);
    const guesses = [`${ANN.subject}${BEN.subject}`, BEN.subject, `north\0${BEN.subject}`].flatMap((text) =>
      ['', ANN.subject, 'candidate'].map(
        (key) => `~${createHmac('sha256', key).update(text).digest('base64url').slice(0, 22)}`,
      ),
    );
    expect(guesses).not.toContain(answer.ok && answer.value);
  });
});

describe('wrapping all keys anew', () => {
  it('changes no sealed text, keeps the number of keys, and opens with the new master key alone', async () => {
    const texts = [await sealed([ANN], 1), await sealed([BEN, ANN], 2)];
    const before = await store.keysOf(1, 'north');
    expect(await rewrapAll(store, MASTER, OTHER)).toBe(2);
    const after = await store.keysOf(2, 'north');
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after.filter(({ wrapped }, index) => Buffer.from(wrapped).equals(before[index]!.wrapped))).toEqual([]);
    await expect(openVault(store, MASTER)).rejects.toMatchObject({ name: 'VaultKeyError' });
    const again = await openVault(store, OTHER);
    for (const [index, text] of texts.entries()) {
      expect(await opened(text, again)).toEqual({ opened: true, value: index + 1 });
    }
    expect(await sealed([ANN], 1, PLACE, again)).toBe(texts[0]);
  });

  it('keeps destroyed generations destroyed', async () => {
    await vault.destroy('north', 'M-1', 1);
    await rewrapAll(store, MASTER, OTHER);
    const again = await openVault(store, OTHER);
    expect(await again.seal(PLACE, [ANN], 14)).toMatchObject(REFUSED);
  });

  it('stops a vault that still has the old master key', async () => {
    await sealed([ANN], 1);
    await rewrapAll(store, MASTER, OTHER);
    for (const call of [vault.seal(PLACE, [BEN], 2), vault.keysOf('north'), vault.standIn('north', [ANN, BEN])]) {
      await expect(call).rejects.toMatchObject({ name: 'VaultKeyError' });
    }
  });

  it('is refused from a master key that is not the store’s, and changes nothing', async () => {
    const text = await sealed([ANN], 1);
    await expect(rewrapAll(store, OTHER, MASTER)).rejects.toMatchObject({ name: 'VaultKeyError' });
    expect(await opened(text)).toEqual({ opened: true, value: 1 });
  });

  it('is refused if a row has been altered, which seals and opens nothing either', async () => {
    const text = await sealed([ANN], 1);
    const [row] = await store.keysOf(1, 'north');
    const broken = openMemoryKeyStore();
    await broken.makeRoot((await store.root())!.wrapped);
    await broken.put(1, [{ ...row!, id: row!.id.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) }]);
    await expect(rewrapAll(broken, MASTER, OTHER)).rejects.toThrow(/restore the key store from a backup/);
    const spoiled = await openVault(broken, MASTER);
    await expect(spoiled.seal(PLACE, [ANN], 1)).rejects.toMatchObject({ name: 'VaultKeyError' });
    expect((await spoiled.keysOf('north')).open(PLACE, text)).toMatchObject({ opened: false });
  });

  it('finds nothing to do in a store that is new', async () => {
    expect(await rewrapAll(openMemoryKeyStore(), MASTER, OTHER)).toBe(0);
  });
});
