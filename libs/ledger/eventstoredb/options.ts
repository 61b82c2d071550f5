import type { Instant } from '#lib/kernel/index.js';
import type { LedgerLogEntry, LinkState } from './link.js';
import type { StreamFinding } from '../journal/item.js';
import type { Ledger } from '../port.js';

export interface EventStoreLedgerOptions {
  /** Connection string, such as `esdb://user:password@host:2113?tlsCAFile=ca.crt`. */
  readonly url: string;
  /** File of this replica's journal; made if there is none, and rebuilt from the store when it was deleted. */
  readonly journalPath: string;
  /** Gives recordedAt. */
  readonly clock: () => Instant;
  /** Called with each message for operators; nothing else is ever printed. */
  readonly log?: (entry: LedgerLogEntry) => void;
  /** Streams are named by it and the council; `evenhand-` by default. */
  readonly prefix?: string;
  /** Longest time of one append or reading, 5,000 by default; LedgerUnavailableError then. */
  readonly deadlineMs?: number;
  /** Longest silence of the store within a call before it is tried again over a new connection, 2,000 by default. */
  readonly attemptMs?: number;
  /** How often a silent connection is tried, 1,000 by default. */
  readonly beatMs?: number;
  /** Most events that may wait to be stored, 10,000 by default; LedgerUnavailableError for more. */
  readonly maxWaiting?: number;
}

/** What health pages and operators want to know. */
export interface EventStoreStatus {
  readonly state: LinkState;
  /** Why the state is `away` or `diverged`; empty otherwise. */
  readonly reason: string;
  /** Position of the newest event in the journal. */
  readonly position: bigint;
  /** Position of the newest record seen in the store, of whatever kind; null before the first contact. */
  readonly storePosition: bigint | null;
  /** How much of the store the journal holds, 0 to 1. */
  readonly progress: number;
  /** True once every event that the journal held at opening was checked. */
  readonly isChecked: boolean;
  /**
   * What is damaged in the journal, with position and council; null if no damage was found. A damaged journal is no
   * longer read.
   */
  readonly damage: string | null;
  /** Every stream whose history is in danger or spoilt. */
  readonly findings: readonly StreamFinding[];
}

/** A ledger in EventStoreDB or KurrentDB, read from this replica's journal. */
export interface EventStoreLedger extends Ledger {
  status(): EventStoreStatus;
  /** True once the journal has reached a position, whichever replica wrote it; false when the signal aborts first. */
  reached(position: bigint, signal: AbortSignal): Promise<boolean>;
}
