/** Names a key: a blinded subject in one council, in one generation (1 for the first). */
export interface KeyName {
  readonly council: string;
  /** HMAC of the subject, hex: the store never sees a name. */
  readonly subject: string;
  readonly generation: number;
}

/** A key under the master key. */
export interface WrappedKey extends KeyName {
  /** 16 random bytes as hex; it is part of the sealed values and does not reveal the person. */
  readonly id: string;
  readonly wrapped: Uint8Array;
}

/** The wrapped key by which subjects are blinded. Only the store's own master key opens it. */
export interface Root {
  /** Grows with each change of the master key. */
  readonly epoch: number;
  readonly wrapped: Uint8Array;
}

/** Everything in a store that the master key wraps. */
export interface Wrapped {
  readonly root: Uint8Array;
  readonly keys: readonly WrappedKey[];
}

/**
 * Where wrapped keys are kept. Durable: an acknowledged change survives any crash. Safe to call concurrently, also from
 * several processes if the adapter allows more than one.
 *
 * Calls that name an `epoch` throw VaultKeyError if the master key has been changed since that root was read. Every
 * call throws VaultUnavailableError if the store cannot be reached, or is closed.
 */
export interface KeyStore {
  /** The store's root; undefined for a store that is new. */
  root(): Promise<Root | undefined>;

  /** Stores the root unless there is one. Returns the root that is stored now, which the first caller wrote. */
  makeRoot(wrapped: Uint8Array): Promise<Root>;

  /** For each name its key, `destroyed`, or undefined if none has been made yet. All of one council. */
  find(epoch: number, names: readonly KeyName[]): Promise<readonly (WrappedKey | 'destroyed' | undefined)[]>;

  /**
   * Keeps each key unless its name has one or has been destroyed. Returns for each name the key that stands now, which may be
   * an earlier caller's, or `destroyed`. All names belong to one council.
   */
  put(epoch: number, keys: readonly WrappedKey[]): Promise<readonly (WrappedKey | 'destroyed')[]>;

  /** All keys of a council. */
  keysOf(epoch: number, council: string): Promise<readonly WrappedKey[]>;

  /**
   * Removes every key of the subject up to that generation, and prevents that one is ever created again. When it
   * resolves, their bytes are gone from the store as far as the adapter's README says. Harmless when repeated.
   */
  destroy(name: KeyName): Promise<void>;

  /**
   * Replaces root and keys by what `change` makes of them, in one transaction, and returns the number of keys. Nothing
   * is changed if `change` throws or gives other keys than it was given.
   */
  rewrap(change: (all: Wrapped) => Wrapped): Promise<number>;

  /** Releases the store. Calling it twice is harmless. */
  close(): Promise<void>;
}
