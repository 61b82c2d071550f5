import type { EventStoreStatus } from '#lib/ledger/index.js';

/** What health is judged by besides the ledger. */
export interface OperationParts {
  /** How far the journal is; null for a ledger that has none. */
  readonly journal: (() => EventStoreStatus) | null;
  /** Folder whose disk must have space; null where nothing is kept on disk. */
  readonly data: string | null;
  /** Free space that it must have, in MB of 1,000,000 bytes. */
  readonly minFreeMb: number;
}

export const METRICS = Symbol('metrics');
export const OPERATION = Symbol('operation');
