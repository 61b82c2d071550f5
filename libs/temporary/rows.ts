/** A sealed value with an end, as it is stored. No column reads as plain text but `kind` and `until`. */
export interface Row {
  /** HMAC of kind and id, hex. */
  readonly key: string;
  readonly kind: string;
  /** HMAC of whom the row belongs to, hex. */
  readonly owner: string;
  /** A second name under which rows are found, such as the issuer's own session: HMAC, hex. */
  readonly mark: string;
  /** Milliseconds since 1970: a row is gone from then on. */
  readonly until: number;
  /** 1 for a new row, and 1 more with each change. */
  readonly version: number;
  readonly sealed: Uint8Array;
}

/** A group of rows: all of one owner, or all with one mark. */
export type RowsOf =
  { readonly kind: string; readonly owner: string } | { readonly kind: string; readonly mark: string };

/**
 * Where temporary rows are kept. Every change is durable when it resolves. Safe to call concurrently. Every call throws
 * TemporaryStoreError if the store cannot be reached, or is closed.
 */
export interface TemporaryRows {
  /** Stores a row of version 1 that is new, or of version n + 1 where n is stored. False, and nothing stored, otherwise. */
  put(row: Row): Promise<boolean>;
  get(key: string): Promise<Row | undefined>;
  /** Removes the row and answers it: of several who ask at once, one gets it. */
  take(key: string): Promise<Row | undefined>;
  /** The rows with the latest end, the latest first, at most `limit`. */
  list(of: RowsOf, limit: number): Promise<readonly Row[]>;
  /** Removes them all and answers their number. */
  removeAll(of: RowsOf): Promise<number>;
  /** Removes every row whose end has come. */
  purge(now: number): Promise<void>;
  /** Calling it twice is harmless. */
  close(): Promise<void>;
}

/** The store cannot be reached: waiting may help. */
export class TemporaryStoreError extends Error {
  override readonly name = 'TemporaryStoreError';
}
