import type { CouncilEvent } from '#lib/council/record.js';
import { builtInPacks } from '#lib/protocol/index.js';

const SHOWS_REMAINS = 'sealed values are shown as what remains of them';

/** The events of an exported file as far as anybody can read them: what is sealed counts by what remains of it. */
export async function readWithoutKeys(events: readonly CouncilEvent[]): Promise<readonly CouncilEvent[]> {
  // Loaded when an exported file is replayed: a file that somebody wrote holds nothing sealed.
  const { SealedHistory, openNothing } = await import('#lib/sealing/index.js');
  const history = new SealedHistory(builtInPacks());
  for (const event of events) history.add(event);
  const plan = history.plan();
  if (plan === null) return history.readable;
  if (plan.needsKeys) process.stderr.write(`evenhand: a file comes without keys: ${SHOWS_REMAINS}\n`);
  history.read(plan, openNothing);
  return history.readable;
}
