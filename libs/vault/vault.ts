import { type KeyObject, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { type Result, accepted, canonicalJson, refused } from '#lib/kernel/index.js';
import { VaultKeyError } from './errors.js';
import { type HeldKey, KeyRing } from './key-ring.js';
import { type NamedKey, type Opened, type Place, openText, sealText } from './layer.js';
import { type MasterKey, unwrapKey, unwrapRoot, wrapKey, wrapRoot } from './master-key.js';
import type { KeyName, KeyStore, Root, WrappedKey } from './store.js';
import { standInOf } from './subject-key.js';

const KEY_BYTES = 32;
const ID_BYTES = 16;

/** A person whose key is needed, and which of that person's keys: 1 more than the destructions recorded before. */
export interface Holder {
  readonly subject: string;
  readonly generation: number;
}

/** The keys of a council as they were when they were asked for, less those destroyed here since. */
export interface CouncilKeys {
  /** `destroyed`: a key is not there. `damaged`: altered, moved from its place, or not a sealed value. Never throws. */
  open(place: Place, sealed: string): Opened;
}

/** Seals personal data under a key for each person, and erases by destroying keys. */
export interface Vault {
  /**
   * Seals a JSON value under the keys of all holders, at least one. The same again gives the same text. Makes the keys
   * that are missing; they are durable when it resolves. Refused if a holder's generation has been destroyed. Throws
   * VaultUnavailableError; VaultKeyError where the master key has changed; TypeError for what has no JSON.
   */
  seal(place: Place, holders: readonly Holder[], value: unknown): Promise<Result<string, 'destroyed'>>;

  /** A token for the second holder beside the first: the same for the same two, and irreversible once either key is gone. */
  standIn(council: string, holders: readonly [Holder, Holder]): Promise<Result<string, 'destroyed'>>;

  /** The council's keys as they are now; opening with them is synchronous. Ask anew for each reading. */
  keysOf(council: string): Promise<CouncilKeys>;

  /** Destroys every generation up to `upTo`: unreadable for ever when it resolves. Harmless when repeated. */
  destroy(council: string, subject: string, upTo: number): Promise<void>;

  /** Drops all keys and closes the store. */
  close(): Promise<void>;
}

/** A vault that also derives keys from its root. */
export interface RootedVault extends Vault {
  /**
   * A key of 32 bytes for one purpose that concerns no person's sealed values, such as sessions. The same for every replica
   * and after each change of the master key.
   */
  keyFor(purpose: string): KeyObject;
}

/** Opens the vault of a store, which a new store thereby gets. Throws VaultKeyError, having written nothing. */
export async function openVault(store: KeyStore, master: MasterKey): Promise<RootedVault> {
  const root = (await store.root()) ?? (await makeRoot(store, master));
  return new KeyedVault(store, master, root);
}

async function makeRoot(store: KeyStore, master: MasterKey): Promise<Root> {
  const bytes = randomBytes(KEY_BYTES);
  try {
    return await store.makeRoot(wrapRoot(master, bytes));
  } finally {
    bytes.fill(0);
  }
}

/**
 * Wraps every key of the store by another master key, in one transaction; no key changes, so no event does. Answers their
 * number. Throws VaultKeyError, having changed nothing, where the store does not belong to `from` or a row is damaged.
 */
export async function rewrapAll(store: KeyStore, from: MasterKey, to: MasterKey): Promise<number> {
  return store.rewrap(({ root, keys }) => ({
    root: rewrapped(unwrapRoot(from, root), (bytes) => wrapRoot(to, bytes)),
    keys: keys.map((row) => {
      const key = unwrapKey(from, row);
      if (key === undefined) throw damagedRow();
      return rewrapped(key, (bytes) => wrapKey(to, nameOf(row), bytes));
    }),
  }));
}

function rewrapped<Wrapped>(key: KeyObject, wrap: (bytes: Uint8Array) => Wrapped): Wrapped {
  const bytes = key.export();
  try {
    return wrap(bytes);
  } finally {
    bytes.fill(0);
  }
}

const nameOf = ({ id, council, subject, generation }: WrappedKey): Omit<WrappedKey, 'wrapped'> => ({
  id,
  council,
  subject,
  generation,
});

const damagedRow = (): VaultKeyError =>
  new VaultKeyError('a key in the key store does not open with its master key; restore the key store from a backup');

class KeyedVault implements RootedVault {
  readonly #store: KeyStore;
  readonly #master: MasterKey;
  readonly #epoch: number;
  readonly #blinding: KeyObject;
  readonly #rings = new Map<string, KeyRing>();

  constructor(store: KeyStore, master: MasterKey, root: Root) {
    this.#store = store;
    this.#master = master;
    this.#epoch = root.epoch;
    this.#blinding = unwrapRoot(master, root.wrapped);
  }

  async seal(place: Place, holders: readonly Holder[], value: unknown): Promise<Result<string, 'destroyed'>> {
    if (value === undefined) throw new TypeError('undefined has no JSON');
    if (holders.length === 0) throw new RangeError('a sealed value has at least one holder');
    const text = canonicalJson(value);
    const keys = await this.#keysFor(place.council, holders);
    if (keys === 'destroyed') return isDestroyed(place.field);
    return accepted(sealText([...new Set(keys)].map(usable), place, text));
  }

  async standIn(council: string, holders: readonly [Holder, Holder]): Promise<Result<string, 'destroyed'>> {
    const keys = await this.#keysFor(council, holders);
    if (keys === 'destroyed') return isDestroyed('candidate');
    const [person, candidate] = keys.map(usable) as [NamedKey, NamedKey];
    return accepted(standInOf(person.key, candidate.key));
  }

  async keysOf(council: string): Promise<CouncilKeys> {
    const ring = this.#ring(council);
    const turn = ring.nextTurn();
    const held = ring.refresh(await this.#store.keysOf(this.#epoch, council), turn);
    return { open: (place, sealed) => openText((id) => held.get(id)?.key, place, sealed) };
  }

  async destroy(council: string, subject: string, upTo: number): Promise<void> {
    const name = this.#name(council, { subject, generation: upTo });
    await this.#store.destroy(name);
    this.#ring(council).destroy(name);
  }

  keyFor(purpose: string): KeyObject {
    const bytes = Buffer.from(hkdfSync('sha256', this.#blinding, Buffer.alloc(0), `evenhand ${purpose}`, KEY_BYTES));
    try {
      return createSecretKey(bytes);
    } finally {
      bytes.fill(0);
    }
  }

  async close(): Promise<void> {
    for (const ring of this.#rings.values()) ring.clear();
    await this.#store.close();
  }

  /** The holders' keys in their order, made where they are missing. */
  async #keysFor(council: string, holders: readonly Holder[]): Promise<readonly HeldKey[] | 'destroyed'> {
    const names = holders.map((holder) => this.#name(council, holder));
    const found = await this.#store.find(this.#epoch, names);
    if (found.includes('destroyed')) return 'destroyed';
    const missing = names.filter((_, index) => found[index] === undefined);
    const made = missing.length === 0 ? [] : [...(await this.#store.put(this.#epoch, missing.map(this.#make)))];
    const held: HeldKey[] = [];
    for (const row of found.map((one) => one ?? made.shift() ?? 'destroyed')) {
      const key = row === 'destroyed' ? row : this.#ring(council).hold(row);
      if (key === 'destroyed') return key;
      held.push(key);
    }
    return held;
  }

  readonly #make = (name: KeyName): WrappedKey => {
    const bytes = randomBytes(KEY_BYTES);
    try {
      return wrapKey(this.#master, { ...name, id: randomBytes(ID_BYTES).toString('hex') }, bytes);
    } finally {
      bytes.fill(0);
    }
  };

  #name(council: string, { subject, generation }: Holder): KeyName {
    if (!Number.isSafeInteger(generation) || generation < 1) {
      throw new RangeError(`a generation is a whole number of 1 or more, not ${generation}`);
    }
    const blinded = createHmac('sha256', this.#blinding).update(`${council}\0${subject}`).digest('hex');
    return { council, subject: blinded, generation };
  }

  #ring(council: string): KeyRing {
    let ring = this.#rings.get(council);
    if (ring === undefined) {
      ring = new KeyRing(this.#master);
      this.#rings.set(council, ring);
    }
    return ring;
  }
}

function usable(held: HeldKey): NamedKey {
  const { id, key } = held;
  if (key === undefined || key === 'damaged') throw damagedRow();
  return { id, key };
}

const isDestroyed = (field: string): Result<string, 'destroyed'> =>
  refused('destroyed', [
    {
      at: `/${field}`,
      wrong: 'the key of a person concerned has been destroyed: the field cannot be sealed as it was',
      right: 'leave the field out, or record what is known now as a new event',
    },
  ]);
