import type { Instant } from '#lib/kernel/index.js';
import type { Body } from '../body.js';

/** What a stream's metadata lets the store throw away; empty if it keeps everything. */
export interface Retention {
  /** Seconds. */
  readonly maxAge?: number;
  readonly maxCount?: number;
  readonly truncateBefore?: number;
  readonly isDeleted?: boolean;
}

/** What a stream's metadata says. */
export interface StreamMetadata {
  readonly retention: Retention;
  /** The access list as JSON; null if the store's own rules hold. */
  readonly access: string | null;
}

/** What one record of the store means for the journal. `revision` is its number within the store's stream. */
export type JournalItem =
  | {
      readonly kind: 'event';
      readonly position: number;
      readonly council: string;
      readonly revision: bigint;
      readonly recordedAt: Instant;
      readonly body: Body;
    }
  | { readonly kind: 'metadata'; readonly position: number; readonly council: string; readonly says: StreamMetadata }
  | { readonly kind: 'tombstone'; readonly position: number; readonly council: string }
  | {
      readonly kind: 'unreadable';
      readonly position: number;
      readonly council: string;
      readonly revision: bigint;
      readonly id: string;
      readonly why: string;
    };

/**
 * Something about a stream that endangers or damages the history: `retention`, its metadata lets the store delete
 * events; `access`, its metadata says who may read or write it, which may shut us out or let others in; `deleted`,
 * `tombstoned`; `missing`, the store no longer has some of its events; `duplicate`, an id that was recorded before;
 * `unreadable`, a record that is no event of ours. The last two are left out of the journal.
 */
export interface StreamFinding {
  readonly kind: 'retention' | 'access' | 'deleted' | 'tombstoned' | 'missing' | 'duplicate' | 'unreadable';
  readonly council: string;
  readonly position: bigint;
  readonly detail: string;
}

export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** A record's place, by which a store is known again. */
export interface RecordPlace extends LogPosition {
  readonly id: string;
}

/** How far a page of the store reaches. `recordId`: of the record that lies at this very position; null if none may. */
export interface Through {
  readonly position: LogPosition;
  readonly recordId: string | null;
}

/** Thrown if the store answered and the journal could not be read or written. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}
