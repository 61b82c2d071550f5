import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type CouncilEvent, NotesRecord } from '#lib/council/record.js';
import type { Instant, Problem } from '#lib/kernel/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import type { Councils } from './councils.js';
import { ReadNotes } from './messages.js';

/** What notes need of a council, as far as its events have been looked through. */
interface Looked {
  readonly record: NotesRecord;
  through: number;
}

@QueryHandler(ReadNotes)
export class ReadNotesHandler implements IQueryHandler<ReadNotes> {
  readonly #looked = new WeakMap<readonly CouncilEvent[], Looked>();

  constructor(
    private readonly councils: Councils,
    private readonly shelf: PackShelf,
    private readonly clock: () => Instant,
  ) {}

  /** Everything in the same request counts, whatever its order. */
  async execute({ council: name, events }: ReadNotes): Promise<readonly Problem[]> {
    const council = await this.councils.upToNow(name);
    const now = this.clock();
    const given = events.map(({ id, type, payload, occurredAt }): CouncilEvent => {
      const at = occurredAt ?? now;
      return { id, type, payload, at, rec: now, pack: null, position: '' };
    });
    const isEvent = (id: string): boolean => council.find(id) !== undefined;
    const notes = this.#recordOf(council.history.events).notesOn(given, { shelf: this.shelf, now, isEvent });
    return notes.map(({ index, note }) => ({ ...note, at: `/${index}${note.at}` }));
  }

  #recordOf(events: readonly CouncilEvent[]): NotesRecord {
    const looked = this.#looked.get(events) ?? { record: new NotesRecord(), through: 0 };
    this.#looked.set(events, looked);
    for (const event of events.slice(looked.through)) looked.record.add(event);
    looked.through = events.length;
    return looked.record;
  }
}
