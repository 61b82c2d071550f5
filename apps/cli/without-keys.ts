import type { CouncilEvent } from '#lib/council/record.js';
import { builtInPacks } from '#lib/protocol/index.js';

/** The text for reading without keys. */
export const SHOWS_REMAINS = 'only the remaining part of each sealed value is shown';

export interface WithoutKeys {
  readonly events: readonly CouncilEvent[];
  /** True if the event has a sealed value. */
  readonly isSealed: boolean;
}

/** The readable events of an exported file: a sealed value counts by its remaining part. */
export async function readWithoutKeys(events: readonly CouncilEvent[]): Promise<WithoutKeys> {
  // Loaded only for an exported file, because a file written by hand has no sealed values.
  const { SealedHistory, openNothing } = await import('#lib/sealing/index.js');
  const history = new SealedHistory(builtInPacks());
  for (const event of events) history.add(event);
  const plan = history.plan();
  if (plan !== null) history.read(plan, openNothing);
  return { events: history.readable, isSealed: plan?.needsKeys === true };
}
