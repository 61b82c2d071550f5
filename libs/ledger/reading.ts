import type { RecordedEvent } from '#lib/kernel/index.js';

/** Events read at once; between two pages other work of the process gets its turn. */
export const PAGE_EVENTS = 1_000;

/** Up to PAGE_EVENTS events after one position and not after another, in order. */
export type ReadPage = (after: bigint, last: bigint) => readonly RecordedEvent[];

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Everything after one position up to another, page by page. */
export async function* pages(read: ReadPage, after: bigint, last: bigint): AsyncGenerator<RecordedEvent, void, void> {
  for (let from = after; from < last;) {
    const page = read(from, last);
    for (const event of page) yield event;
    const newest = page.at(-1);
    if (newest === undefined || page.length < PAGE_EVENTS) return;
    from = newest.position;
    await turn();
  }
}

/** Wakes everyone who waits for the next commit; nobody polls. */
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
