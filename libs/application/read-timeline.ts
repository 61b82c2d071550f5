import { type Instant, type Payload, type RecordedEvent, type Result, accepted, refused } from '#lib/kernel/index.js';
import type { Viewer } from '#lib/council/index.js';
import type { Application } from './application.js';
import { seenBy } from './seen.js';

export interface TimelinePage {
  readonly events: readonly RecordedEvent[];
  /** Position after which the next page begins; null if this page is the last. */
  readonly next: bigint | null;
}

/** Which events of a council to return. A null filter matches every event. */
export interface TimelineQuestion {
  /** Position after which the page begins. */
  readonly after: bigint;
  /** Maximum number of events on the page. */
  readonly limit: number;
  readonly type: string | null;
  /** Token of a person who is named in any field that is not sealed. */
  readonly person: string | null;
  /** Token of a matter, in a field of that name. */
  readonly matter: string | null;
  /** First and last instant of occurrence. */
  readonly from: Instant | null;
  readonly until: Instant | null;
  /** Who asks; null sees every event. */
  readonly viewer: Viewer | null;
}

/** True if a value is the token or holds it at any depth. */
function holds(value: unknown, token: string): boolean {
  if (typeof value !== 'object' || value === null) return value === token;
  return Object.entries(value).some(([key, one]) => key === token || holds(one, token));
}

function isOfMatter(value: unknown, matter: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value as Payload).some(([name, one]) =>
    name === 'matter' || name === 'matters' ? holds(one, matter) : isOfMatter(one, matter),
  );
}

function isWanted({ type, payload, occurredAt }: RecordedEvent, wanted: TimelineQuestion): boolean {
  return (
    (wanted.type === null || type === wanted.type) &&
    (wanted.person === null || holds(payload, wanted.person)) &&
    (wanted.matter === null || isOfMatter(payload, wanted.matter)) &&
    (wanted.from === null || occurredAt >= wanted.from) &&
    (wanted.until === null || occurredAt <= wanted.until)
  );
}

/** The events after a position; for a viewer those that they see, each with its place among these as its position. */
async function* eventsAfter(
  application: Application,
  name: string,
  { after, viewer }: TimelineQuestion,
): AsyncIterable<RecordedEvent> {
  const council = viewer === null ? null : await application.councils.opened(name);
  const seen = council === null ? null : seenBy(application, council, viewer);
  if (seen === null) yield* application.ledger.readCouncil(name, after);
  for (const [place, id] of (seen ?? []).entries()) {
    const event = council?.find(id);
    if (event !== undefined && BigInt(place + 1) > after) yield { ...event, position: BigInt(place + 1) };
  }
}

/**
 * A page of a council's raw events that match the filters, in order of recording. Throws the errors of the ledger; for a viewer
 * also those of the vault, and CalendarHorizonError.
 */
export async function readTimeline(
  application: Application,
  council: string,
  question: TimelineQuestion,
): Promise<Result<TimelinePage, 'council_unknown'>> {
  const { ledger } = application;
  const events: RecordedEvent[] = [];
  for await (const event of eventsAfter(application, council, question)) {
    if (!isWanted(event, question)) continue;
    if (events.length === question.limit) return accepted({ events, next: events.at(-1)?.position ?? null });
    events.push(event);
  }
  const isUnknown = events.length === 0 && (await ledger.revision(council)) < 0n;
  return isUnknown ? refused('council_unknown', []) : accepted({ events, next: null });
}
