import type { Actor, Instant, Payload } from '#lib/kernel/index.js';

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

/** What is known of a request beside its events. */
export interface RecordContext {
  readonly correlationId: string | null;
  /** True where these are to be the council's first events. */
  readonly opens?: boolean;
}
