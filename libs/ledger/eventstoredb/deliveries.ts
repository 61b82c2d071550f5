/** Where a record lies in the store's log. */
export interface StorePosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** A record as the store gives it back; nothing of it is checked yet. */
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

/** Called in the order of the store's log; `onEnd` once, and nothing after it. */
export interface StoreSubscriber {
  readonly onRecords: (records: readonly StoreRecord[]) => void;
  /** Everything up to here that the filter lets through was delivered. */
  readonly onCheckpoint: (position: StorePosition) => void;
  readonly onCaughtUp: () => void;
  readonly onEnd: (error: unknown) => void;
}

/** Records handed over at once. */
export const BATCH = 256;

/** Keeps records and marks of a subscription in their order: the client tells a mark before records it still holds. */
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

  /** Runs once so many more records were taken. */
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
