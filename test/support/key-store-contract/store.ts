import { randomBytes } from 'node:crypto';
import type { KeyName, KeyStore, Root, WrappedKey } from '#lib/vault/index.js';

/** What an adapter declares of its store. A case reads it and expects the one or the other; nothing is skipped. */
export interface Capabilities {
  /** True: keys are there when the store is opened again. False: a store opened again is empty. */
  readonly outlivesClose: boolean;
  /** True: several processes may hold the store open at once. False: a second opening is refused. */
  readonly isShared: boolean;
}

/** One empty store, which a case may open several times. */
export interface Store {
  readonly capabilities: Capabilities;
  open(): Promise<KeyStore>;
}

/** Makes an empty store for one case, and removes it afterwards. */
export interface StoreMaker {
  readonly capabilities: Capabilities;
  make(): Promise<{ open(): Promise<KeyStore>; remove(): Promise<void> }>;
}

/** One promise of the port. `run` throws if it is not kept. */
export interface ContractCase {
  readonly name: string;
  readonly run: (store: Store) => Promise<void>;
}

export const SUBJECT = 'ab'.repeat(32);
export const OTHER = 'cd'.repeat(32);

/** A key as a vault makes it, its bytes by chance. */
export const made = (changes: Partial<KeyName> = {}): WrappedKey => ({
  council: 'north',
  subject: SUBJECT,
  generation: 1,
  ...changes,
  id: randomBytes(16).toString('hex'),
  wrapped: new Uint8Array(randomBytes(60)),
});

export const rootBytes = (): Uint8Array => new Uint8Array(randomBytes(60));

/** The bytes of a wrapped key as text, whatever kind of bytes the adapter gives. */
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Rows to compare: in an order, and with bytes as text. */
export function rows(keys: readonly (WrappedKey | 'destroyed' | undefined)[]): unknown[] {
  return keys.map((key) => (typeof key === 'object' ? { ...key, wrapped: textOf(key.wrapped) } : key));
}

export const sorted = (keys: readonly WrappedKey[]): WrappedKey[] =>
  [...keys].sort((left, right) => (left.id < right.id ? -1 : 1));

/** An opened store with a root, and the root. */
export async function opened(store: Store): Promise<{ keys: KeyStore; root: Root }> {
  const keys = await store.open();
  return { keys, root: await keys.makeRoot(rootBytes()) };
}
