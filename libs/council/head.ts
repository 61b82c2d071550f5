import type { Instant } from '#lib/kernel/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import { isAmendment, isNamed, targetOf, targetsAmong } from './amendments.js';
import type { Removed } from './findings.js';
import { type Fold, foldNext, inTime, openFold, settle } from './fold.js';
import { type CouncilEvent, type Entry, type PackAt, happened, isOutsideLife, packsInForce } from './history.js';
import { type Folded, type Question, foldAmended, foldHistory, judged, packsOf, removals } from './replay.js';
import { isPublication, withPublished } from './published.js';
import { type CouncilView, viewOf } from './view.js';

/**
 * A council's newest state, kept in memory and fed event by event. It returns the same as `replay`. It folds an event in time
 * at once; a late event, an amendment, an event that an amendment names, or an adoption causes a full fold.
 */
export class CouncilHead {
  readonly #atHand: PackShelf;
  /** The shelf, with the packs that the council published. */
  #shelf: PackShelf;
  readonly #entries: Entry[] = [];
  #latestRecording: Instant = -Infinity;
  #latestOccurrence: Instant = -Infinity;
  /** The names that amendments use. */
  readonly #targets = new Set<string>();
  #latestAmendment: Instant = -Infinity;
  #current: { readonly fold: Fold; readonly removed: readonly Removed[] } | null = { fold: openFold(), removed: [] };
  #packAt: PackAt;

  constructor(shelf: PackShelf) {
    this.#atHand = shelf;
    this.#shelf = shelf;
    this.#packAt = packsInForce([], shelf);
  }

  /** Number of events held. */
  get size(): number {
    return this.#entries.length;
  }

  /** The events held, in order of recording. */
  get events(): readonly CouncilEvent[] {
    return this.#entries.map(({ event }) => event);
  }

  /** Takes the next event in order of recording. */
  apply(event: CouncilEvent): void {
    const entry = { event, order: this.#entries.length };
    this.#entries.push(entry);
    this.#latestRecording = Math.max(this.#latestRecording, event.rec);
    this.#latestOccurrence = Math.max(this.#latestOccurrence, event.at);
    if (isPublication(event)) {
      this.#shelf = withPublished(this.#entries, this.#atHand);
      this.#current = null;
      return;
    }
    if (isAmendment(event)) {
      this.#targets.add(targetOf(event));
      this.#latestAmendment = Math.max(this.#latestAmendment, event.at);
    }
    if (this.#current !== null && this.#isNext(event, this.#current.fold)) {
      foldNext(this.#current.fold, happened(entry, this.#packAt(event.at)));
    } else this.#current = null;
  }

  /** True if the event would not change anything folded so far or removed by an amendment. */
  #isNext(event: CouncilEvent, fold: Fold): boolean {
    if (event.type === 'ProtocolPackAdopted' || isAmendment(event) || !inTime(fold, event.at)) return false;
    if (isOutsideLife(event, this.#shelf)) return false;
    return event.at > this.#latestAmendment && !isNamed(event, this.#targets);
  }

  /** Answers a question from the newest state if that suffices, else from a fold of the history. */
  view(question: Question): CouncilView {
    return viewOf(this.#fold(question), question.viewer);
  }

  #fold(question: Question): Folded {
    const { at, knownAt, pack } = question;
    const newest = pack === null && at >= this.#latestOccurrence && knownAt >= this.#latestRecording;
    if (!newest) return foldHistory(this.events, this.#atHand, question);
    this.#current ??= this.#refold();
    const { fold, removed } = this.#current;
    // A correction may have moved an event into the future.
    if (fold.instant > at) return foldHistory(this.events, this.#atHand, question);
    settle(fold);
    const entries = this.#entries;
    return judged({ fold, packAt: this.#packAt, targets: targetsAmong(entries) }, removed, {
      entries,
      at,
      shelf: this.#shelf,
    });
  }

  #refold(): { readonly fold: Fold; readonly removed: readonly Removed[] } {
    const packs = packsOf(this.#shelf, null);
    const amended = foldAmended(this.#entries, packs, Infinity);
    this.#packAt = amended.packAt;
    return { fold: amended.fold, removed: removals(this.#entries, amended, packs) };
  }
}
