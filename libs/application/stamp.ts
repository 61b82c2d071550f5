import { type CouncilEvent, packsInForce } from '#lib/council/record.js';
import type { Instant, PackReference } from '#lib/kernel/index.js';
import { NO_PACK, type PackShelf } from '#lib/protocol/record.js';

/** Version of every payload's shape today: 2 since personal data is sealed. What stands in plain was recorded before. */
export const SCHEMA = 2;

export const isAdoption = ({ type }: { readonly type: string }): boolean => type === 'ProtocolPackAdopted';

/** Answers which pack to stamp on what occurred at an instant, given the adoptions known when recording; null before any. */
export function stampsOf(adoptions: readonly CouncilEvent[], shelf: PackShelf): (at: Instant) => PackReference | null {
  const packAt = packsInForce(
    adoptions.map((event, order) => ({ event, order })),
    shelf,
  );
  return (at) => {
    const pack = packAt(at);
    return pack === NO_PACK ? null : pack.ref;
  };
}
