import { Declared, type Noted, notesOn, speaksOfRoles } from '#lib/catalogue/index.js';
import type { Instant, Problem } from '#lib/kernel/index.js';
import type { Pack, PackShelf } from '#lib/protocol/index.js';
import { notesOnAwaited } from './awaited.js';
import { correctionFaults } from './correction-faults.js';
import { type CouncilEvent, entriesOf, packsInForce } from './history.js';
import { targetsAmong } from './amendments.js';
import { saysWhichPack } from './published.js';

/** A note on one event of a list. */
export interface NoteOn {
  /** Place of the event in the list, from 0. */
  readonly index: number;
  /** `at` is a place in the event, such as `/payload/group`. */
  readonly note: Problem;
}

export interface NotesContext {
  readonly shelf: PackShelf;
  readonly now: Instant;
  /** True for the id of an event that is recorded already. */
  readonly isEvent: (id: string) => boolean;
  /** A pack that judges every event instead of the adopted packs; null or absent for none. */
  readonly pack?: Pack | null;
}

/** The facts of a council's record that notes need, gathered event by event, without rules. */
export class NotesRecord {
  readonly #roles: CouncilEvent[] = [];
  readonly #declared = new Declared();

  add(event: CouncilEvent): void {
    if (speaksOfRoles(event)) this.#roles.push(event);
    this.#declared.add(event);
    if (event.source !== undefined) this.#declared.addEntry(event.source);
  }

  /** Returns the notes on the events of one request or file. Each event counts for all of them, in any order. */
  notesOn(events: readonly CouncilEvent[], { shelf, now, isEvent, pack = null }: NotesContext): readonly NoteOn[] {
    const own = new NotesRecord();
    const ids = new Set(events.map(({ id }) => id));
    for (const event of events) own.add(event);
    const roles = [...this.#roles, ...own.#roles];
    const adoptions = roles.filter(saysWhichPack);
    const adopted = packsInForce(entriesOf(adoptions), shelf);
    const background = {
      roles: roles satisfies readonly Noted[],
      packAt: pack === null ? adopted : () => pack,
      declared: this.#both(own, (id) => ids.has(id) || isEvent(id)),
      now,
    };
    return events.flatMap((event, index) => {
      const notes = [...notesOn(event, background), ...notesOnAwaited(event, background.packAt(event.at))];
      return notes.map((note) => ({ index, note }));
    });
  }

  #both(own: NotesRecord, isEvent: (id: string) => boolean): Pick<Declared, 'has' | 'all'> {
    const [stored, given] = [this.#declared, own.#declared];
    return {
      has: (kind, token) =>
        stored.has(kind, token) || given.has(kind, token) || (kind === 'entry' && isEvent(token.toLowerCase())),
      all: (kind) => [...stored.all(kind), ...given.all(kind)],
    };
  }
}

/** Notes on corrections of a file that change nothing although the events that they name exist. */
export function notesOnCorrections(events: readonly CouncilEvent[], known: readonly CouncilEvent[]): readonly NoteOn[] {
  if (!events.some(({ type }) => type === 'EntryCorrected')) return [];
  const targets = targetsAmong(entriesOf([...known, ...events]));
  return events.flatMap((event, index) =>
    correctionFaults(event, targets).map(({ at, ...note }) => ({ index, note: { at: `/payload${at}`, ...note } })),
  );
}
