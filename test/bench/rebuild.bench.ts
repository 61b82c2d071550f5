import { councilEventOf } from '#lib/council/record.js';
import { CouncilHead, projectionNames } from '#lib/council/index.js';
import { checkPayload } from '#lib/catalogue/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { openAt } from './ledgers.js';
import { madeCouncil } from './made-council.js';
import { type Measured, type Sizes, compare, perSecond, seconds } from './measure.js';
import { scanRate } from './read.bench.js';

const shelf = builtInPacks();

/** Fails if the made-up council holds what no council can: the measure would be of something else. */
function checkMade(): void {
  for (const { type, payload } of madeCouncil('checked', 200)) {
    const problems = checkPayload(type, payload);
    if (problems.length > 0) throw new Error(`${type}: ${JSON.stringify(problems)}`);
  }
}

/** Reads everything, feeds each council's state, and asks every projection of every council. */
async function rebuild(path: string): Promise<number> {
  const ledger = await openAt(path);
  const heads = new Map<string, CouncilHead>();
  let events = 0;
  for await (const event of ledger.readAll()) {
    let head = heads.get(event.council);
    if (head === undefined) heads.set(event.council, (head = new CouncilHead(shelf)));
    head.apply(councilEventOf(event));
    events += 1;
  }
  await ledger.close();
  const now = Date.now();
  for (const head of heads.values()) {
    const view = head.view({ at: now, knownAt: now, pack: null, viewer: null });
    for (const name of projectionNames) if (view.projection(name) === undefined) throw new Error(name);
  }
  return events;
}

/** Events a second of a rebuild of all projections of all councils, divided by a bare scan of the same file. */
export async function rebuildAgainstScan(sizes: Sizes, path: string): Promise<Measured> {
  checkMade();
  return compare(
    sizes.rounds,
    async () => {
      let events = 0;
      const taken = await seconds(async () => {
        events = await rebuild(path);
      });
      return events / taken;
    },
    () => scanRate(path),
    (left, right) => `${perSecond(left)} against ${perSecond(right)}, ${projectionNames.length} projections`,
  );
}
