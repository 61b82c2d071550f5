import type { Instant } from '#lib/kernel/index.js';
import type { Body } from './body.js';

/** What a stream's metadata lets the store throw away; empty where it keeps everything. */
export interface Retention {
  /** Seconds. */
  readonly maxAge?: number;
  readonly maxCount?: number;
  readonly truncateBefore?: number;
  readonly isDeleted?: boolean;
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
  | { readonly kind: 'retention'; readonly position: number; readonly council: string; readonly retention: Retention }
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
 * Something about a stream that endangers or spoils the history: `retention`, its metadata lets the store throw events
 * away; `deleted`, `tombstoned`; `missing`, the store no longer has some of its events; `duplicate`, an id that was
 * recorded before; `unreadable`, a record that is no event of ours. The last two are left out of the journal.
 */
export interface StreamFinding {
  readonly kind: 'retention' | 'deleted' | 'tombstoned' | 'missing' | 'duplicate' | 'unreadable';
  readonly council: string;
  readonly position: bigint;
  readonly detail: string;
}

export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** How far a page of the store reaches. `isRecord`: a record lies at this very position. */
export interface Through {
  readonly position: LogPosition;
  readonly isRecord: boolean;
}
