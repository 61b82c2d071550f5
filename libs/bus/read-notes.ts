import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type CouncilEvent, packsInForce } from '#lib/council/record.js';
import { type Noted, namesRole, notesOn, speaksOfRoles } from '#lib/catalogue/index.js';
import type { Instant, Problem } from '#lib/kernel/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import type { Councils } from './councils.js';
import { ReadNotes } from './messages.js';

/** The events of a council that speak of roles, as far as they have been looked through. */
interface Spoken {
  readonly of: CouncilEvent[];
  looked: number;
}

@QueryHandler(ReadNotes)
export class ReadNotesHandler implements IQueryHandler<ReadNotes> {
  readonly #spoken = new WeakMap<readonly CouncilEvent[], Spoken>();

  constructor(
    private readonly councils: Councils,
    private readonly shelf: PackShelf,
    private readonly clock: () => Instant,
  ) {}

  /** Reads the council only where an event names a role; roles given and left in the same request count. */
  async execute({ council, events }: ReadNotes): Promise<readonly Problem[]> {
    const noted = events.map(({ type, occurredAt, payload }): Noted => {
      return { type, payload, at: occurredAt ?? this.clock() };
    });
    const known = noted.some(namesRole) ? await this.#speaking(council) : [];
    const own = noted.filter(speaksOfRoles).map(({ type, payload, at }): CouncilEvent => {
      return { id: '', type, payload, at, rec: at, pack: null, position: '' };
    });
    const all = [...known, ...own];
    const adoptions = all.filter(({ type }) => type === 'ProtocolPackAdopted');
    const packAt = packsInForce(
      adoptions.map((event, order) => ({ event, order })),
      this.shelf,
    );
    return noted.flatMap((event, index) =>
      notesOn(event, all, packAt).map(({ at, ...note }) => {
        return { at: `/${index}/payload${at}`, ...note };
      }),
    );
  }

  async #speaking(council: string): Promise<readonly CouncilEvent[]> {
    const { events } = (await this.councils.upToNow(council)).history;
    const spoken = this.#spoken.get(events) ?? { of: [], looked: 0 };
    this.#spoken.set(events, spoken);
    for (const event of events.slice(spoken.looked)) if (speaksOfRoles(event)) spoken.of.push(event);
    spoken.looked = events.length;
    return spoken.of;
  }
}
