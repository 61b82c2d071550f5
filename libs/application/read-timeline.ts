import { type RecordedEvent, type Result, accepted, refused } from '#lib/kernel/index.js';
import type { Application } from './application.js';

export interface TimelinePage {
  readonly events: readonly RecordedEvent[];
  /** Position after which the next page begins; null where this page is the last. */
  readonly next: bigint | null;
}

/** A council's events, raw, in order of recording: up to `limit` of them after a position. Throws what the ledger throws. */
export async function readTimeline(
  { ledger }: Pick<Application, 'ledger'>,
  council: string,
  page: { readonly after: bigint; readonly limit: number },
): Promise<Result<TimelinePage, 'council_unknown'>> {
  const events: RecordedEvent[] = [];
  for await (const event of ledger.readCouncil(council, page.after)) {
    if (events.length === page.limit) return accepted({ events, next: events.at(-1)?.position ?? null });
    events.push(event);
  }
  const isUnknown = events.length === 0 && (await ledger.revision(council)) < 0n;
  return isUnknown ? refused('council_unknown', []) : accepted({ events, next: null });
}
