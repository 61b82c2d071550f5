import type { EventEnvelope, RecordedEvent, Result } from '#lib/kernel/index.js';

/** An event on its way into a ledger: the ledger itself gives `recordedAt` and the position. */
export type NewEvent = Omit<EventEnvelope, 'recordedAt' | 'council'>;

/** Number of events of a council's stream minus one; -1n if the council has none. */
export type Revision = bigint;

export interface Appended {
  /** The recorded events in the order given, known ones as they were stored the first time. */
  readonly events: readonly RecordedEvent[];
  /** Position of the last of them; a reader that has reached it sees them all. */
  readonly position: bigint;
  /** Revision of the council's stream after this append; for a repeated append, after the first one. */
  readonly revision: Revision;
}

/**
 * `conflict`: the stream is not at the expected revision, nothing was written.
 * `id_reused`: an id is stored already with another council, type, time or payload, nothing was written.
 */
export type AppendRefusal = 'conflict' | 'id_reused';

/** How far a restore has come: events that were there already as given, and events that it has stored. */
export interface Restored {
  readonly known: number;
  readonly stored: number;
}

/**
 * `not_empty`: a council holds other events than the first of those given, or another writer wrote to it meanwhile.
 * `id_reused`: an id is stored already for another event, or stands twice among the events given. `out_of_order`: an
 * event was recorded before the one ahead of it in its council.
 */
export type RestoreRefusal = 'not_empty' | 'id_reused' | 'out_of_order';

/** The store cannot be reached, or gave no answer in time: whether the events were stored is unknown; repeat with the same ids. */
export class LedgerUnavailableError extends Error {
  override readonly name = 'LedgerUnavailableError';
  constructor(
    message: string,
    readonly retryAfterMs: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The disk is full: nothing was written, reading goes on, writing resumes by itself once there is space. */
export class LedgerFullError extends Error {
  override readonly name = 'LedgerFullError';
}

/** The store cannot be opened as asked; the message says why and what to do. */
export class LedgerOpenError extends Error {
  override readonly name = 'LedgerOpenError';
}

/** What stores differ in. Code that depends on it asks here, never which adapter it has. */
export interface LedgerCapabilities {
  /** True: acknowledged events survive the end of this process and a power cut. False: it ends with the process. */
  readonly isDurable: boolean;
  /** True: several processes may write at once, each through a ledger of its own. False: one process holds the store. */
  readonly isShared: boolean;
  /** True: everything is read from a local copy of the store, which may have to be filled first and may be behind it. */
  readonly hasJournal: boolean;
}

/**
 * Where events are kept, for ever and in one order.
 *
 * Order: every event has one position; positions grow in the order of recording over the whole ledger, and within a
 * council's stream revisions are dense from 0. Reading is repeatable: what was once read at a position stays there.
 */
export interface Ledger {
  readonly capabilities: LedgerCapabilities;

  /**
   * Records 1 to 1,100 events of one council, all or nothing. Durable when the promise resolves. Safe to call
   * concurrently: appends without `expectedRevision` never conflict with one another. The same id with the same body
   * (council, type, time, payload) sent again, in one call or in several, is one event and returns the first result,
   * for ever and whatever revision is expected. Ids are compared and kept in lower case. recordedAt is the ledger's
   * time of recording and never decreases within a council. Refused: see AppendRefusal; if both apply, `id_reused`.
   * Throws LedgerUnavailableError, LedgerFullError; RangeError for no event or more than 1,100; TypeError for an event
   * that no ledger can keep (an id that is not a UUID, a council without a name, a payload that is not JSON).
   */
  append(
    council: string,
    events: readonly NewEvent[],
    options?: { readonly expectedRevision?: Revision },
  ): Promise<Result<Appended, AppendRefusal>>;

  /**
   * Stores events as another ledger recorded them: id, recordedAt and everything else but the position stay as they
   * are, and so does their order. Each council must hold nothing, or exactly the first of its events among those given:
   * these are compared and skipped, and the rest is stored. So giving the same events again continues an interrupted
   * restore and stores each event once. `recordedAt` of later appends is never earlier than what was restored. Events
   * are taken one at a time and stored by pages of at most 1,000, each durable before `onPage` is called. Refused: see
   * RestoreRefusal; the pages stored before the refusal stay. Throws as `append` does, and what `events` throws.
   */
  restore(
    events: AsyncIterable<EventEnvelope>,
    onPage?: (so: Restored) => void,
  ): Promise<Result<Restored, RestoreRefusal>>;

  /**
   * The council's events after a position, in order, up to the newest when the call was made; none for an unknown council.
   * Every reading takes events from the store by pages of at most 1,000, so that its memory does not grow with the history.
   */
  readCouncil(council: string, after?: bigint): AsyncIterable<RecordedEvent>;

  /** All events after a position, in order, up to the newest when the call was made. */
  readAll(after?: bigint): AsyncIterable<RecordedEvent>;

  /**
   * The events of these types after a position, over all councils, in order, up to the newest when the call was made; none
   * for no type. Quick for the types that stores index (`INDEXED_TYPES`): any other one costs a reading of everything.
   */
  readTypes(types: readonly string[], after?: bigint): AsyncIterable<RecordedEvent>;

  /**
   * Every event after a position in order, then those to come, for ever, until the signal aborts or the ledger closes
   * (the iteration then ends). Delivers each event exactly once; several followers do not disturb one another.
   */
  follow(after: bigint, signal: AbortSignal): AsyncIterable<RecordedEvent>;

  /** Revision of the council's stream; -1n if the council is unknown. */
  revision(council: string): Promise<Revision>;

  /** Position of the newest event; 0n in an empty ledger. */
  head(): Promise<bigint>;

  /** Names of all councils that have an event, sorted. */
  councils(): Promise<readonly string[]>;

  /**
   * Ends followers, finishes appends under way, releases the store. Calling it twice is harmless; any other call then
   * fails with LedgerUnavailableError.
   */
  close(): Promise<void>;
}
