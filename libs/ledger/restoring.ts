import {
  type EventEnvelope,
  type Instant,
  type RecordedEvent,
  type Refusal,
  type Result,
  accepted,
  canonicalJson,
  refused,
} from '#lib/kernel/index.js';
import { recordedBodyOf } from './body.js';
import type { AppendRefusal, Appended, RestoreRefusal, Restored, Revision } from './port.js';
import { PAGE_EVENTS } from './reading.js';
import type { Append } from './settle.js';

/** What restoring needs of its ledger. */
export interface RestoringLedger {
  readonly read: (council: string) => AsyncIterable<RecordedEvent>;
  /** Stores appends in their order, each with an expected revision, and stops at the first that is refused. */
  readonly put: (appends: readonly Append[]) => Promise<Result<readonly Appended[], AppendRefusal>>;
}

type Refused = Extract<Result<never, RestoreRefusal>, { readonly ok: false }>;

/** A council's stream: what it held before, as far as it was compared, and what was added. */
interface Stream {
  readonly held: AsyncIterator<RecordedEvent, unknown>;
  isHeldCompared: boolean;
  /** Of the newest event that was compared or sent to be stored. */
  revision: Revision;
  recordedAt: Instant;
}

/** An event without its position, which differs between ledgers. */
function recordOf(event: EventEnvelope): string {
  const { id, type, council, occurredAt, recordedAt, recordedBy, pack } = event;
  const { correlationId, causationId, schema, payload } = event;
  const head = [id.toLowerCase(), type, council, occurredAt, recordedAt, recordedBy, pack];
  return canonicalJson([...head, correlationId, causationId, schema, payload]);
}

/** See `Ledger.restore`. */
export async function restored(
  ledger: RestoringLedger,
  events: AsyncIterable<EventEnvelope>,
  onPage: (so: Restored) => void,
): Promise<Result<Restored, RestoreRefusal>> {
  const restoring = new Restoring(ledger, onPage);
  for await (const event of events) {
    const wrong = await restoring.take(event);
    if (wrong !== undefined) return wrong;
  }
  return restoring.end();
}

class Restoring {
  readonly #ledger: RestoringLedger;
  readonly #onPage: (so: Restored) => void;
  readonly #streams = new Map<string, Stream>();
  #page: EventEnvelope[] = [];
  #taken = 0;
  #known = 0;
  #stored = 0;

  constructor(ledger: RestoringLedger, onPage: (so: Restored) => void) {
    this.#ledger = ledger;
    this.#onPage = onPage;
  }

  async take(event: EventEnvelope): Promise<Refused | undefined> {
    const stream = this.#streamOf(event.council);
    const held = await this.#nextHeld(stream);
    if (held !== undefined && recordOf(held) !== recordOf(event))
      return this.#notEmpty(event, held, stream.revision + 1n);
    if (event.recordedAt < stream.recordedAt) return this.#outOfOrder(event, stream.recordedAt);
    this.#taken += 1;
    stream.recordedAt = event.recordedAt;
    if (held === undefined) return this.#page.push(event) < PAGE_EVENTS ? undefined : this.#store();
    stream.revision += 1n;
    this.#known += 1;
    return undefined;
  }

  async end(): Promise<Result<Restored, RestoreRefusal>> {
    return (await this.#store()) ?? accepted(this.#so());
  }

  #so(): Restored {
    return { known: this.#known, stored: this.#stored };
  }

  #streamOf(council: string): Stream {
    let stream = this.#streams.get(council);
    if (stream === undefined) {
      const held = this.#ledger.read(council)[Symbol.asyncIterator]();
      stream = { held, isHeldCompared: false, revision: -1n, recordedAt: Number.NEGATIVE_INFINITY };
      this.#streams.set(council, stream);
    }
    return stream;
  }

  async #nextHeld(stream: Stream): Promise<RecordedEvent | undefined> {
    if (stream.isHeldCompared) return undefined;
    const next = await stream.held.next();
    if (next.done !== true) return next.value;
    stream.isHeldCompared = true;
    return undefined;
  }

  /** Stores what waits, in its order. */
  async #store(): Promise<Refused | undefined> {
    const page = this.#page;
    this.#page = [];
    if (page.length === 0) return undefined;
    const runs = this.#runsOf(page);
    const answer = await this.#ledger.put(runs);
    if (!answer.ok) return this.#refusedBy(answer.refusal);
    const isTwice = runs.some(
      ({ bodies, expectedRevision = -1n }, index) =>
        answer.value[index]?.revision !== expectedRevision + BigInt(bodies.length),
    );
    if (isTwice) return this.#refused('id_reused', 'an event of these stands twice among them', 'each event once');
    this.#stored += page.length;
    this.#onPage(this.#so());
    return undefined;
  }

  #runsOf(page: readonly EventEnvelope[]): readonly Append[] {
    const runs: { council: string; events: EventEnvelope[] }[] = [];
    for (const event of page) {
      const run = runs.at(-1);
      if (run?.council === event.council) run.events.push(event);
      else runs.push({ council: event.council, events: [event] });
    }
    return runs.map(({ council, events }) => {
      const stream = this.#streamOf(council);
      const expectedRevision = stream.revision;
      stream.revision += BigInt(events.length);
      return { council, bodies: events.map(recordedBodyOf), expectedRevision };
    });
  }

  #notEmpty({ council, id }: EventEnvelope, held: RecordedEvent, revision: Revision): Refused {
    const wrong = `${council} holds another event at revision ${revision}: ${held.id} (${held.type}), not ${id}`;
    return this.#refused('not_empty', wrong, 'a council without events, or one that holds the first of these');
  }

  #outOfOrder({ council, id }: EventEnvelope, newest: Instant): Refused {
    const wrong = `${id} was recorded before the event ahead of it in ${council}`;
    return this.#refused('out_of_order', wrong, `recordedAt of ${newest} or later`);
  }

  /** Another writer wrote to the council meanwhile, or an id belongs to another event. */
  #refusedBy({ code, problems: [problem] }: Refusal<AppendRefusal>): Refused {
    const wrong = problem?.wrong ?? '';
    if (code === 'id_reused') return this.#refused('id_reused', wrong, 'an id that no other event has');
    return this.#refused(
      'not_empty',
      `${wrong}: another program writes there`,
      'a council that no other program writes to meanwhile',
    );
  }

  #refused(code: RestoreRefusal, wrong: string, right: string): Refused {
    return refused(code, [{ at: `/${this.#taken}`, wrong, right }]);
  }
}
