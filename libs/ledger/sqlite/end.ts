import { type Instant, type RecordedEvent, type Result, accepted } from '#lib/kernel/index.js';
import { type Body, recordedEvent } from '../body.js';
import type { AppendRefusal, Appended, Revision } from '../port.js';
import { type Append, type Kept, type Shelf, settle } from '../settle.js';
import type { KeptRow, Row, Statements } from './statements.js';
import { firstAfter } from '../reading.js';

/** The event of a row. */
export function eventOf(row: Row | KeptRow): RecordedEvent {
  const [position, id, council, type, occurredAt, recordedAt, meta, payload] = row;
  return recordedEvent({ position, council, recordedAt }, { id, type, occurredAt, meta, payload });
}

/** The newest event of a council. */
interface Tip {
  revision: number;
  recordedAt: Instant;
}

/**
 * The end of a ledger's file, read once and then kept in memory, because no other process writes there. Rebuilt after a
 * transaction that was rolled back.
 */
export class LedgerEnd implements Shelf {
  readonly #sql: Statements;
  readonly #tips = new Map<string, Tip>();
  #position: number;
  #recordedAt: Instant;
  /** Greatest id in text order: a greater one cannot be stored yet. */
  #id: string;

  constructor(sql: Statements) {
    this.#sql = sql;
    const newest = sql.newest.get() as unknown as [number, number] | undefined;
    [this.#position, this.#recordedAt] = newest ?? [0, Number.NEGATIVE_INFINITY];
    const [id] = sql.greatestId.get() as unknown as [string | null];
    this.#id = id ?? '';
  }

  get position(): number {
    return this.#position;
  }

  /** Decides one append, and puts what is new, inside the transaction that the caller has begun. */
  settle(append: Append, now: Instant): Result<Appended, AppendRefusal> {
    this.#recordedAt = Math.max(this.#recordedAt, now);
    return this.#putAlone(append) ?? settle(this, append);
  }

  find(id: string): Kept | undefined {
    if (id > this.#id) return undefined;
    const row = this.#sql.find.get(id) as unknown as KeptRow | undefined;
    return row && { event: eventOf(row), revision: BigInt(row[8]), digest: row[9] };
  }

  revision(council: string): Revision {
    return BigInt(this.#tip(council).revision);
  }

  put(council: string, body: Body): Kept {
    const kept = this.#putIfNew(council, body);
    if (kept === undefined) throw new Error('an event that was not to be found is stored all the same');
    return kept;
  }

  /** The first revision of a council whose position is greater; by halving, for positions grow with revisions. */
  firstRevisionAfter(council: string, position: number): number {
    const positionAt = (revision: number): number =>
      (this.#sql.positionOf.get(council, revision) as unknown as [number] | undefined)?.[0] ?? 0;
    return firstAfter(position === 0 ? 0 : this.#tip(council).revision + 1, positionAt, position);
  }

  /** The usual append: one event, which the index of ids itself finds to be new. */
  #putAlone({ council, bodies, expectedRevision }: Append): Result<Appended, AppendRefusal> | undefined {
    const [body] = bodies;
    if (body === undefined || bodies.length > 1) return undefined;
    if (expectedRevision !== undefined && expectedRevision !== this.revision(council)) return undefined;
    const kept = this.#putIfNew(council, body);
    if (kept === undefined) return undefined;
    const { event, revision } = kept;
    return accepted({ events: [event], position: event.position, revision });
  }

  #putIfNew(council: string, body: Body): Kept | undefined {
    const position = this.#position + 1;
    const tip = this.#tip(council);
    // Of a council that was restored, the newest event may be younger than the newest of the file.
    const recordedAt = body.recordedAt ?? Math.max(this.#recordedAt, tip.recordedAt);
    const revision = tip.revision + 1;
    const { id, type, occurredAt, meta, payload, digest } = body;
    const values = [position, id, council, revision, type, occurredAt, recordedAt, meta, payload, digest];
    if (this.#sql.insert.run(...values).changes === 0) return undefined;
    this.#position = position;
    this.#recordedAt = Math.max(this.#recordedAt, recordedAt);
    tip.revision = revision;
    tip.recordedAt = recordedAt;
    if (id > this.#id) this.#id = id;
    return { event: recordedEvent({ position, council, recordedAt }, body), revision: BigInt(revision), digest };
  }

  #tip(council: string): Tip {
    let tip = this.#tips.get(council);
    if (tip === undefined) {
      const newest = this.#sql.tip.get(council) as unknown as [number, number] | undefined;
      const [revision, recordedAt] = newest ?? [-1, Number.NEGATIVE_INFINITY];
      tip = { revision, recordedAt };
      this.#tips.set(council, tip);
    }
    return tip;
  }
}
