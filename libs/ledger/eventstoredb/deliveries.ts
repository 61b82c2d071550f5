/** A record's position in the store's log. */
export interface StorePosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** A record as the store returns it, unchecked. */
export interface StoreRecord {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  /** Its number within its stream. */
  readonly revision: bigint;
  readonly position: StorePosition;
  readonly data: unknown;
  readonly metadata: unknown;
}

export interface StoreEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Callbacks in the order of the store's log; `onEnd` comes once and last. */
export interface StoreSubscriber {
  readonly onRecords: (records: readonly StoreRecord[]) => void;
  /** Every record up to here that passes the filter was delivered. */
  readonly onCheckpoint: (position: StorePosition) => void;
  readonly onCaughtUp: () => void;
  readonly onEnd: (error: unknown) => void;
}

/** Most records delivered at once. */
export const BATCH = 256;

/**
 * Keeps a subscription's records and checkpoints in order: the client reports a checkpoint before records that it still
 * holds.
 */
export class Deliveries {
  readonly #to: StoreSubscriber;
  readonly #marks: { readonly due: number; readonly run: () => void }[] = [];
  #batch: StoreRecord[] = [];
  #taken = 0;
  #isFlushDue = false;
  #isOver = false;

  constructor(to: StoreSubscriber) {
    this.#to = to;
  }

  take(record: StoreRecord | undefined): void {
    if (this.#isOver) return;
    if (record !== undefined) this.#batch.push(record);
    this.#taken += 1;
    if (this.#batch.length >= BATCH) this.#flush();
    else this.#flushSoon();
    this.#runMarks();
  }

  /** Runs once that many more records were taken. */
  mark(held: number, run: () => void): void {
    if (this.#isOver) return;
    this.#marks.push({ due: this.#taken + held, run });
    this.#runMarks();
  }

  end(error: unknown): void {
    if (this.#isOver) return;
    this.#flush();
    this.#isOver = true;
    this.#to.onEnd(error);
  }

  #runMarks(): void {
    for (let mark = this.#marks[0]; mark !== undefined && mark.due <= this.#taken; mark = this.#marks[0]) {
      this.#marks.shift();
      this.#flush();
      mark.run();
    }
  }

  #flushSoon(): void {
    if (this.#isFlushDue) return;
    this.#isFlushDue = true;
    setImmediate(() => {
      this.#isFlushDue = false;
      if (!this.#isOver) this.#flush();
    });
  }

  #flush(): void {
    if (this.#batch.length === 0) return;
    const batch = this.#batch;
    this.#batch = [];
    this.#to.onRecords(batch);
  }
}
