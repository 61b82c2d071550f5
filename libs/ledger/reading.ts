import type { RecordedEvent } from '#lib/kernel/index.js';

/** Events read at once; between two pages other work of the process gets its turn. */
export const PAGE_EVENTS = 1_000;

/** Up to PAGE_EVENTS events after one position and not after another, in order. */
export type ReadPage = (after: bigint, last: bigint) => readonly RecordedEvent[];

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const END: IteratorResult<RecordedEvent, undefined> = { value: undefined, done: true };

/** A generator in all but speed: it costs one promise an event, not three. */
class Pages implements AsyncIterableIterator<RecordedEvent, undefined> {
  readonly #read: ReadPage;
  readonly #last: bigint;
  #from: bigint;
  #page: readonly RecordedEvent[] = [];
  #index = 0;
  /** The page being fetched; later calls wait for it. */
  #coming: Promise<void> | undefined;
  #isRead = false;

  constructor(read: ReadPage, after: bigint, last: bigint) {
    this.#read = read;
    this.#from = after;
    this.#last = last;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<RecordedEvent, undefined>> {
    for (;;) {
      const value = this.#page[this.#index];
      if (value !== undefined) {
        this.#index += 1;
        return { value, done: false };
      }
      if (this.#isRead) return END;
      const coming = (this.#coming ??= this.#turnPage());
      await coming;
      if (this.#coming === coming) this.#coming = undefined;
    }
  }

  async return(): Promise<IteratorResult<RecordedEvent, undefined>> {
    this.#isRead = true;
    this.#page = [];
    return END;
  }

  async #turnPage(): Promise<void> {
    if (this.#page.length > 0) await turn();
    if (this.#isRead) return;
    this.#page = this.#from < this.#last ? this.#read(this.#from, this.#last) : [];
    this.#index = 0;
    this.#from = this.#page.at(-1)?.position ?? this.#last;
    this.#isRead = this.#page.length < PAGE_EVENTS;
  }
}

/** Everything after one position up to another, page by page. */
export function pages(read: ReadPage, after: bigint, last: bigint): AsyncIterableIterator<RecordedEvent> {
  return new Pages(read, after, last);
}

/** Those of some types, found by reading everything: for types that a store has no index of. */
export async function* onlyTypes(
  events: AsyncIterable<RecordedEvent>,
  types: readonly string[],
): AsyncGenerator<RecordedEvent, void, void> {
  const wanted = new Set(types);
  for await (const event of events) if (wanted.has(event.type)) yield event;
}

/** Wakes everything that waits for the next commit, so that nothing polls. */
export class Bell {
  readonly #waiting = new Set<() => void>();

  ring(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves at the next ring, or when the signal aborts. */
  next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      signal.addEventListener('abort', wake, { once: true });
      this.#waiting.add(wake);
    });
  }
}

/** What a follower needs of its ledger. */
export interface Followed {
  readonly bell: Bell;
  readonly read: ReadPage;
  readonly head: () => bigint;
  readonly isOpen: () => boolean;
}

/** Everything after a position, then whatever is committed, until the signal aborts or the ledger closes. */
export async function* followed(
  ledger: Followed,
  after: bigint,
  signal: AbortSignal,
): AsyncGenerator<RecordedEvent, void, void> {
  const goesOn = (): boolean => ledger.isOpen() && !signal.aborted;
  for (let from = after; goesOn();) {
    const head = ledger.head();
    if (from >= head) {
      await ledger.bell.next(signal);
      continue;
    }
    const page = ledger.read(from, head);
    for (const event of page) {
      if (!goesOn()) return;
      yield event;
    }
    from = page.length < PAGE_EVENTS ? head : (page.at(-1)?.position ?? head);
    await turn();
  }
}

/** The first of `length` ascending positions that is greater than `after`, as an index; found by halving. */
export function firstAfter(length: number, positionAt: (index: number) => number, after: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (positionAt(middle) <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}
