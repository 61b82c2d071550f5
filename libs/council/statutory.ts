import type { Finding, PackShelf, RuleId } from '#lib/protocol/index.js';
import { isAmendment } from './amendments.js';
import { type Entry, overlayInForce } from './history.js';
import type { Explained } from '#lib/features/family.js';
import { notEvaluatedOf } from './evaluated.js';
import { type FindingsView, explainTotals, findingsView } from './findings.js';
import { type Folded, foldBoth, judged, packsAdopted } from './replay.js';

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

/** A folded council before its own findings. */
type Unjudged = Omit<Folded, 'findings' | 'findingsKnowing'>;

/** The amendments that a viewer knows of; null for all. */
type Known = ReadonlySet<number> | null;

/** What one overlay finds, and the rules of it that are not judged; null where it was not adopted by the instant. */
interface Found {
  readonly findings: readonly Finding[];
  readonly notEvaluated: readonly RuleId[];
}

function foundBy(id: string, { entries, at, shelf }: Unjudged, known: Known): Found | null {
  const packs = packsAdopted(shelf, (adopted) => overlayInForce(adopted, shelf, id));
  const overlay = judged(foldBoth(entries, packs, at), { entries, at, shelf });
  const { pack } = overlay;
  const findings = known === null ? overlay.findings : overlay.findingsKnowing(known);
  if (pack.ref.id !== id && findings.length === 0) return null;
  return { findings, notEvaluated: notEvaluatedOf(pack) };
}

/** P20 of the overlays; where none was adopted no rows and no totals: nothing was judged (readings 3.8). */
export type StatutoryView = Partial<FindingsView> & { readonly adopted?: boolean };

function foundIn(folded: Unjudged, known: Known): readonly Found[] {
  const ids = [...overlaysNamed(folded.entries, folded.shelf)].sort();
  return ids.flatMap((id) => foundBy(id, folded, known) ?? []);
}

/**
 * The findings of the overlays in force beside the council's own pack. Folds the same history once for each overlay and judges
 * every event by the overlay in force when it occurred. These never enter the council's own findings or figures.
 */
export function statutoryView(
  folded: Unjudged,
  see: (finding: Finding) => Finding | null = (finding) => finding,
  known: Known = null,
): StatutoryView {
  const found = foundIn(folded, known);
  if (found.length === 0) return { adopted: false };
  const notEvaluated = [...new Set(found.flatMap((one) => one.notEvaluated))].sort();
  return findingsView(
    found.flatMap(({ findings }) => findings),
    notEvaluated,
    see,
  );
}

/** The findings of the overlays in force. */
export function statutoryFindings(folded: Unjudged, known: Known = null): readonly Finding[] {
  return foundIn(folded, known).flatMap(({ findings }) => findings);
}

/** What the totals of those findings count. */
export function statutoryExplained(
  folded: Unjudged,
  seenOf: (findings: readonly Finding[]) => readonly Finding[],
  known: Known,
): Explained {
  const found = foundIn(folded, known);
  return found.length === 0 ? {} : explainTotals(seenOf(found.flatMap(({ findings }) => findings)));
}
