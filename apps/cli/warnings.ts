import { NotesRecord, type Viewer, notesOnCorrections, rolesOf } from '#lib/council/index.js';
import type { CouncilEvent } from '#lib/council/record.js';
import type { EventFile, FileEvent } from '#lib/event-file/index.js';
import { type Problem, nearestName } from '#lib/kernel/index.js';
import type { Pack, PackShelf } from '#lib/protocol/index.js';
import { problemLines } from './outcome.js';

function tell(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`warning: ${line.replace(/[\r\n]+/g, ' ')}\n`);
}

/** Writes the notes on a file's events to standard error, by their place. */
export function warnOf(name: string, events: readonly FileEvent[], notes: readonly Problem[]): void {
  const problems = notes.map(({ at, wrong, right }): Problem => {
    const [, index = '', ...place] = at.split('/');
    const line = events[Number(index)]?.line;
    const field = place.join('/') === 'occurredAt' ? 't' : place.join('/');
    return { at: `/${field}`, wrong, right, ...(line === undefined ? {} : { line }) };
  });
  tell(problemLines(name, problems));
}

/** The same for a file that is replayed without a ledger, judged by one pack or by those that it adopts. */
export function warnOfFile(name: string, file: EventFile, shelf: PackShelf, pack: Pack | null): void {
  const given = file.entries.filter((entry) => entry.kind === 'event');
  const events = given.map((entry): CouncilEvent => {
    const { id, source, type, at, rec, payload } = entry;
    return { id, ...(source === null ? {} : { source }), type, at, rec, payload, pack: null, position: '' };
  });
  const context = { shelf, now: Date.now(), isEvent: () => false, pack };
  const notes = [...new NotesRecord().notesOn(events, context), ...notesOnCorrections(events, [])];
  warnOf(
    name,
    given,
    notes.toSorted((a, b) => a.index - b.index).map(({ index, note }) => ({ ...note, at: `/${index}${note.at}` })),
  );
}

/** Warns of each role of the viewer that does not exist; in it they see only what a stranger sees. */
export async function warnOfViewer(viewer: Viewer | null, pack: Pack | null): Promise<void> {
  if (viewer === null) return;
  const { roleWords } = await import('#lib/protocol/described.js');
  const known = [...new Set([...Object.keys(roleWords), ...(pack?.roles.keys() ?? [])])];
  for (const role of rolesOf(viewer).filter((one) => !known.includes(one))) {
    const nearest = nearestName(role, known);
    const meant = nearest === null ? '' : `${nearest}, if that is meant: `;
    tell([`--viewer: there is no role ${role} (right: ${meant}one of ${known.join(', ')})`]);
  }
}
