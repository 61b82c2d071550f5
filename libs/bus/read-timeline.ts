import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type RecordedEvent, type Result, accepted, refused } from '#lib/kernel/index.js';
import type { Ledger } from '#lib/ledger/index.js';
import { ReadTimeline, type TimelinePage } from './messages.js';

@QueryHandler(ReadTimeline)
export class ReadTimelineHandler implements IQueryHandler<ReadTimeline> {
  constructor(private readonly ledger: Ledger) {}

  /** One page of the council's events, raw, in order of recording. */
  async execute({ council, page }: ReadTimeline): Promise<Result<TimelinePage, 'council_unknown'>> {
    const events: RecordedEvent[] = [];
    for await (const event of this.ledger.readCouncil(council, page.after)) {
      if (events.length === page.limit) return accepted({ events, next: events.at(-1)?.position ?? null });
      events.push(event);
    }
    const isUnknown = events.length === 0 && (await this.ledger.revision(council)) < 0n;
    return isUnknown ? refused('council_unknown', []) : accepted({ events, next: null });
  }
}
