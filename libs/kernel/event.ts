import type { FieldList, Fields } from './fields.js';
import type { Instant } from './instant.js';

/** Who recorded an event: the role, and an opaque person token. */
export interface Actor {
  readonly role: string;
  readonly person: string;
}

export type Payload = Readonly<Record<string, unknown>>;

/**
 * A STORAGE SHAPE: what every ledger keeps of an event. A change here is a migration.
 * Personal data stands in sealed payload fields alone, never in the other members.
 */
export interface EventEnvelope {
  /** The event's own id: a UUID. The same id twice is the same event. */
  readonly id: string;
  /** PascalCase, past tense: a name of the catalogue. */
  readonly type: string;
  readonly council: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly recordedBy: Actor | null;
  /** The protocol pack in force when the event occurred; null if none was. */
  readonly pack: PackReference | null;
  readonly correlationId: string | null;
  readonly causationId: string | null;
  /** Version of the payload's shape; old shapes are upcast on reading. */
  readonly schema: number;
  readonly payload: Payload;
}

export interface PackReference {
  readonly id: string;
  readonly version: string;
  /** SHA-256 of the pack file's bytes, in hex. */
  readonly hash: string;
}

/** An event as the ledger gives it back. */
export interface RecordedEvent extends EventEnvelope {
  /** Its place in the order of recording of the whole ledger; greater is later, gaps may occur. */
  readonly position: bigint;
}

/** The event kinds of one family: name and field list. */
export type EventTable = Readonly<Record<string, FieldList>>;

/** What a fold sees of an event: typed payload, and the pack that judges it. */
export interface Happened<Type extends string, Body, Pack> {
  readonly type: Type;
  /** Identity for findings about the event alone. */
  readonly id: string;
  readonly at: Instant;
  readonly rec: Instant;
  /** Order of recording within the council. */
  readonly order: number;
  readonly pack: Pack;
  readonly p: Body;
}

/** The union of a family's events. */
export type EventsOf<Table extends EventTable, Pack> = {
  [Type in keyof Table & string]: Happened<Type, Fields<Table[Type]>, Pack>;
}[keyof Table & string];

/** A recorded event as findings and rows name it; every event that a family folds is one. */
export interface EventMark {
  /** Its own id, as the sender gave it. */
  readonly id: string;
  readonly at: Instant;
  readonly rec: Instant;
  /** Its place in the order of recording within the council. */
  readonly order: number;
}
