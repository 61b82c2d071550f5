import { hash } from 'node:crypto';
import { basename } from 'node:path';
import { type EventFile, type FileEvent, readEventFile } from '#lib/event-file/index.js';
import { type Problem, uuidFromDigest } from '#lib/kernel/index.js';
import type { Ledger, NewEvent } from '#lib/ledger/index.js';
import { ask, misuse } from './arguments.js';
import { textOf } from './files.js';
import { ledgerPath, withLedger } from './ledger-file.js';
import { EXIT, Stop, badFile } from './outcome.js';
import { write } from './output.js';
import { type Progress, openProgress } from './progress.js';

export const help = `evenhand import EVENTS --council ID [--data DIR]

Records a file of events in the ledger of a council. Every line is checked first: with one mistake nothing is recorded.
Each event is recorded once, however often the file is imported; an import that was cut off is completed by running it again.
The time of recording is the time of the import.

  EVENTS            event file: .jsonl, or .yaml (a list, or a mapping with "events")
  --council ID      whose ledger
  --data DIR        folder of ledger.sqlite (default: EVENHAND_DATA, else ./data)
`;

/** Few enough that a killed import has lost little, many enough that each is worth its sync. */
const BATCH = 500;

/** `evenhand import`: from a file of events to a ledger, each exactly once. */
export async function run(args: readonly string[]): Promise<void> {
  const asked = ask(args, { texts: ['council', 'data'], operands: ['EVENTS'] });
  const path = asked.positionals[0] ?? '';
  const council = asked.needed('council');
  if (!council.isWellFormed() || council.length > 128) throw misuse('--council is no name of a council');

  const read = readEventFile(textOf(path), path, { council });
  if (!read.ok) throw badFile(basename(path), read.refusal.problems, 'nothing was imported');
  const problems = commandProblems(read.value);
  if (problems.length > 0) throw badFile(basename(path), problems, 'nothing was imported');
  const events = newEvents(read.value);

  const insteadIfHeld = `post the events to its API: POST /api/v1/councils/${encodeURIComponent(council)}/events`;
  const options = { path: ledgerPath(asked), mustExist: false, insteadIfHeld };
  const recorded = await withLedger(options, (ledger) => record(ledger, council, events));
  write(summary(council, events.length, recorded));
}

function summary(council: string, total: number, recorded: number): string {
  if (total === 0) return 'the file holds no event; nothing was written\n';
  if (recorded === 0) return `all ${total} events were in the ledger of ${council} already; nothing was written\n`;
  const known = total - recorded;
  return `recorded ${recorded} events for ${council}${known > 0 ? `; ${known} were there already` : ''}\n`;
}

/** A permission is asked for and decided now; a file that is imported tells what has happened. */
function commandProblems(file: EventFile): Problem[] {
  const wrong = 'a command cannot be imported: it asks for a permission at a time that has passed';
  const right = 'the event it led to, or no entry where it was refused';
  return file.entries.flatMap((entry) =>
    entry.kind === 'command' ? [{ at: '/command', line: entry.line, wrong, right }] : [],
  );
}

function newEvents(file: EventFile): NewEvent[] {
  const events = file.entries.filter((entry) => entry.kind === 'event');
  const idsBySource = Map.groupBy(events, ({ source }) => source ?? '');
  return events.flatMap((event) => {
    const target = event.payload['target'];
    const targets = typeof target === 'string' && target !== '' ? idsBySource.get(target) : undefined;
    if (targets === undefined) return [newEvent(event)];
    return targets.map(({ id }, place) => newEvent(aimed(event, id, place)));
  });
}

/** The ledger does not keep a file's own tokens: an amendment names the event's id there, and one is made for each event. */
function aimed(event: FileEvent, target: string, place: number): FileEvent {
  const id = place === 0 ? event.id : uuidFromDigest(hash('sha256', `${event.id}/${place}`, 'buffer'));
  return { ...event, id, payload: { ...event.payload, target } };
}

function newEvent({ id, type, at, payload }: FileEvent): NewEvent {
  const unknown = { recordedBy: null, pack: null, correlationId: null, causationId: null };
  return { id, type, occurredAt: at, payload, schema: 1, ...unknown };
}

/** Appends in batches; answers how many events the ledger did not have. */
async function record(ledger: Ledger, council: string, events: readonly NewEvent[]): Promise<number> {
  const before = await ledger.revision(council);
  const progress: Progress = openProgress(events.length);
  try {
    for (let from = 0; from < events.length; from += BATCH) {
      const batch = events.slice(from, from + BATCH);
      const result = await ledger.append(council, batch);
      if (!result.ok) throw new Stop(EXIT.badInput, reused(from, result.refusal.problems));
      progress.advance(batch.length);
    }
  } finally {
    progress.close();
  }
  return Number((await ledger.revision(council)) - before);
}

function reused(from: number, problems: readonly Problem[]): string {
  const why = problems.map(({ wrong }) => wrong).join('; ');
  const kept = from === 0 ? 'nothing was written' : `the ${from} events before it are recorded`;
  return `an event of the file is in the ledger already with another body: ${why}; ${kept}`;
}
