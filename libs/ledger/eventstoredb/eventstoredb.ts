import { type EventEnvelope, type RecordedEvent, type Result, accepted } from '#lib/kernel/index.js';
import { bodiesOf } from '../body.js';
import type { Follower } from './follower.js';
import { Lane, type Waiting, portionsOf } from './lane.js';
import type { Link } from './link.js';
import type { EventStoreLedger, EventStoreLedgerOptions, EventStoreStatus } from './options.js';
import { aborted, within } from './wait.js';
import { JournalError } from '../journal/item.js';
import type { Journal } from '../journal/journal.js';
import {
  type AppendRefusal,
  type Appended,
  LedgerUnavailableError,
  type NewEvent,
  type RestoreRefusal,
  type Restored,
  type Revision,
} from '../port.js';
import { restored } from '../restoring.js';
import type { Append } from '../settle.js';
import { type ReadPage, followed, onlyTypes, pages } from '../reading.js';

const RETRY_AFTER_MS = 1_000;
/** What to do about a damaged journal. */
export const JOURNAL_ADVICE = 'set the journal aside and start again: it is built anew from the store';

interface Settings extends Required<EventStoreLedgerOptions> {
  readonly journal: Journal;
  readonly link: Link;
  readonly follower: Follower;
}

/** A requested reading that has not begun; it leaves out what this replica sends from now on. */
interface Opening {
  readonly sent: string[];
}

/** See openLedger. */
export class EventStoreDbLedger implements EventStoreLedger {
  readonly capabilities = { isDurable: true, isShared: true, hasJournal: true };
  readonly #settings: Settings;
  readonly #journal: Journal;
  readonly #follower: Follower;
  readonly #lanes = new Map<string, Lane>();
  readonly #openings = new Set<Opening>();
  #waiting = 0;
  #isOpen = true;
  #closing: Promise<void> | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#journal = settings.journal;
    this.#follower = settings.follower;
  }

  async append(
    council: string,
    events: readonly NewEvent[],
    options?: { readonly expectedRevision?: Revision },
  ): Promise<Result<Appended, AppendRefusal>> {
    this.#checkOpen();
    return this.#send({ council, bodies: bodiesOf(council, events), expectedRevision: options?.expectedRevision });
  }

  async restore(
    events: AsyncIterable<EventEnvelope>,
    onPage: (so: Restored) => void = () => undefined,
  ): Promise<Result<Restored, RestoreRefusal>> {
    this.#checkOpen();
    return restored({ read: (council) => this.readCouncil(council), put: this.#put }, events, onPage);
  }

  /** One after the other, so that events of several streams keep their order in the store. */
  readonly #put = async (appends: readonly Append[]): Promise<Result<readonly Appended[], AppendRefusal>> => {
    const answers: Appended[] = [];
    for (const append of appends) {
      let revision = append.expectedRevision ?? -1n;
      let answer: Result<Appended, AppendRefusal> | undefined;
      for (const bodies of portionsOf(append.bodies)) {
        answer = await this.#send({ council: append.council, bodies, expectedRevision: revision });
        if (!answer.ok) return answer;
        ({ revision } = answer.value);
      }
      if (answer?.ok === true) answers.push(answer.value);
    }
    return accepted(answers);
  };

  async #send(append: Append): Promise<Result<Appended, AppendRefusal>> {
    this.#checkOpen();
    const { council, bodies } = append;
    const { maxWaiting, deadlineMs } = this.#settings;
    if (this.#waiting + bodies.length > maxWaiting) {
      throw new LedgerUnavailableError(`${this.#waiting} events already wait for the event store`, RETRY_AFTER_MS);
    }
    this.#waiting += bodies.length;
    const { promise, resolve, reject } = Promise.withResolvers<Result<Appended, AppendRefusal>>();
    let isSettled = false;
    const timer = setTimeout(() => {
      reject(this.#tooLate());
    }, deadlineMs);
    const settled = (): void => {
      isSettled = true;
      clearTimeout(timer);
      this.#waiting -= bodies.length;
    };
    promise.then(settled, settled);
    this.#laneOf(council).add({
      ...append,
      deadlineAt: performance.now() + deadlineMs,
      isSettled: () => isSettled,
      resolve,
      reject,
    } satisfies Waiting);
    return promise;
  }

  readCouncil(council: string, after = 0n): AsyncIterable<RecordedEvent> {
    return this.#reading(this.#journal.readerOf(council), after);
  }

  readAll(after = 0n): AsyncIterable<RecordedEvent> {
    return this.#reading(this.#journal.read, after);
  }

  readTypes(types: readonly string[], after = 0n): AsyncIterable<RecordedEvent> {
    const read = this.#journal.readerOfTypes(types);
    return read === null ? onlyTypes(this.readAll(after), types) : this.#reading(read, after);
  }

  follow(after: bigint, signal: AbortSignal): AsyncIterable<RecordedEvent> {
    this.#checkOpen();
    const journal = this.#journal;
    const ledger = {
      bell: journal.bell,
      read: this.#checked(journal.read),
      head: () => journal.head,
      isOpen: () => this.#isOpen,
    };
    return followed(ledger, after, signal);
  }

  async revision(council: string): Promise<Revision> {
    await this.#current();
    return this.#journal.revision(council);
  }

  async head(): Promise<bigint> {
    await this.#current();
    return this.#journal.head;
  }

  async councils(): Promise<readonly string[]> {
    await this.#current();
    return this.#journal.councils();
  }

  status(): EventStoreStatus {
    const { state, reason } = this.#settings.link;
    return {
      state,
      reason,
      position: this.#journal.head,
      storePosition: this.#follower.storeHead,
      progress: this.#follower.progress,
      isChecked: this.#journal.check.isOver,
      damage: this.#journal.check.damage,
      findings: this.#isOpen ? this.#journal.findings() : [],
    };
  }

  async reached(position: bigint, signal: AbortSignal): Promise<boolean> {
    while (this.#isOpen && !signal.aborted && this.#journal.head < position) await this.#journal.bell.next(signal);
    this.#checkOpen();
    return this.#journal.head >= position;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#isOpen = false;
    this.#journal.bell.ring();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.idle()));
    await this.#follower.close();
    this.#journal.close();
  }

  #laneOf(council: string): Lane {
    let lane = this.#lanes.get(council);
    if (lane === undefined) {
      const { journal, link, follower, clock, attemptMs, prefix } = this.#settings;
      const onSend = (id: string): void => {
        for (const opening of this.#openings) opening.sent.push(id);
      };
      lane = new Lane({ council, stream: prefix + council, journal, link, follower, clock, attemptMs, onSend });
      this.#lanes.set(council, lane);
    }
    return lane;
  }

  #reading(read: ReadPage, after: bigint): AsyncIterable<RecordedEvent> {
    this.#checkOpen();
    const last = this.#lastForNow();
    // A caller that never awaits the result must not end the process while the store is away.
    last.catch(() => undefined);
    return lateReading(this.#checked(read), after, last);
  }

  /** Returns the position of the newest event, without own appends that began after the call. */
  async #lastForNow(): Promise<bigint> {
    const opening: Opening = { sent: [] };
    this.#openings.add(opening);
    try {
      await this.#current();
    } finally {
      this.#openings.delete(opening);
    }
    const own = opening.sent.map((id) => this.#journal.find(id)?.event.position).filter((found) => found !== undefined);
    return own.reduce((last, position) => (position <= last ? position - 1n : last), this.#journal.head);
  }

  /**
   * Brings the journal up to date with the store. If the store is away, a journal that was complete once can still be
   * read: it is as new as can be known, and the status says so.
   */
  async #current(): Promise<void> {
    this.#checkOpen();
    await within(this.#settings.deadlineMs, async (late) => {
      while (!this.#journal.isComplete && this.#isOpen) {
        if (late.aborted) throw this.#notComplete();
        await this.#journal.bell.next(late);
      }
      if (this.#settings.link.failure !== null) return;
      await Promise.race([this.#follower.catchUp().catch(() => undefined), aborted(late)]);
    });
    this.#checkOpen();
  }

  #checked(read: ReadPage): ReadPage {
    return (after, last) => {
      if (!this.#journal.isOpen) this.#checkOpen();
      try {
        return read(after, last);
      } catch (error) {
        if (!(error instanceof JournalError)) throw error;
        throw new LedgerUnavailableError(`${error.message}; ${JOURNAL_ADVICE}`, 0, { cause: error });
      }
    };
  }

  #checkOpen(): void {
    if (!this.#isOpen) throw new LedgerUnavailableError('the ledger is closed', 0);
  }

  #notComplete(): LedgerUnavailableError {
    const { state, reason, progress } = this.status();
    const why = state === 'rebuilding' ? `${Math.floor(progress * 100)} % of the journal is filled` : reason;
    return new LedgerUnavailableError(`the journal is not yet complete: ${why}`, RETRY_AFTER_MS);
  }

  #tooLate(): LedgerUnavailableError {
    const { state, reason } = this.status();
    if (!this.#journal.isComplete) return this.#notComplete();
    const why = state === 'following' ? 'it is slow' : reason;
    const message = `no answer of the event store within ${this.#settings.deadlineMs} ms: ${why}`;
    return new LedgerUnavailableError(`${message}; whether the events are stored is not known`, RETRY_AFTER_MS);
  }
}

async function* lateReading(
  read: ReadPage,
  after: bigint,
  last: Promise<bigint>,
): AsyncGenerator<RecordedEvent, void, void> {
  yield* pages(read, after, await last);
}
