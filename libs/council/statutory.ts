import type { Finding, PackShelf } from '#lib/protocol/index.js';
import { isAmendment } from './amendments.js';
import { type Entry, overlayInForce } from './history.js';
import { type Folded, foldAmended, judged, packsAdopted, removals } from './replay.js';

/** The overlays that a history may have adopted, named in an adoption or in a correction of one. */
function overlaysNamed(entries: readonly Entry[], shelf: PackShelf): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { event } of entries) {
    const fields = isAmendment(event) ? event.payload['set'] : event.payload;
    if (event.type !== 'ProtocolPackAdopted' && !isAmendment(event)) continue;
    const id = (fields as { readonly packId?: unknown } | undefined)?.packId;
    const pack = typeof id === 'string' ? shelf.find(id) : undefined;
    if (pack?.overlay === true) found.add(pack.ref.id);
  }
  return found;
}

/**
 * The findings of the overlays in force beside the council's own pack. Folds the same history once for each overlay and judges
 * every event by the overlay in force when it occurred. These never enter the council's own findings or figures.
 */
export function statutoryFindings({ entries, at, shelf }: Omit<Folded, 'findings'>): readonly Finding[] {
  return [...overlaysNamed(entries, shelf)].sort().flatMap((id) => {
    const packs = packsAdopted(shelf, (adopted) => overlayInForce(adopted, shelf, id));
    const amended = foldAmended(entries, packs, at);
    return judged(amended, removals(entries, amended, packs), { entries, at, shelf }).findings;
  });
}
