import { type CouncilEvent } from '#lib/council/record.js';
import { SealedHistory } from '#lib/sealing/index.js';
import { projectionNames, replay } from '#lib/council/index.js';
import type { Ledger } from '#lib/ledger/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { type KeySettings, hasMasterKey, openNothing, readOn } from '#lib/sealing/index.js';
import { oneAnswer, projectionNamed, readable } from './answer.js';
import { ask, instantOf, viewerOf } from './arguments.js';
import type { CommandTable } from './command.js';
import { keySettings, withKeys } from './keys-at-hand.js';
import { councilEvent, ledgerPath, withLedger } from './ledger-file.js';
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
import { lookOf, write, writeJson } from './output.js';
import { packNamed, shelfWith } from './pack-choice.js';

export const table: CommandTable = {
  name: 'projection',
  brief: 'one projection of a council from a ledger file',
  does: [
    'Answers one projection of a council from a ledger file. While the service runs it holds the file: ask its API instead.',
  ],
  operands: [{ name: 'NAME', says: `one of ${projectionNames.join(', ')}`, offers: projectionNames }],
  options: [
    { ...councilOption, needed: true },
    dataOption,
    { ...atOption, says: 'what was true then (default: now)' },
    { ...knownAtOption, says: 'what had been recorded then (default: now)' },
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
  const now = Date.now();
  const [at, knownAt] = [instantOf(asked, 'at') ?? now, instantOf(asked, 'known-at') ?? now];
  const viewer = viewerOf(asked);
  const chosen = asked.text('pack');
  const pack = chosen === undefined ? null : packNamed(chosen);

  const insteadIfHeld = `ask its API: GET /api/v1/councils/${encodeURIComponent(council)}/projections/${name}`;
  const options = { path: ledgerPath(asked), mustExist: true, insteadIfHeld };
  const history = await withLedger(options, (ledger) => historyOf(ledger, council));
  const events = await opened({ council, history }, keySettings(asked));
  const view = replay(events, shelfWith(pack), { at, knownAt, pack, viewer });
  const head = { council, at, knownAt };
  if (asked.flag('json')) writeJson(oneAnswer(head, view, name));
  else write(readable(head, view, [name], lookOf(asked)));
}

async function historyOf(ledger: Ledger, council: string): Promise<SealedHistory> {
  const history = new SealedHistory(builtInPacks());
  for await (const event of ledger.readCouncil(council)) history.add(councilEvent(event));
  if (history.events.length > 0) return history;
  const known = await ledger.councils();
  throw new Stop(EXIT.notFound, `the ledger has no council ${council}; it has ${known.join(', ') || 'none'}`);
}

const SHOWS_REMAINS = 'sealed values are shown as what remains of them';

/** The events as far as the keys at hand open them; where there are none, with a line that says so. */
async function opened(place: Place, settings: KeySettings): Promise<readonly CouncilEvent[]> {
  const { history } = place;
  const plan = history.plan();
  if (plan === null || !plan.needsKeys) {
    if (plan !== null) history.read(plan, openNothing);
  } else if (hasMasterKey(settings)) {
    await withKeys(settings, ({ vault }) => readOn(vault, place));
  } else {
    process.stderr.write(`evenhand: no master key is at hand: ${SHOWS_REMAINS}\n`);
    history.read(plan, openNothing);
  }
  return history.readable;
}

interface Place {
  readonly council: string;
  readonly history: SealedHistory;
}
