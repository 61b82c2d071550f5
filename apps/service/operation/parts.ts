import type { EventStoreStatus } from '#lib/ledger/index.js';

/** The inputs of the health check besides the ledger. */
export interface OperationParts {
  /** The progress of the journal; required if the ledger has one. */
  readonly journal?: (() => EventStoreStatus) | undefined;
  /** Folder whose disk must have space; null if nothing is stored on disk. */
  readonly data: string | null;
  /** Required free space, in MB of 1,000,000 bytes. */
  readonly minFreeMb: number;
}

export const LOG = Symbol('log');
export const METRICS = Symbol('metrics');
export const OPERATION = Symbol('operation');
