import type { Instant } from '#lib/kernel/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import { isAmendment, isNamed, targetOf } from './amendments.js';
import type { CouncilEvent, Entry } from './history.js';
import { type BothFolds, type Folded, type Question, foldBoth, foldHistory, judged, packsOf } from './replay.js';
import { isPublication, withPublished } from './published.js';
import { type CouncilView, viewOf } from './view.js';

/**
 * A council's newest state kept in memory and fed event by event. It answers as `replay` does: an event in time is folded
 * when somebody asks, one whose time has not come is kept aside (readings 1.1); one that comes too late, an amendment, what
 * an amendment names, or an adoption sends the council back to a full fold.
 */
export class CouncilHead {
  readonly #atHand: PackShelf;
  /** The shelf, with the packs that the council published. */
  #shelf: PackShelf;
  readonly #entries: Entry[] = [];
  #latestRecording: Instant = -Infinity;
  /** What amendments name. */
  readonly #targets = new Set<string>();
  /** Null where only a full fold can answer. */
  #folds: BothFolds | null = null;

  constructor(shelf: PackShelf) {
    this.#atHand = shelf;
    this.#shelf = shelf;
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
    if (isPublication(event)) this.#shelf = withPublished(this.#entries, this.#atHand);
    if (isAmendment(event)) this.#targets.add(targetOf(event));
    if (isPublication(event) || isAmendment(event) || isNamed(event, this.#targets)) this.#folds = null;
    this.#folds?.amended.take(entry);
    this.#folds?.first?.take(entry);
  }

  /** Answers a question from the newest state if that suffices, else from a fold of the history. */
  view(question: Question): CouncilView {
    return viewOf(this.#fold(question), question.viewer);
  }

  #fold(question: Question): Folded {
    const { at, knownAt, pack } = question;
    const isOther = pack !== null || knownAt < this.#latestRecording;
    if (isOther || this.#isBefore(at)) return foldHistory(this.events, this.#atHand, question);
    return judged(this.#upTo(at), { entries: this.#entries, at, shelf: this.#shelf });
  }

  /** True where more has been folded than had occurred by an instant: then the newest state is kept for later questions. */
  #isBefore(at: Instant): boolean {
    if (this.#folds === null) return false;
    const { amended, first } = this.#folds;
    return Math.max(amended.fold.instant, first?.fold.instant ?? -Infinity) > at;
  }

  #upTo(at: Instant): BothFolds {
    const { amended, first } = this.#folds ?? {};
    const isAdvanced = amended?.advance(at) === true && (first === null || first?.advance(at) === true);
    if (this.#folds !== null && isAdvanced) return this.#folds;
    this.#folds = foldBoth(this.#entries, packsOf(this.#shelf, null), at);
    return this.#folds;
  }
}
