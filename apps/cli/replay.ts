import {
  type CouncilView,
  type ProjectionDocument,
  type ProjectionName,
  type Viewer,
  projectionNames,
  replay,
} from '#lib/council/index.js';
import type { CouncilEvent } from '#lib/council/record.js';
import { type EventFile, readEventFile } from '#lib/event-file/index.js';
import type { Instant } from '#lib/kernel/index.js';
import type { RulesInWords } from '#lib/protocol/described.js';
import type { Pack } from '#lib/protocol/index.js';
import { documentsOf, projectionNamed, readable, rulesText, wholeAnswer } from './answer.js';
import { ask, instantOf, misuse, viewerOf } from './arguments.js';
import type { CommandTable } from './command.js';
import { nameOf, textOf } from './files.js';
import { type Outcome, commandRows, lastInstants, play, rulesOf } from './history.js';
import {
  TIMES,
  atOption,
  councilOption,
  fileOption,
  knownAtOption,
  packOption,
  shapeOptions,
  viewerOption,
} from './options.js';
import { badFile } from './outcome.js';
import { lookOf, write, writeCsv, writeJson } from './output.js';
import { packNamed, shelfOfFile, shelfWith, unknownPacks } from './pack-choice.js';
import { SHOWS_REMAINS, readWithoutKeys } from './without-keys.js';
import { type Look, renderRows } from './render.js';
import { warnOfFile, warnOfViewer } from './warnings.js';

export const table: CommandTable = {
  name: 'replay',
  brief: 'compute the projections of a file of events',
  does: ['Computes the projections of the events of a file, without a ledger.'],
  operands: [],
  options: [
    { ...fileOption, needed: true },
    { ...councilOption, says: 'whose events, of an exported file that holds several councils' },
    {
      ...packOption,
      says: 'judge every event by this pack: its id, the last part of it, or a pack file (default: the file\'s own "pack", else the packs adopted in the file)',
    },
    { ...atOption, says: 'count the facts as at this time (default: the last event or command)' },
    { ...knownAtOption, says: 'count only events recorded by this time (default: the last recording)' },
    {
      name: 'projection',
      takes: 'NAME',
      says: `one of ${projectionNames.join(', ')} (default: all of them)`,
      offers: projectionNames,
    },
    viewerOption,
    ...shapeOptions,
  ],
  notes: [TIMES],
};

interface Wanted {
  readonly path: string;
  readonly council: string | undefined;
  readonly pack: string | undefined;
  readonly projection: ProjectionName | null;
  readonly at: Instant | undefined;
  readonly knownAt: Instant | undefined;
  readonly viewer: Viewer | null;
  readonly json: boolean;
  readonly csv: boolean;
  readonly look: Look;
}

function wantedFrom(args: readonly string[]): Wanted {
  const asked = ask(args, table);
  const name = asked.text('projection');
  if (asked.flag('csv') && name === undefined) throw misuse('--csv needs --projection: a file holds one table');
  return {
    path: asked.needed('file'),
    council: asked.text('council'),
    pack: asked.text('pack'),
    projection: name === undefined ? null : projectionNamed(name),
    at: instantOf(asked, 'at'),
    knownAt: instantOf(asked, 'known-at'),
    viewer: viewerOf(asked),
    json: asked.flag('json'),
    csv: asked.flag('csv'),
    look: lookOf(asked),
  };
}

/** The file, and the pack to judge it by: the one asked for, else the file's own, else null for the packs it adopts. */
function read(wanted: Wanted): { readonly file: EventFile; readonly pack: Pack | null } {
  const name = nameOf(wanted.path);
  const options = wanted.council === undefined ? {} : { council: wanted.council };
  const result = readEventFile(textOf(wanted.path), wanted.path, options);
  if (!result.ok) throw badFile(name, result.refusal.problems, 'nothing was replayed');
  const file = result.value;
  checkOneCouncil(file, name);
  const shelf = shelfOfFile(file, name, 'nothing was replayed');
  const chosen = wanted.pack ?? file.pack;
  if (chosen !== null) return { file, pack: packNamed(chosen, shelf) };
  const strangers = unknownPacks(file, shelf);
  if (strangers.length > 0) throw badFile(name, strangers, 'nothing was replayed');
  return { file, pack: null };
}

/** An exported file may hold several councils; a projection is of one. */
function checkOneCouncil({ council, recorded }: EventFile, name: string): void {
  if (recorded === null || council !== null) return;
  const councils = [...new Set(recorded.map(({ event }) => event.council))];
  throw misuse(`${name} holds several councils; name one with --council (${councils.join(', ')})`);
}

/** `evenhand replay`: from a file of events to projections. */
export async function run(args: readonly string[]): Promise<void> {
  const wanted = wantedFrom(args);
  const { file, pack } = read(wanted);
  const shelf = shelfWith(pack);
  warnOfFile(nameOf(wanted.path), file, shelf, pack);
  await warnOfViewer(wanted.viewer, pack);
  const last = lastInstants(file) ?? { at: Date.now(), knownAt: Date.now() };
  const [at, knownAt] = [wanted.at ?? last.at, wanted.knownAt ?? last.knownAt];
  const history = play(file, shelf, pack);
  const events = file.recorded === null ? history.events : await exported(history.events);
  const view = replay(events, shelf, { at, knownAt, pack, viewer: wanted.viewer });
  const head = { council: file.council ?? pack?.ref.id ?? null, at, knownAt };
  const outcomes = history.outcomes.filter((outcome) => isVisible(outcome, view));
  const documents = documentsOf(head, view, wanted.projection === null ? projectionNames : [wanted.projection]);
  const commands = commandRows(outcomes, at, knownAt);
  await show(wanted, documents, { commands, refusedBy: rulesOf(outcomes, at, knownAt) });
}

/** An exported file has no keys. If it holds sealed values, a line says so. */
async function exported(events: readonly CouncilEvent[]): Promise<readonly CouncilEvent[]> {
  const read = await readWithoutKeys(events);
  if (read.isSealed)
    process.stderr.write(`evenhand: the file has no keys: ${SHOWS_REMAINS}
`);
  return read.events;
}

/** A viewer sees a command if they see the request that it is about; who sees all of P05 sees every command. */
function isVisible({ command }: Outcome, view: CouncilView): boolean {
  const data = view.projection('group-support') as {
    readonly rows: readonly { readonly request: unknown }[];
    readonly misroutedThenRedirected?: number;
  };
  const about = command.fields['id'] ?? command.fields['request'];
  return data.misroutedThenRedirected !== undefined || data.rows.some(({ request }) => request === about);
}

/** The permissions that were asked for, and the rules that refused some of them. */
interface Asked {
  readonly commands: readonly object[];
  readonly refusedBy: RulesInWords;
}

async function show(
  { json, csv, projection, look }: Wanted,
  documents: readonly ProjectionDocument[],
  { commands, refusedBy }: Asked,
): Promise<void> {
  const [first] = documents;
  if (first === undefined) throw new Error('a replay returns at least one projection');
  if (csv) return writeCsv(first.data);
  if (json) writeJson(projection === null ? wholeAnswer(documents, commands, refusedBy) : first);
  else write(readable(documents, `${first.position} events`, look));
  if (!json && projection === null && commands.length > 0)
    write(`\nCOMMANDS\n${renderRows(commands, look)}${rulesText(refusedBy, look)}\n`);
}
