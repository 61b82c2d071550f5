import type { WrappedKey } from './store.js';

/** A row of a key store as its database gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** The key in a row of the table that every database has alike. */
export const keyOf = (row: Row): WrappedKey => ({
  council: String(row['council']),
  subject: String(row['subject']),
  generation: Number(row['generation']),
  id: String(row['id']),
  wrapped: row['wrapped'] as Uint8Array,
});
