/** A pause, ended early by the signal. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ms === 0 || signal.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** Resolves once the signal has aborted. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
  });

/** Work with a signal that aborts after so long; unlike the system's own, it costs nothing more once the work is done. */
export async function within<Value>(ms: number, work: (late: AbortSignal) => Promise<Value>): Promise<Value> {
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
  }, ms);
  try {
    return await work(late.signal);
  } finally {
    clearTimeout(timer);
  }
}

const FIRST_MS = 30;
const LONGEST_MS = 500;

/**
 * Pause before the n-th repetition, counted from 0: doubled each time, and randomised so that replicas do not retry
 * together.
 */
export function backOff(repetition: number, chance: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(repetition, 10)) * (0.5 + chance / 2);
}

/** Shares work among concurrent callers: a call made during a run gets the next run, which begins after that call. */
export class Shared<Value> {
  readonly #work: () => Promise<Value>;
  #running: Promise<Value> | undefined;
  #next: Promise<Value> | undefined;

  constructor(work: () => Promise<Value>) {
    this.#work = work;
  }

  /** The outcome of a run that begins now or later. */
  ask(): Promise<Value> {
    if (this.#running === undefined) return this.#start();
    this.#next ??= this.#running.then(
      () => this.#start(),
      () => this.#start(),
    );
    return this.#next;
  }

  #start(): Promise<Value> {
    this.#next = undefined;
    const run = this.#work();
    this.#running = run;
    const done = (): void => {
      if (this.#running === run) this.#running = undefined;
    };
    run.then(done, done);
    return run;
  }
}
