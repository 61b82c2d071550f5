import { Command, Query } from '@nestjs/cqrs';
import type { CommandName } from '#lib/catalogue/index.js';
import type { Viewer } from '#lib/council/index.js';
import type { Actor, Instant, PackReference, Payload, Problem, RecordedEvent, Result } from '#lib/kernel/index.js';

/** An event as an edge gives it: checked against the catalogue, not yet stamped. */
export interface GivenEvent {
  /** A UUID chosen by the sender; the same id twice is the same event. */
  readonly id: string;
  readonly type: string;
  /** Null: now, or when it was first recorded. */
  readonly occurredAt: Instant | null;
  readonly payload: Payload;
  readonly recordedBy: Actor | null;
  readonly causationId: string | null;
}

export interface Recorded {
  /** A reader that has reached it sees every event recorded here. */
  readonly position: bigint;
  /** In the order given, each as it was stored the first time. */
  readonly events: readonly RecordedEvent[];
  /** One for each erasure among them, carried out when the answer is there. */
  readonly erasures: readonly Erased[];
}

/** A person's values are gone for good, but for those that were stored before there was a vault. */
export interface Erased {
  /** Id of the event that recorded it. */
  readonly event: string;
  /** Number of stored events that still hold such a value: no view shows it, the bytes stay. */
  readonly heldBack: number;
}

/**
 * `council_exists` answers only an opening, `council_unknown` only what is no opening. `contended`: others recorded faster
 * than personal data could be sealed; send it again.
 */
export type RecordRefusal = 'council_unknown' | 'council_exists' | 'pack_unknown' | 'id_reused' | 'contended';

/** Records 1 to 1,000 events of one council, all or nothing; durable when the answer is there. */
export class RecordEvents extends Command<Result<Recorded, RecordRefusal>> {
  constructor(
    readonly council: string,
    readonly events: readonly GivenEvent[],
    /** `opens`: these are to be the council's first events. */
    readonly context: { readonly correlationId: string | null; readonly opens?: boolean },
  ) {
    super();
  }
}

/**
 * Asks what is worth a second look in events that are recorded as they are given: to be asked with their plain fields. Answers
 * each with its place, `/0/payload/by` for the first event; nothing where there is no such council.
 */
export class ReadNotes extends Query<readonly Problem[]> {
  constructor(
    readonly council: string,
    readonly events: readonly GivenEvent[],
  ) {
    super();
  }
}

/** A permission asked for, and the event that is to stand if it is granted. */
export interface Ask {
  /** Id of the event that a grant records; asked again with the same id it is the same grant. */
  readonly id: string;
  readonly name: CommandName;
  readonly fields: Payload;
  /** When it is asked; null: now. */
  readonly occurredAt: Instant | null;
  readonly recordedBy: Actor | null;
  readonly causationId: string | null;
}

export type Answer =
  | { readonly outcome: 'granted'; readonly event: RecordedEvent }
  | { readonly outcome: 'refused'; readonly rule: string | null; readonly clauses: readonly string[] };

/** `contended`: others recorded faster than the permission could be decided; ask again. */
export type AskRefusal = 'council_unknown' | 'id_reused' | 'contended';

/** Asks whether something may be done. A grant is recorded, a refusal by the protocol leaves no event. */
export class AskPermission extends Command<Result<Answer, AskRefusal>> {
  constructor(
    readonly council: string,
    readonly ask: Ask,
    readonly context: { readonly correlationId: string | null },
  ) {
    super();
  }
}

export interface ProjectionQuestion {
  /** What was true then; null: now. */
  readonly at: Instant | null;
  /** What had been recorded then; null: everything recorded. */
  readonly knownAt: Instant | null;
  /** Id, or its last part, of the pack that is to judge everything; null: each event by the pack of its time. */
  readonly pack: string | null;
  /** A position that the answer must have reached; null: whatever the ledger holds when it is asked. */
  readonly waitFor: bigint | null;
  /** Who asks; null sees all. */
  readonly viewer: Viewer | null;
}

export interface ProjectionDocument {
  readonly projection: string;
  readonly council: string;
  /** ISO 8601 in UTC, as is `knownAt`. */
  readonly at: string;
  readonly knownAt: string;
  readonly pack: PackReference | null;
  /** Place in the ledger of the newest event that was known. */
  readonly position: string;
  readonly data: unknown;
}

/** `position_not_reached`: the ledger did not come to `waitFor` in time. */
export type ReadRefusal = 'council_unknown' | 'projection_unknown' | 'pack_unknown' | 'position_not_reached';

/** Reads one projection of a council. */
export class ReadProjection extends Query<Result<ProjectionDocument, ReadRefusal>> {
  constructor(
    readonly council: string,
    readonly projection: string,
    readonly question: ProjectionQuestion,
  ) {
    super();
  }
}

export interface TimelinePage {
  readonly events: readonly RecordedEvent[];
  /** Position after which the next page begins; null where this page is the last. */
  readonly next: bigint | null;
}

/** Reads a council's events in order of recording: up to `limit` of them after a position. */
export class ReadTimeline extends Query<Result<TimelinePage, 'council_unknown'>> {
  constructor(
    readonly council: string,
    readonly page: { readonly after: bigint; readonly limit: number },
  ) {
    super();
  }
}

/** Personal data of one event, opened for somebody who said why. */
export interface OpenedEvent {
  /** Id of the event that recorded the opening. */
  readonly opening: string;
  readonly position: bigint;
  /** By path: `months`, or `set/months` in an amendment. */
  readonly values: Payload;
  /** Paths that nobody can open. */
  readonly unreadable: readonly string[];
}

/** `erased`: told with when. `nothing_sealed`: the event holds no personal data. `unopenable`: lost or damaged. */
export type OpenRefusal = RecordRefusal | 'event_unknown' | 'nothing_sealed' | 'erased' | 'unopenable';

/** Opens the personal data of an event. That it was opened, by whom and why, is recorded first. */
export class OpenSealed extends Command<Result<OpenedEvent, OpenRefusal>> {
  constructor(
    readonly council: string,
    readonly target: string,
    readonly asked: { readonly by: string; readonly why: string; readonly recordedBy: Actor | null },
    /** `id`: of the event that records the opening. */
    readonly context: { readonly correlationId: string | null; readonly id: string },
  ) {
    super();
  }
}
