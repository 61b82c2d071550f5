import { hash } from 'node:crypto';
import { type EventEnvelope, type Instant, type RecordedEvent, canonicalJson, isUuid } from '#lib/kernel/index.js';
import type { NewEvent } from './port.js';

/** Most events one append may hold: the 1,000 of a request, and the texts of packs that go on record with them. */
export const MAX_APPEND_EVENTS = 1_100;

/** An event as our own stores keep it, without the position and time that the ledger assigns. */
export interface Body {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: number;
  /** JSON of the envelope's other members. */
  readonly meta: string;
  /** Canonical JSON (RFC 8785) of the payload. */
  readonly payload: string;
  /**
   * SHA-256, in hex, of the JSON array of council, type and time, a line feed, and `payload`: two events with one
   * digest are the same event.
   */
  readonly digest: string;
  /** When another ledger recorded it; absent if this ledger sets the time of recording. */
  readonly recordedAt?: Instant;
}

type Meta = Pick<EventEnvelope, 'recordedBy' | 'pack' | 'correlationId' | 'causationId' | 'schema'>;

function checkCouncil(council: string): void {
  if (council === '' || !council.isWellFormed()) throw new TypeError('a council has a name of well-formed text');
}

function bodyOf(council: string, event: NewEvent): Body {
  if (!isUuid(event.id)) throw new TypeError(`an event id is a UUID, not ${JSON.stringify(event.id)}`);
  if (!Number.isSafeInteger(event.occurredAt)) throw new TypeError('occurredAt is a whole number of milliseconds');
  const { recordedBy, pack, correlationId, causationId, schema } = event;
  const payload = canonicalJson(event.payload);
  const head = JSON.stringify([council, event.type, event.occurredAt]);
  return {
    id: event.id.toLowerCase(),
    type: event.type,
    occurredAt: event.occurredAt,
    meta: JSON.stringify({ recordedBy, pack, correlationId, causationId, schema } satisfies Meta),
    payload,
    digest: hash('sha256', `${head}\n${payload}`),
  };
}

/**
 * Returns what to store of an event that another ledger recorded. Throws TypeError for an event that no ledger can
 * keep.
 */
export function recordedBodyOf(event: EventEnvelope): Body {
  const { council, recordedAt } = event;
  checkCouncil(council);
  if (!Number.isSafeInteger(recordedAt)) throw new TypeError('recordedAt is a whole number of milliseconds');
  return { ...bodyOf(council, event), recordedAt };
}

/**
 * Turns the events of one append into the form that is stored; later changes to the given objects have no effect.
 * Throws RangeError for no event or more than 1,000; TypeError for an event that no ledger can keep: no council, an id
 * that is not a UUID, a payload that is not JSON.
 */
export function bodiesOf(council: string, events: readonly NewEvent[]): readonly Body[] {
  checkCouncil(council);
  if (events.length < 1 || events.length > MAX_APPEND_EVENTS) {
    throw new RangeError(`an append holds 1 to ${MAX_APPEND_EVENTS} events, not ${events.length}`);
  }
  return events.map((event) => bodyOf(council, event));
}

/** The position, revision and time that a ledger assigned to an event. */
export interface Place {
  readonly position: number;
  readonly council: string;
  readonly recordedAt: number;
}

/** Returns the event as readers receive it. */
export function recordedEvent(place: Place, body: Omit<Body, 'digest'>): RecordedEvent {
  const meta = JSON.parse(body.meta) as Meta;
  return {
    id: body.id,
    type: body.type,
    council: place.council,
    occurredAt: body.occurredAt,
    recordedAt: place.recordedAt,
    recordedBy: meta.recordedBy,
    pack: meta.pack,
    correlationId: meta.correlationId,
    causationId: meta.causationId,
    schema: meta.schema,
    payload: JSON.parse(body.payload) as RecordedEvent['payload'],
    position: BigInt(place.position),
  };
}
