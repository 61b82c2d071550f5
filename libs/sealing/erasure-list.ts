import type { Actor, Payload } from '#lib/kernel/index.js';

/** An erasure as the list keeps it: the event that recorded it, and the keys that it destroyed. */
export interface ErasureEntry {
  readonly council: string;
  readonly event: {
    readonly id: string;
    readonly occurredAt: number;
    readonly payload: Payload;
    readonly recordedBy: Actor | null;
  };
  /** Up to which generation, by subject. */
  readonly destroyed: readonly (readonly [subject: string, upTo: number])[];
}

/**
 * The erasures of all councils, kept apart from ledger and key store, so that restoring an older copy of both makes no
 * erased data readable. It holds tokens and no personal data.
 */
export interface ErasureList {
  readonly entries: readonly ErasureEntry[];
  /** Durable when the promise resolves; noting the same event again changes nothing. */
  note(entry: ErasureEntry): Promise<void>;
}
