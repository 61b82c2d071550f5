import type { Instant } from '#lib/kernel/index.js';
import type { Ledger } from '#lib/ledger/index.js';
import type { PackShelf } from '#lib/protocol/record.js';
import type { ErasureList, Loss } from '#lib/sealing/record.js';
import type { Vault } from '#lib/vault/index.js';

/** A part of the work that an edge may time or trace. */
export type Step = 'fold' | 'decide' | 'wait';

/** Told when a step begins; gives what is to be told when it has ended, however that was. */
export type Watch = (step: Step) => () => void;

/** The parts that the use cases work on. Each app chooses its own. */
export interface ApplicationParts {
  readonly ledger: Ledger;
  readonly shelf: PackShelf;
  readonly vault: Vault;
  readonly erasures: ErasureList;
  readonly clock: () => Instant;
  /** How long a reader may wait for a position; 5 seconds unless given. */
  readonly waitMs?: number;
  /** Sees every step; nobody unless given. */
  readonly watch?: Watch;
  /** Called once for each event with a value that cannot be opened although it was not erased, with position and reason. */
  readonly onLoss?: (position: string, why: Loss['why']) => void;
}
