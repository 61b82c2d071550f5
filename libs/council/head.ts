import type { Instant } from '#lib/kernel/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import { amend, isAmendment, targetsAmong } from './amendments.js';
import { type Removed, findIn, withRemains } from './findings.js';
import { type Fold, foldNext, inTime, openFold, settle } from './fold.js';
import { type CouncilEvent, type Entry, type PackAt, byOccurrence, happened, packsInForce } from './history.js';
import { type Folded, type Question, foldHistory, foldUpTo, packsOf, removals } from './replay.js';
import { type CouncilView, viewOf } from './view.js';

/**
 * A council's newest state kept in memory and fed event by event. It answers as `replay` does: an event in time is
 * folded at once; one that comes too late, an amendment or an adoption sends the council back to a full fold.
 */
export class CouncilHead {
  readonly #shelf: PackShelf;
  readonly #entries: Entry[] = [];
  #latestRecording: Instant = -Infinity;
  #latestOccurrence: Instant = -Infinity;
  #amended = false;
  #current: { readonly fold: Fold; readonly removed: readonly Removed[] } | null = { fold: openFold(), removed: [] };
  #packAt: PackAt;

  constructor(shelf: PackShelf) {
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
    if (event.type === 'ProtocolPackAdopted' || isAmendment(event)) {
      this.#amended ||= isAmendment(event);
      this.#current = null;
    } else if (this.#current !== null && inTime(this.#current.fold, event.at) && !this.#amended) {
      foldNext(this.#current.fold, happened(entry, this.#packAt(event.at)));
    } else this.#current = null;
  }

  /** Answers a question: from the newest state where nothing else was asked, else by a fold of the history. */
  view(question: Question): CouncilView {
    return viewOf(this.#fold(question), question.viewer);
  }

  #fold(question: Question): Folded {
    const { at, knownAt, pack } = question;
    const newest = pack === null && at >= this.#latestOccurrence && knownAt >= this.#latestRecording;
    if (!newest) return foldHistory(this.events, this.#shelf, question);
    this.#current ??= this.#refold();
    const { fold, removed } = this.#current;
    settle(fold);
    const packAt = this.#packAt;
    const found = findIn(fold.families, packAt(at), at);
    const targets = targetsAmong(this.#amended ? this.#entries : []);
    const findings = this.#amended ? withRemains(found, removed) : found;
    return { fold, findings, pack: packAt(at), entries: this.#entries, packAt, at, targets };
  }

  #refold(): { readonly fold: Fold; readonly removed: readonly Removed[] } {
    const entries = this.#entries;
    const amendments = byOccurrence(entries.filter(({ event }) => isAmendment(event)));
    const targets = targetsAmong(amendments.length === 0 ? [] : entries);
    const amended = amendments.length === 0 ? entries : amend(entries, amendments, targets);
    this.#packAt = packsInForce(amended, this.#shelf);
    const fold = foldUpTo(amended, this.#packAt, Infinity);
    const removed =
      amendments.length === 0 ? [] : removals(entries, { amendments, targets }, packsOf(this.#shelf, null));
    return { fold, removed };
  }
}
