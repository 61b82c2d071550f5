import { NotesRecord, type Viewer, notesOnCorrections } from '#lib/council/index.js';
import type { CouncilEvent } from '#lib/council/record.js';
import type { Problem } from '#lib/kernel/index.js';
import type { Application } from './application.js';
import { type GivenEvent, occurringNow } from './given.js';

/** The facts that notes need of a council, gathered from its events so far. */
interface Looked {
  readonly record: NotesRecord;
  through: number;
}

const lookedThrough = new WeakMap<readonly CouncilEvent[], Looked>();

/**
 * Returns notes on events that are recorded as given but may hold a mistake. Takes their plain fields. All events of a request
 * count, in any order. Each note gives its place, `/0/payload/by` for the first event.
 * A viewer gets none: they tell of what others recorded. Throws the errors of the ledger.
 */
export async function readNotes(
  { clock, shelf, councils }: Application,
  name: string,
  events: readonly GivenEvent[],
  viewer: Viewer | null,
): Promise<readonly Problem[]> {
  if (viewer !== null) return [];
  const council = await councils.upToNow(name);
  const now = clock();
  const given = occurringNow(events, now);
  const isEvent = (id: string): boolean => council.find(id) !== undefined;
  const notes = recordOf(council.history.events).notesOn(given, { shelf, now, isEvent });
  return notes.map(({ index, note }) => ({ ...note, at: `/${index}${note.at}` }));
}

/** As `readNotes`, for the events of a file; also notes corrections that change nothing. */
export async function readFileNotes(
  application: Application,
  name: string,
  events: readonly GivenEvent[],
): Promise<readonly Problem[]> {
  const notes = await readNotes(application, name, events, null);
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
