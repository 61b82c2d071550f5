import type { Problem } from '#lib/kernel/index.js';

/** What a file holds before its entries are read: plain values and where they stand. */
export interface RawFile {
  readonly council: unknown;
  readonly pack: unknown;
  readonly entries: readonly RawEntry[];
  readonly problems: readonly Problem[];
}

export interface RawEntry {
  readonly value: unknown;
  /** Line of the entry's first character, counted from 1. */
  readonly line: number;
  /** Line of one of its fields; the entry's own if it has no such field. Slow: for error texts. */
  readonly lineOf: (field: string) => number;
}

/** A field of an entry as it is given; undefined if the entry has none, or is no map. */
export function fieldIn({ value }: RawEntry, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** What an entry looks like, for error texts. */
export const ENTRY = 'an entry, such as {t: "2026-01-05T09:00", e: PoliticalGroupRegistered, group: G-A}';

/** A file of which nothing was read. */
export function unreadable(...problems: readonly Problem[]): RawFile {
  return { council: undefined, pack: undefined, entries: [], problems };
}
