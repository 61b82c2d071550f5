import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ImportedEvent, applicationOver, importEvents, readFileNotes } from '#lib/application/index.js';
import { withTexts } from '#lib/application/record.js';
import type { Ledger } from '#lib/ledger/index.js';
import { type Keys, needsKeys } from '#lib/sealing/index.js';
import { type EventFile, type FileEvent, readEventFile } from '#lib/event-file/index.js';
import { type Problem, uuidFromDigest } from '#lib/kernel/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { ask, misuse } from './arguments.js';
import type { CommandTable } from './command.js';
import { nameOf, textOf } from './files.js';
import { keySettings, keysForReading, withKeys } from './keys-at-hand.js';
import { ledgerPath, makeFolder, withLedger } from './ledger-file.js';
import { checkOpening, openingOf } from './opening.js';
import { councilOption, dataOption, eventsOperand } from './options.js';
import { EXIT, Stop, badFile } from './outcome.js';
import { write } from './output.js';
import { openProgress } from './progress.js';
import { warnOf } from './warnings.js';

export const table: CommandTable = {
  name: 'import',
  brief: 'record a file of events in a ledger',
  does: [
    'Records a file of events in the ledger of a council. Every line is checked first: with one mistake nothing is recorded. ' +
      'Each event is recorded once, however often the file is imported; an import that was cut off is completed by running it again.',
    "The time of recording is the time of the import. Personal data is sealed with the keys that the service's own variables name: " +
      'EVENHAND_MASTER_KEY or EVENHAND_MASTER_KEY_FILE, EVENHAND_KEY_STORE, EVENHAND_ERASURES.',
  ],
  forms: [
    'import EVENTS --council ID [--create [--pack ID]] [--data DIR]',
    'import EVENTS --as-recorded [--council ID] [--data DIR]',
  ],
  operands: [eventsOperand],
  options: [
    councilOption,
    {
      name: 'create',
      says: 'open the council if it does not exist: under the pack of --pack, else the pack that the file names or adopts',
    },
    { name: 'pack', takes: 'ID', says: 'the protocol pack that the council adopts when its first event occurs' },
    {
      name: 'as-recorded',
      says: 'store what evenhand export wrote as it was recorded: ids, times of recording, order and bytes; a council must hold nothing yet, or the first of these events',
    },
    dataOption,
  ],
};

/** `evenhand import`: from a file of events to a ledger, each exactly once. */
export async function run(args: readonly string[]): Promise<void> {
  const asked = ask(args, table);
  if (asked.flag('as-recorded')) {
    const { importAsRecorded } = await import('./import-as-recorded.js');
    return importAsRecorded(asked);
  }
  const path = asked.positionals[0] ?? '';
  const council = asked.needed('council');
  if (!council.isWellFormed() || council.length > 128) throw misuse('--council is not a possible name of a council');

  const name = nameOf(path);
  const read = readEventFile(textOf(path), path, { council });
  const problems = read.ok ? commandProblems(read.value) : read.refusal.problems;
  if (!read.ok || problems.length > 0) throw badFile(name, problems, 'nothing was imported');
  const opening = openingOf(asked, read.value, council);
  const events = [...(opening === null ? [] : [opening]), ...aimedAtIds(read.value)];

  const insteadIfHeld = `post the events to its API: POST /api/v1/councils/${encodeURIComponent(council)}/events`;
  const ledgerFile = ledgerPath(asked);
  if (!existsSync(ledgerFile)) checkPacks({ council, name, events });
  makeFolder(dirname(ledgerFile));
  const options = { path: ledgerFile, mustExist: false, insteadIfHeld };
  const recorded = await withLedger(options, async (ledger) => {
    await checkOpening(ledger, council, asked, opening);
    const settings = keySettings(asked);
    const into = (keys: Keys): Promise<number> => record({ ledger, keys }, { council, name, events });
    return events.some(needsKeys) ? withKeys(settings, into) : into(keysForReading(settings));
  });
  write(summary(council, events.length, recorded));
}

/** Events of one file on their way into the ledger of a council. */
interface Recording {
  readonly council: string;
  /** The file's name, for error texts. */
  readonly name: string;
  readonly events: readonly FileEvent[];
}

/** Makes no new ledger for a file that adopts an unknown pack. */
function checkPacks({ council, name, events }: Recording): void {
  const nothing = { council, shelf: builtInPacks(), adoptions: [], isStored: () => false };
  const checked = withTexts(nothing, events);
  if (!checked.ok) throw badFile(name, placed(events, checked.refusal.problems), 'nothing was imported');
}

/** Records the events that the ledger lacks and returns their number. Stops with nothing written if an id is taken. */
async function record(store: Store, { council, name, events }: Recording): Promise<number> {
  const application = applicationOver({ ledger: store.ledger, ...store.keys, shelf: builtInPacks(), clock: Date.now });
  const bar = openProgress();
  const given = events.map(importedEvent);
  const imported = await importEvents(application, council, given, bar).finally(() => bar.close());
  if (imported.ok) {
    warnOf(name, events, await readFileNotes(application, council, given));
    return imported.value;
  }
  const { code, problems } = imported.refusal;
  if (OF_THE_FILE.has(code)) throw badFile(name, placed(events, problems), 'nothing was imported');
  const why = problems.map(({ wrong }) => wrong).join('; ') || code;
  throw new Stop(
    EXIT.ledger,
    `the ledger refused an event: ${why}; events before it are recorded; import the file again`,
  );
}

/** Reports the file's faults by line; nothing is recorded. */
const OF_THE_FILE: ReadonlySet<string> = new Set(['id_reused', 'pack_unknown', 'pack_invalid', 'pack_taken']);

interface Store {
  readonly ledger: Ledger;
  readonly keys: Keys;
}

function importedEvent({ id, type, at, payload }: FileEvent): ImportedEvent {
  return { id, type, occurredAt: at, payload, recordedBy: null, causationId: null };
}

/** Problems of a list of events, `/3/id` for its fourth, each with the line that the event stands in. */
function placed(events: readonly FileEvent[], problems: readonly Problem[]): Problem[] {
  return problems.map(({ at, wrong, ...rest }) => {
    const event = events[Number(at.split('/')[1])];
    if (event === undefined) return { at, wrong, ...rest };
    const field = at.endsWith('/id') ? 'event' : at.slice(at.lastIndexOf('/') + 1);
    return { ...rest, at: `/${field}`, line: event.line, wrong: wrong.replace(event.id, event.source ?? event.id) };
  });
}

function summary(council: string, total: number, recorded: number): string {
  if (total === 0) return 'the file holds no event; nothing was written\n';
  if (recorded === 0)
    return `all ${total} events were already in the ledger of ${council}; nothing was written
`;
  const known = total - recorded;
  return `recorded ${recorded} events for ${council}${known > 0 ? `; ${known} were there already` : ''}\n`;
}

/** A permission is decided at the time of the request, but an imported file holds past events. */
function commandProblems(file: EventFile): Problem[] {
  const wrong = 'a command cannot be imported: it asks for a permission at a time that has passed';
  const right = 'the event that it led to, or no entry if it was refused';
  return file.entries.flatMap((entry) =>
    entry.kind === 'command' ? [{ at: '/command', line: entry.line, wrong, right }] : [],
  );
}

/** The events of a file, in which amendments name the ids of events instead of the file's own tokens. */
function aimedAtIds(file: EventFile): FileEvent[] {
  const events = file.entries.filter((entry) => entry.kind === 'event');
  const bySource = Map.groupBy(events, ({ source }) => source ?? '');
  return events.flatMap((event) => {
    const target = event.payload['target'];
    const targets = typeof target === 'string' && target !== '' ? bySource.get(target) : undefined;
    return targets === undefined ? [event] : targets.map(({ id }, place) => aimed(event, id, place));
  });
}

/** The ledger does not store a file's own tokens, so each event gets an id, and an amendment names that id. */
function aimed(event: FileEvent, target: string, place: number): FileEvent {
  const id = place === 0 ? event.id : uuidFromDigest(hash('sha256', `${event.id}/${place}`, 'buffer'));
  return { ...event, id, payload: { ...event.payload, target } };
}
