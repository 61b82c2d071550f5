import { type Application, type ProjectionQuestion, applicationOver, readProjection } from '#lib/application/index.js';
import { type ProjectionDocument, type ProjectionName, projectionNames } from '#lib/council/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { projectionNamed, readable } from './answer.js';
import { ask, instantOf, viewerOf } from './arguments.js';
import type { CommandTable } from './command.js';
import { keySettings, keysForReading, withVaultErrors } from './keys-at-hand.js';
import { ledgerPath, withLedger } from './ledger-file.js';
import {
  TIMES,
  atOption,
  councilOption,
  dataOption,
  knownAtOption,
  packOption,
  shapeOptions,
  viewerOption,
} from './options.js';
import { EXIT, Stop } from './outcome.js';
import { lookOf, write, writeCsv, writeJson } from './output.js';
import { packOrName } from './pack-choice.js';
import { warnOfViewer } from './warnings.js';

export const table: CommandTable = {
  name: 'projection',
  brief: 'one projection of a council from a ledger file',
  does: [
    'Prints one projection of a council from a ledger file. A running service holds the file: ask its API instead.',
  ],
  operands: [{ name: 'NAME', says: `one of ${projectionNames.join(', ')}`, offers: projectionNames }],
  options: [
    { ...councilOption, needed: true },
    dataOption,
    { ...atOption, says: 'count the facts as at this time (default: now)' },
    { ...knownAtOption, says: 'count only events recorded by this time (default: now)' },
    { ...packOption, says: 'judge every event by this pack (default: the packs in force)' },
    viewerOption,
    ...shapeOptions,
  ],
  notes: [TIMES],
};

/** `evenhand projection`: one projection of a ledger file. */
export async function run(args: readonly string[]): Promise<void> {
  const asked = ask(args, table);
  const name = projectionNamed(asked.positionals[0] ?? '');
  const council = asked.needed('council');
  const [at, knownAt] = [instantOf(asked, 'at') ?? null, instantOf(asked, 'known-at') ?? null];
  const viewer = viewerOf(asked);
  const chosen = asked.text('pack');
  const pack = chosen === undefined ? null : packOrName(chosen);

  const insteadIfHeld = `ask its API: GET /api/v1/councils/${encodeURIComponent(council)}/projections/${name}`;
  const options = { path: ledgerPath(asked), mustExist: true, insteadIfHeld };
  const keys = keysForReading(keySettings(asked));
  await warnOfViewer(viewer, typeof pack === 'string' ? (builtInPacks().find(pack) ?? null) : pack);
  const question = { at, knownAt, pack, waitFor: null, viewer };
  const reading = withLedger(options, (ledger) => {
    const application = applicationOver({ ledger, shelf: builtInPacks(), clock: Date.now, ...keys });
    return withVaultErrors(() => readFrom(application, council, name, question)).finally(() => keys.vault.close());
  });
  const document = await reading;
  if (asked.flag('csv')) await writeCsv(document.data);
  else if (asked.flag('json')) writeJson(document);
  else write(readable([document], `up to position ${document.position}`, lookOf(asked)));
}

async function readFrom(
  application: Application,
  council: string,
  name: ProjectionName,
  question: ProjectionQuestion,
): Promise<ProjectionDocument> {
  const document = await readProjection(application, council, name, question);
  if (document.ok) return document.value;
  const { code, problems } = document.refusal;
  const [problem] = problems;
  if (code === 'pack_unknown' && problem !== undefined) {
    throw new Stop(EXIT.notFound, `${problem.wrong}; name a pack file, or ${problem.right}`);
  }
  if (code !== 'council_unknown') throw new Error(`a projection that exists was refused: ${code}`);
  const known = await application.ledger.councils();
  throw new Stop(EXIT.notFound, `the ledger has no council ${council}; it has ${known.join(', ') || 'none'}`);
}
