import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Instant, type Problem, type Result, accepted, refused } from '#lib/kernel/index.js';
import type { Ledger, NewEvent } from '#lib/ledger/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import type { Council, Councils } from './councils.js';
import { RecordEvents, type RecordRefusal, type Recorded } from './messages.js';
import { SCHEMA, adoptionOf, isAdoption, stampsOf } from './stamp.js';

@CommandHandler(RecordEvents)
export class RecordEventsHandler implements ICommandHandler<RecordEvents> {
  constructor(
    private readonly ledger: Ledger,
    private readonly councils: Councils,
    private readonly shelf: PackShelf,
    private readonly clock: () => Instant,
  ) {}

  /** Stamps each event with the pack in force when it occurred, then appends them all. */
  async execute(command: RecordEvents): Promise<Result<Recorded, RecordRefusal>> {
    const { opens = false } = command.context;
    const council = await this.councils.upToNow(command.council);
    if (council.isUnknown && !opens) return refused('council_unknown', []);
    const events = this.#withTimes(council, command);
    const strangers = this.#unknownPacks(council, events);
    if (strangers.length > 0) return refused('pack_unknown', strangers);
    const expected = opens ? { expectedRevision: -1n } : {};
    const appended = await this.ledger.append(command.council, this.#stamped(council, events), expected);
    if (appended.ok) return accepted({ position: appended.value.position, events: appended.value.events });
    const { code, problems } = appended.refusal;
    return code === 'conflict' ? refused('council_exists', []) : refused(code, problems);
  }

  #withTimes(council: Council, { events, context }: RecordEvents): readonly NewEvent[] {
    const { correlationId } = context;
    return events.map((event) => {
      const occurredAt = event.occurredAt ?? council.find(event.id)?.occurredAt ?? this.clock();
      return { ...event, occurredAt, correlationId, pack: null, schema: SCHEMA };
    });
  }

  #stamped(council: Council, events: readonly NewEvent[]): readonly NewEvent[] {
    const given = events.filter((event) => isAdoption(event) && !council.find(event.id)).map(adoptionOf);
    const packAt = stampsOf([...council.adoptions, ...given], this.shelf);
    return events.map((event) => ({ ...event, pack: packAt(event.occurredAt) }));
  }

  /** Adoptions of packs that are not at hand: judging by them would silently judge nothing. What is stored already stays. */
  #unknownPacks(council: Council, events: readonly NewEvent[]): readonly Problem[] {
    return events.flatMap((event, index) => {
      const packId = String(event.payload['packId']);
      if (!isAdoption(event) || this.shelf.find(packId) || council.find(event.id)) return [];
      const right = this.shelf.all().map(({ ref }) => ref.id);
      return [
        {
          at: `/${index}/payload/packId`,
          wrong: `there is no pack ${packId} here`,
          right: `one of ${right.join(', ')}`,
        },
      ];
    });
  }
}
