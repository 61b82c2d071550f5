import { rewrapped } from './rewrapped.js';
import { closedStore, otherEpoch } from './store-errors.js';
import type { KeyName, KeyStore, Root, Wrapped, WrappedKey } from './store.js';

const subjectOf = ({ council, subject }: KeyName): string => JSON.stringify([council, subject]);
const nameOf = (name: KeyName): string => JSON.stringify([name.council, name.subject, name.generation]);

/** Keeps keys until it is closed: for tests, and for what is thrown away with its ledger. */
class MemoryKeyStore implements KeyStore {
  #root: Root | undefined;
  #keys = new Map<string, WrappedKey>();
  readonly #destroyed = new Map<string, number>();
  #isOpen = true;

  async root(): Promise<Root | undefined> {
    this.#checkOpen();
    return this.#root;
  }

  async makeRoot(wrapped: Uint8Array): Promise<Root> {
    this.#checkOpen();
    this.#root ??= { epoch: 1, wrapped };
    return this.#root;
  }

  async find(epoch: number, names: readonly KeyName[]): Promise<readonly (WrappedKey | 'destroyed' | undefined)[]> {
    this.#check(epoch);
    return names.map((name) => this.#standing(name));
  }

  async put(epoch: number, keys: readonly WrappedKey[]): Promise<readonly (WrappedKey | 'destroyed')[]> {
    this.#check(epoch);
    return keys.map((key) => {
      const standing = this.#standing(key) ?? key;
      if (standing === key) this.#keys.set(nameOf(key), key);
      return standing;
    });
  }

  async keysOf(epoch: number, council: string): Promise<readonly WrappedKey[]> {
    this.#check(epoch);
    return [...this.#keys.values()].filter((key) => key.council === council);
  }

  async destroy(name: KeyName): Promise<void> {
    this.#checkOpen();
    const subject = subjectOf(name);
    const upTo = Math.max(name.generation, this.#destroyed.get(subject) ?? 0);
    this.#destroyed.set(subject, upTo);
    for (const [at, key] of this.#keys) if (subjectOf(key) === subject && key.generation <= upTo) this.#keys.delete(at);
  }

  async rewrap(change: (all: Wrapped) => Wrapped): Promise<number> {
    this.#checkOpen();
    if (this.#root === undefined) return 0;
    const after = rewrapped({ root: this.#root.wrapped, keys: [...this.#keys.values()] }, change);
    this.#root = { epoch: this.#root.epoch + 1, wrapped: after.root };
    this.#keys = new Map(after.keys.map((key) => [nameOf(key), key]));
    return after.keys.length;
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    this.#keys.clear();
  }

  #standing(name: KeyName): WrappedKey | 'destroyed' | undefined {
    if (name.generation <= (this.#destroyed.get(subjectOf(name)) ?? 0)) return 'destroyed';
    return this.#keys.get(nameOf(name));
  }

  #check(epoch: number): void {
    this.#checkOpen();
    if (epoch !== this.#root?.epoch) throw otherEpoch();
  }

  #checkOpen(): void {
    if (!this.#isOpen) throw closedStore();
  }
}

/** A key store in memory. */
export function openMemoryKeyStore(): KeyStore {
  return new MemoryKeyStore();
}
