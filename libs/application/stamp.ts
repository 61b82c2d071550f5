import { type CouncilEvent, entriesOf, packsInForce } from '#lib/council/record.js';
import type { Instant, PackReference } from '#lib/kernel/index.js';
import { NO_PACK, type PackShelf } from '#lib/protocol/record.js';

/** Version of every payload's shape today: 2 since personal data is sealed. Version 1 holds plain values. */
export const SCHEMA = 2;

export const isAdoption = ({ type }: { readonly type: string }): boolean => type === 'ProtocolPackAdopted';

/**
 * Returns the function that finds the pack to stamp on an event of a given instant, from the known adoptions; null before any.
 */
export function stampsOf(adoptions: readonly CouncilEvent[], shelf: PackShelf): (at: Instant) => PackReference | null {
  const packAt = packsInForce(entriesOf(adoptions), shelf);
  return (at) => {
    const pack = packAt(at);
    return pack === NO_PACK ? null : pack.ref;
  };
}
