import type { CouncilEvent } from '#lib/council/record.js';
import { builtInPacks } from '#lib/protocol/index.js';

/** What is said where no keys are at hand. */
export const SHOWS_REMAINS = 'sealed values are shown as what remains of them';

export interface WithoutKeys {
  readonly events: readonly CouncilEvent[];
  /** True where something of it is sealed. */
  readonly isSealed: boolean;
}

/** The events of an exported file as far as anybody can read them: what is sealed counts by what remains of it. */
export async function readWithoutKeys(events: readonly CouncilEvent[]): Promise<WithoutKeys> {
  // Loaded when an exported file is replayed: a file that somebody wrote holds nothing sealed.
  const { SealedHistory, openNothing } = await import('#lib/sealing/index.js');
  const history = new SealedHistory(builtInPacks());
  for (const event of events) history.add(event);
  const plan = history.plan();
  if (plan !== null) history.read(plan, openNothing);
  return { events: history.readable, isSealed: plan?.needsKeys === true };
}
