import type { Instant } from '#lib/kernel/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import { isAmendment } from './amendments.js';
import { type Fold, foldNext, inTime, openFold, settle } from './fold.js';
import { type Entry, type PackAt, byOccurrence, happened, isOutsideLife } from './history.js';

/** True for what is no event of the council's life: an amendment, a text, what is about an overlay. */
function isLeftOut({ event }: Entry, shelf: PackShelf): boolean {
  return isAmendment(event) || isOutsideLife(event, shelf);
}

/** One history, folded as its time comes: what has not occurred yet is kept aside (readings 1.1). It owns its fold. */
export class RunningFold {
  readonly fold: Fold = openFold();
  /** What has not been folded, in order of recording. */
  #ahead: Entry[];

  /** Folds what has occurred by an instant; `packAt` knows every adoption up to it. */
  constructor(
    entries: readonly Entry[],
    readonly packAt: PackAt,
    private readonly shelf: PackShelf,
    at: Instant,
  ) {
    this.#ahead = [...entries];
    this.#foldAll(this.#due(at));
  }

  /** Takes the next event in order of recording; it is folded when it is its time. */
  take(entry: Entry): void {
    this.#ahead.push(entry);
  }

  /**
   * Folds on to an instant; false where only a new fold can answer: something comes too late to be folded in order, or an
   * adoption changes what judges, or more is folded already.
   */
  advance(at: Instant): boolean {
    if (this.fold.instant > at) return false;
    const due = this.#due(at);
    if (due.some(({ event }) => event.type === 'ProtocolPackAdopted' || !inTime(this.fold, event.at))) return false;
    this.#foldAll(due);
    return true;
  }

  #due(at: Instant): readonly Entry[] {
    if (this.#ahead.length === 0) return [];
    const due = this.#ahead.filter(({ event }) => event.at <= at);
    if (due.length > 0) this.#ahead = this.#ahead.filter(({ event }) => event.at > at);
    return byOccurrence(due);
  }

  #foldAll(due: readonly Entry[]): void {
    for (const entry of due) {
      if (!isLeftOut(entry, this.shelf)) foldNext(this.fold, happened(entry, this.packAt(entry.event.at)));
    }
    settle(this.fold);
  }
}
