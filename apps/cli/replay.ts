import { basename } from 'node:path';
import { projectionNames, replay } from '#lib/council/index.js';
import { readEventFile } from '#lib/event-file/index.js';
import { oneAnswer, projectionNamed, readable, wholeAnswer } from './answer.js';
import { ask, instantOf, viewerOf } from './arguments.js';
import { textOf } from './files.js';
import { commandRows, lastInstants, play } from './history.js';
import { badFile } from './outcome.js';
import { outputWidth, write, writeJson } from './output.js';
import { packNamed, shelfWith } from './pack-choice.js';
import { renderRows } from './render.js';

export const help = `evenhand replay --file EVENTS [--pack ID|FILE] [--at T] [--known-at T] [--projection NAME] [--viewer JSON] [--json]

Answers what the events of a file amount to, without any ledger.

  --file EVENTS      event file: .jsonl, or .yaml (a list, or a mapping with "events")
  --pack ID|FILE     judge every event by this pack: its id, the last part of it, or a pack file
                     (default: the file's own "pack", else the packs adopted in the file)
  --at T             what was true then (default: the last event or command)
  --known-at T       what had been recorded then (default: the last recording)
  --projection NAME  one of ${projectionNames.join(', ')}
                     (default: all of them)
  --viewer JSON      what this person may see, such as {"role": "group_leader", "group": "G-A"}
  --json             JSON instead of tables

T is ISO 8601; without an offset it is Europe/London, and a date alone means its last instant.
`;

/** `evenhand replay`: from a file of events to projections. */
export function run(args: readonly string[]): void {
  const texts = ['file', 'pack', 'at', 'known-at', 'projection', 'viewer'];
  const asked = ask(args, { texts, flags: ['json'] });
  const path = asked.needed('file');
  const name = asked.text('projection');
  const projection = name === undefined ? null : projectionNamed(name);
  const times = { at: instantOf(asked, 'at'), knownAt: instantOf(asked, 'known-at') };
  const viewer = viewerOf(asked);

  const read = readEventFile(textOf(path), path);
  if (!read.ok) throw badFile(basename(path), read.refusal.problems, 'nothing was replayed');
  const file = read.value;
  const chosen = asked.text('pack') ?? file.pack;
  const pack = chosen === null ? null : packNamed(chosen);
  const shelf = shelfWith(pack);
  const last = lastInstants(file) ?? { at: Date.now(), knownAt: Date.now() };
  const [at, knownAt] = [times.at ?? last.at, times.knownAt ?? last.knownAt];

  const history = play(file, shelf, pack);
  const view = replay(history.events, shelf, { at, knownAt, pack, viewer });
  const head = { council: file.council ?? pack?.ref.id ?? null, at, knownAt };
  const commands = commandRows(history.outcomes, at, knownAt);
  if (asked.flag('json')) writeJson(projection === null ? wholeAnswer(head, view, commands) : oneAnswer(head, view, projection));
  else {
    write(readable(head, view, projection === null ? projectionNames : [projection], outputWidth()));
    if (projection === null && commands.length > 0) write(`\nCOMMANDS\n${renderRows(commands, outputWidth())}\n`);
  }
}
