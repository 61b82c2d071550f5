import type { EventStoreStatus } from '#lib/ledger/index.js';

/** What health is judged by besides the ledger. */
export interface OperationParts {
  /** How far the journal is; must be given where the ledger says that it has one. */
  readonly journal?: (() => EventStoreStatus) | undefined;
  /** Folder whose disk must have space; null where nothing is kept on disk. */
  readonly data: string | null;
  /** Free space that it must have, in MB of 1,000,000 bytes. */
  readonly minFreeMb: number;
}

export const LOG = Symbol('log');
export const METRICS = Symbol('metrics');
export const OPERATION = Symbol('operation');
