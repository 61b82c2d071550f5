import type { Instant } from '#lib/kernel/index.js';
import type { Ledger } from '#lib/ledger/index.js';
import type { PackShelf } from '#lib/protocol/index.js';

export const WAIT_MS = 5_000;

/** What the handlers work on; the application chooses each. */
export interface BusParts {
  readonly ledger: Ledger;
  readonly shelf: PackShelf;
  readonly clock: () => Instant;
  /** How long a reader may wait for a position; 5 seconds unless given. */
  readonly waitMs?: number;
}
