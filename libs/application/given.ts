import type { CouncilEvent } from '#lib/council/record.js';
import type { Actor, Instant, Payload } from '#lib/kernel/index.js';

/** An event as an edge passes it in: checked against the catalogue, not yet stamped. */
export interface GivenEvent {
  /** A UUID that the sender chooses. The same id twice means the same event. */
  readonly id: string;
  readonly type: string;
  /** Null means now, or the time of the first recording. */
  readonly occurredAt: Instant | null;
  readonly payload: Payload;
  readonly recordedBy: Actor | null;
  readonly causationId: string | null;
}

/** The facts about a request apart from its events. */
export interface RecordContext {
  readonly correlationId: string | null;
  /** True if these must be the council's first events. */
  readonly opens?: boolean;
  /** Adoptions of a later batch. They count when events are stamped with the pack in force. */
  readonly ahead?: readonly GivenEvent[];
}

/** The events as the council's record would hold them if they were recorded now. */
export function occurringNow(events: readonly GivenEvent[], now: Instant): readonly CouncilEvent[] {
  return events.map(({ id, type, payload, occurredAt }): CouncilEvent => {
    return { id, type, payload, at: occurredAt ?? now, rec: now, pack: null, position: '' };
  });
}
