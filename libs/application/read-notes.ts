import { NotesRecord, notesOnCorrections } from '#lib/council/index.js';
import type { CouncilEvent } from '#lib/council/record.js';
import type { Problem } from '#lib/kernel/index.js';
import type { Application } from './application.js';
import { type GivenEvent, occurringNow } from './given.js';

/** What notes need of a council, as far as its events have been looked through. */
interface Looked {
  readonly record: NotesRecord;
  through: number;
}

const lookedThrough = new WeakMap<readonly CouncilEvent[], Looked>();

/**
 * What is worth a second look in events that are recorded as they are given: to be asked with their plain fields. Everything
 * in the same request counts, whatever its order. Answers each note with its place, `/0/payload/by` for the first event.
 * Throws what the ledger throws.
 */
export async function readNotes(
  { clock, shelf, councils }: Application,
  name: string,
  events: readonly GivenEvent[],
): Promise<readonly Problem[]> {
  const council = await councils.upToNow(name);
  const now = clock();
  const given = occurringNow(events, now);
  const isEvent = (id: string): boolean => council.find(id) !== undefined;
  const notes = recordOf(council.history.events).notesOn(given, { shelf, now, isEvent });
  return notes.map(({ index, note }) => ({ ...note, at: `/${index}${note.at}` }));
}

/** As `readNotes`, for the events of a file, which are recorded whatever they hold: also corrections that change nothing. */
export async function readFileNotes(
  application: Application,
  name: string,
  events: readonly GivenEvent[],
): Promise<readonly Problem[]> {
  const notes = await readNotes(application, name, events);
  const { history } = await application.councils.upToNow(name);
  const corrections = notesOnCorrections(occurringNow(events, application.clock()), history.events);
  return [...notes, ...corrections.map(({ index, note }) => ({ ...note, at: `/${index}${note.at}` }))];
}

function recordOf(events: readonly CouncilEvent[]): NotesRecord {
  const looked = lookedThrough.get(events) ?? { record: new NotesRecord(), through: 0 };
  lookedThrough.set(events, looked);
  for (const event of events.slice(looked.through)) looked.record.add(event);
  looked.through = events.length;
  return looked.record;
}
