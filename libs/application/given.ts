import type { CouncilEvent } from '#lib/council/record.js';
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
  /** Adoptions that are to be recorded soon after: they count when events are stamped with the pack in force. */
  readonly ahead?: readonly GivenEvent[];
}

/** Events as they would stand in the council's record if they were recorded now. */
export function occurringNow(events: readonly GivenEvent[], now: Instant): readonly CouncilEvent[] {
  return events.map(({ id, type, payload, occurredAt }): CouncilEvent => {
    return { id, type, payload, at: occurredAt ?? now, rec: now, pack: null, position: '' };
  });
}
