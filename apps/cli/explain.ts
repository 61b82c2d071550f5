import { applicationOver, explainFigure } from '#lib/application/index.js';
import { type ExplainedLine, type FigureDocument, projectionNames } from '#lib/council/index.js';
import { projectionNamed } from './answer.js';
import { ask, instantOf, viewerOf } from './arguments.js';
import type { CommandTable } from './command.js';
import { keySettings, keysForReading, withVaultErrors } from './keys-at-hand.js';
import { ledgerPath, withLedger } from './ledger-file.js';
import {
  TIMES,
  atOption,
  councilOption,
  dataOption,
  jsonOption,
  knownAtOption,
  packOption,
  viewerOption,
} from './options.js';
import { EXIT, Stop } from './outcome.js';
import { lookOf, write, writeJson } from './output.js';
import { packNamed, shelfWith } from './pack-choice.js';
import { renderRows } from './render.js';
import { warnOfViewer } from './warnings.js';

export const table: CommandTable = {
  name: 'explain',
  brief: 'what a figure of a projection is made of, down to the events',
  does: [
    'Answers one line, with its events, for everything that a figure counts: a count is the number of its lines. While the service runs it holds the ledger file: ask its API instead.',
  ],
  operands: [{ name: 'NAME', says: `one of ${projectionNames.join(', ')}`, offers: projectionNames }],
  options: [
    { ...councilOption, needed: true },
    {
      name: 'row',
      takes: 'ROW',
      says: 'the token of the row, such as G-A; council, totals or protocol for all',
      needed: true,
    },
    { name: 'figure', takes: 'FIGURE', says: 'the figure in it, such as accepted or notices.owed', needed: true },
    dataOption,
    { ...atOption, says: 'what was true then (default: now)' },
    { ...knownAtOption, says: 'what had been recorded then (default: now)' },
    { ...packOption, says: 'judge every event by this pack (default: the packs in force)' },
    viewerOption,
    jsonOption,
  ],
  notes: [TIMES],
};

/** `evenhand explain`: what a figure of a ledger file is made of. */
export async function run(args: readonly string[]): Promise<void> {
  const asked = ask(args, table);
  const name = projectionNamed(asked.positionals[0] ?? '');
  const [council, row, figure] = [asked.needed('council'), asked.needed('row'), asked.needed('figure')];
  const chosen = asked.text('pack');
  const pack = chosen === undefined ? null : packNamed(chosen);
  const instants = { at: instantOf(asked, 'at') ?? null, knownAt: instantOf(asked, 'known-at') ?? null };
  const question = { ...instants, pack: pack?.ref.id ?? null, waitFor: null, viewer: viewerOf(asked), row, figure };
  await warnOfViewer(question.viewer, pack);

  const path = `/api/v1/councils/${encodeURIComponent(council)}/projections/${name}/explain`;
  const keys = keysForReading(keySettings(asked));
  const options = { path: ledgerPath(asked), mustExist: true, insteadIfHeld: `ask its API: GET ${path}` };
  const answer = await withLedger(options, (ledger) => {
    const application = applicationOver({ ledger, shelf: shelfWith(pack), clock: Date.now, ...keys });
    const reading = (): ReturnType<typeof explainFigure> => explainFigure(application, council, name, question);
    return withVaultErrors(reading).finally(() => keys.vault.close());
  });
  if (!answer.ok) {
    const [problem] = answer.refusal.problems;
    const wrong =
      problem === undefined ? `the ledger has no council ${council}` : `${problem.wrong}; right: ${problem.right}`;
    throw new Stop(EXIT.notFound, wrong);
  }
  if (asked.flag('json')) writeJson(answer.value);
  else write(readableFigure(answer.value, lookOf(asked)));
}

const rowOf = ({ line, events }: ExplainedLine): Readonly<Record<string, unknown>> => ({ line, events });

function readableFigure({ row, figure, value, lines }: FigureDocument, look: ReturnType<typeof lookOf>): string {
  const title = `${row} ${figure}: ${JSON.stringify(value)}`;
  return lines.length === 0 ? `${title}\n` : `${title}\n\n${renderRows(lines.map(rowOf), look)}\n`;
}
