import type { Instant, Result } from '#lib/kernel/index.js';
import { type Body, MAX_APPEND_EVENTS, recordedEvent } from '../body.js';
import { storeEvent, storedBytes } from './codec.js';
import type { StorePosition } from './deliveries.js';
import { LedgerRefusedError, REFUSALS, type StoreFailure, storeFailure } from './failure.js';
import type { Follower } from './follower.js';
import type { Link } from './link.js';
import { backOff, pause, within } from './wait.js';
import type { Journal } from '../journal/journal.js';
import { type AppendRefusal, type Appended, LedgerUnavailableError } from '../port.js';
import { type Append, type Kept, type Shelf, settle } from '../settle.js';

/** One append that waits for its result. */
export interface Waiting extends Append {
  /** By `performance.now`; the append then fails with an unknown outcome. */
  readonly deadlineAt: number;
  readonly isSettled: () => boolean;
  readonly resolve: (answer: Result<Appended, AppendRefusal>) => void;
  readonly reject: (error: unknown) => void;
}

export interface LaneOptions {
  readonly council: string;
  readonly stream: string;
  readonly journal: Journal;
  readonly link: Link;
  readonly follower: Follower;
  readonly clock: () => Instant;
  /** Longest wait for the store to answer one attempt, in milliseconds. */
  readonly attemptMs: number;
  /** Called with the id of the first event before it is sent. */
  readonly onSend: (id: string) => void;
}

/** Bytes that the store accepts in one append unless it says otherwise (EventStoreDB's MaxAppendSize). */
const STORE_LIMIT_BYTES = 1_048_576;
/** A store's overhead on top of our count is far less than the other half. */
const PORTION_BYTES = STORE_LIMIT_BYTES / 2;
/** After this long, in milliseconds, the lane stops waiting for the journal and makes it read on. */
const DELIVERY_MS = 20;
const REBUILDING_PAUSE_MS = 50;
const RETRY_AFTER_MS = 1_000;

const never = new AbortController().signal;

/**
 * Sends the appends of one council, one after the other; appends that wait together go as one.
 *
 * Each names the revision that the journal has reached, so a lost answer is harmless. While the stream is at that
 * revision, the store takes a repetition for the same append; once the stream has moved on, the lost attempt can no
 * longer be stored, and the journal shows whether it was. So no id is ever written twice, however many replicas there
 * are.
 */
export class Lane {
  readonly #options: LaneOptions;
  #queue: Waiting[] = [];
  #running: Promise<void> | undefined;
  #limitBytes = STORE_LIMIT_BYTES;
  readonly #manners = new Manners();

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  add(waiting: Waiting): void {
    this.#queue.push(waiting);
    this.#running ??= this.#run();
  }

  /** Resolves once no append waits. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // Waits one turn, so that appends made in the same turn travel together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) {
      await pause(this.#manners.restMs(), never);
      const group = this.#takeGroup();
      try {
        await this.#serve(group);
      } catch (error) {
        for (const one of group) one.reject(error);
      }
    }
    this.#running = undefined;
  }

  #takeGroup(): readonly Waiting[] {
    const ids = new Set<string>();
    const [events, bytes] = [{ left: MAX_APPEND_EVENTS }, { left: this.#limitBytes }];
    let size = 0;
    for (const { bodies, expectedRevision } of this.#queue) {
      events.left -= bodies.length;
      bytes.left -= bodies.reduce((sum, body) => sum + storedBytes(body), 0);
      const isAlone = expectedRevision !== undefined || bodies.some(({ id }) => ids.has(id));
      if (size > 0 && (isAlone || events.left < 0 || bytes.left < 0)) break;
      for (const { id } of bodies) ids.add(id);
      size += 1;
      if (isAlone) break;
    }
    return this.#queue.splice(0, size);
  }

  /** Retries until each append of the group has its result or has run out of time. */
  async #serve(group: readonly Waiting[]): Promise<void> {
    let isCurrent = false;
    for (let repetition = 0; ;) {
      const open = group.filter((one) => !one.isSettled());
      if (open.length === 0) return;
      const outcome = await this.#try(open, isCurrent);
      if (outcome === 'split') {
        this.#queue.unshift(...open);
        return;
      }
      isCurrent = outcome === 'current';
      if (isCurrent || outcome === 'anew') continue;
      await pause(backOff(repetition, Math.random()), never);
      repetition += 1;
    }
  }

  /**
   * `current`: the journal holds all that the store held when this attempt began; decide again. `anew`: decide again.
   * `again`: no answer; decide again after a pause. `split`: too much at once.
   */
  async #try(open: readonly Waiting[], isCurrent: boolean): Promise<'current' | 'anew' | 'again' | 'split'> {
    const { journal, link, follower } = this.#options;
    const { connection } = link;
    const began = performance.now();
    if (link.state === 'diverged') throw unavailable(link.reason);
    if (!journal.isComplete) {
      await pause(REBUILDING_PAUSE_MS, never);
      return 'anew';
    }
    try {
      const fresh = this.#settle(open, isCurrent);
      if (fresh === 'behind') await follower.catchUp();
      else if (fresh.length > 0) await this.#write(fresh, open);
      return 'current';
    } catch (error) {
      const failure = storeFailure(error);
      if (failure.kind === 'revision') return await this.#readOn();
      if (failure.kind === 'too_large' && open.length > 1) return this.#split(failure);
      if (refuses(open, failure, error)) return 'current';
      link.distrust(connection, error, began);
      return 'again';
    }
  }

  /** Settles the appends that the journal can answer; returns what to write, or that the journal may be behind. */
  #settle(open: readonly Waiting[], isCurrent: boolean): readonly Body[] | 'behind' {
    const fresh: Body[] = [];
    for (const one of open) {
      const before = fresh.length;
      const answer = settle(this.#shelf(fresh), one);
      const isConflict = !answer.ok && answer.refusal.code === 'conflict';
      if (isConflict && !isCurrent) return 'behind';
      if (fresh.length === before || !answer.ok) {
        fresh.splice(before);
        one.resolve(answer);
      }
    }
    return fresh;
  }

  #shelf(fresh: Body[]): Shelf {
    const { journal } = this.#options;
    return {
      find: (id) => journal.find(id),
      revision: (council) => journal.revision(council),
      put: (council, body): Kept => {
        fresh.push(body);
        return {
          event: recordedEvent({ position: 0, council, recordedAt: 0 }, body),
          revision: -1n,
          digest: body.digest,
        };
      },
    };
  }

  async #write(fresh: readonly Body[], open: readonly Waiting[]): Promise<void> {
    const began = performance.now();
    await this.#reach(await this.#send(fresh, open));
    this.#manners.written(performance.now() - began);
  }

  async #send(fresh: readonly Body[], open: readonly Waiting[]): Promise<StorePosition | null> {
    const { council, stream, journal, link, clock, attemptMs, onSend } = this.#options;
    const recordedAt = Math.max(clock(), journal.recordedAt(council));
    const left = Math.max(...open.map(({ deadlineAt }) => deadlineAt)) - performance.now();
    onSend(fresh[0]?.id ?? '');
    const events = fresh.map((body) => storeEvent(body, body.recordedAt ?? recordedAt));
    const expectedRevision = journal.storeRevision(council);
    return link.connection.append(
      { stream, events, expectedRevision },
      Math.max(1, Math.min(attemptMs, Math.ceil(left))),
    );
  }

  /** Waits until the journal holds what was just written. */
  async #reach(position: StorePosition | null): Promise<void> {
    const { journal, follower } = this.#options;
    const isThere = (): boolean => position !== null && (journal.scanned?.commit ?? -1n) >= position.commit;
    await within(DELIVERY_MS, async (late) => {
      while (position !== null && !isThere() && !late.aborted) await journal.bell.next(late);
    });
    if (!isThere()) await follower.catchUp();
  }

  async #readOn(): Promise<'current' | 'again'> {
    const { council, journal, follower } = this.#options;
    const before = journal.storeRevision(council);
    try {
      await follower.catchUp();
    } catch {
      return 'again';
    }
    return journal.storeRevision(council) === before ? 'again' : 'current';
  }

  #split({ limit = this.#limitBytes }: StoreFailure): 'split' {
    this.#limitBytes = limit < this.#limitBytes ? limit : this.#limitBytes / 2;
    return 'split';
  }
}

/** Splits the events into portions that the store accepts at once; an event over the limit gets its own portion. */
export function portionsOf(bodies: readonly Body[]): readonly (readonly Body[])[] {
  const portions: Body[][] = [];
  let bytes = Infinity;
  for (const body of bodies) {
    bytes += storedBytes(body);
    if (bytes > PORTION_BYTES) {
      portions.push([]);
      bytes = storedBytes(body);
    }
    portions.at(-1)?.push(body);
  }
  return portions;
}

/** Most writes in a row before another replica gets a chance. */
const ROW = 10;
const LONGEST_REST_MS = 200;

/**
 * Lets other replicas write to the same stream. The replica that wrote last knows the revision first and would always
 * win, so after some writes in a row it pauses long enough for another one to read on and write.
 */
class Manners {
  #row = 0;
  #writeMs = 0;
  #endedAt = 0;

  written(durationMs: number): void {
    const now = performance.now();
    const isBreak = now - durationMs - this.#endedAt > 2 * this.#writeMs;
    this.#row = isBreak ? 1 : this.#row + 1;
    this.#writeMs = durationMs;
    this.#endedAt = now;
  }

  /** Returns how long to wait before the next write, in milliseconds. */
  restMs(): number {
    if (this.#row < ROW) return 0;
    this.#row = 0;
    return Math.min(LONGEST_REST_MS, 2 * this.#writeMs);
  }
}

/** True for a refusal that fails the whole group: nothing was written, and repeating would not help. */
function refuses(open: readonly Waiting[], { kind, message }: StoreFailure, cause: unknown): boolean {
  if (!Object.hasOwn(REFUSALS, kind)) return false;
  const reason = kind as LedgerRefusedError['reason'];
  for (const one of open) one.reject(new LedgerRefusedError(`${REFUSALS[reason]} (${message})`, reason, { cause }));
  return true;
}

function unavailable(reason: string): LedgerUnavailableError {
  return new LedgerUnavailableError(`the event store cannot be used: ${reason}`, RETRY_AFTER_MS);
}
