import type { Viewer } from '#lib/features/family.js';
import type { Instant, PackReference } from '#lib/kernel/index.js';
import { type Finding, NO_PACK, type Pack, type PackShelf } from '#lib/protocol/index.js';
import { type Targets, amend, amendedAt, isAmendment, targetsAmong } from './amendments.js';
import { type Removed, factsIn, findIn, removedBy, withRemains } from './findings.js';
import type { States } from './families.js';
import { type Fold, foldNext, openFold, settle } from './fold.js';
import {
  type CouncilEvent,
  type Entry,
  type PackAt,
  byOccurrence,
  happened,
  isOutsideLife,
  packsInForce,
} from './history.js';
import { isPublication, withPublished } from './published.js';

/** A question to a history. */
export interface Question {
  /** Instant at which the facts count. */
  readonly at: Instant;
  /** Instant up to which recorded events count. */
  readonly knownAt: Instant;
  /** A pack that judges every event; null means that each event is judged by the pack of its time. */
  readonly pack: Pack | null;
  /** Null sees everything. */
  readonly viewer: Viewer | null;
}

/** A council folded as at an instant, with everything its rules found. */
export interface Folded {
  readonly fold: Fold;
  readonly findings: readonly Finding[];
  /** The pack that judges figures of no single event. */
  readonly pack: Pack;
  readonly entries: readonly Entry[];
  readonly packAt: PackAt;
  readonly at: Instant;
  readonly targets: Targets;
  readonly shelf: PackShelf;
}

/** Folds entries up to an instant, each judged by its pack. Leaves out events about overlays and texts. */
function foldUpTo(entries: readonly Entry[], packAt: PackAt, at: Instant, shelf: PackShelf): Fold {
  const fold = openFold();
  for (const entry of byOccurrence(entries)) {
    if (entry.event.at > at) break;
    if (isAmendment(entry.event) || isOutsideLife(entry.event, shelf)) continue;
    foldNext(fold, happened(entry, packAt(entry.event.at)));
  }
  settle(fold);
  return fold;
}

/** The known amendments and the names that they use. */
interface Amended {
  readonly amendments: readonly Entry[];
  readonly targets: Targets;
}

/** Returns the judging packs of a history as known at an instant. */
export interface Packs {
  readonly shelf: PackShelf;
  readonly inForce: (history: readonly Entry[], at: Instant) => PackAt;
}

/** The packs adopted up to the instant, whenever their texts were published, by one way of reading adoptions. */
export function packsAdopted(shelf: PackShelf, read: (adopted: readonly Entry[], shelf: PackShelf) => PackAt): Packs {
  const upTo = (history: readonly Entry[], at: Instant): readonly Entry[] =>
    history.filter(({ event }) => event.at <= at || isPublication(event));
  return { shelf, inForce: (history, at) => read(upTo(history, at), shelf) };
}

/** The packs adopted up to the instant, or the one pack that judges everything (readings 1.7). */
export function packsOf(shelf: PackShelf, pack: Pack | null): Packs {
  if (pack !== null) return { shelf, inForce: () => () => pack };
  return packsAdopted(shelf, packsInForce);
}

/** The findings that each amendment removed, oldest first: compares a fold to just before it with a fold to its instant. */
export function removals(entries: readonly Entry[], { amendments, targets }: Amended, packs: Packs): Removed[] {
  const asAt = (some: readonly Entry[], at: Instant): [States, Pack, Instant] => {
    const history = amend(entries, some, targets);
    const packAt = packs.inForce(history, at);
    return [foldUpTo(history, packAt, at, packs.shelf).states, packAt(at), at];
  };
  return amendedAt(amendments).map((instant) => {
    const earlier = amendments.filter(({ event }) => event.at < instant);
    const sofar = amendments.filter(({ event }) => event.at <= instant);
    return removedBy(instant, findIn(...asAt(earlier, instant - 1)), factsIn(...asAt(sofar, instant)));
  });
}

/** The events of a history that had been recorded at an instant. */
export function knownEntries(events: readonly CouncilEvent[], knownAt: Instant): readonly Entry[] {
  const entries: Entry[] = [];
  for (const [order, event] of events.entries()) if (event.rec <= knownAt) entries.push({ event, order });
  return entries;
}

/** A history as amended up to an instant, folded and not yet judged. */
interface AmendedFold extends Amended {
  readonly fold: Fold;
  readonly packAt: PackAt;
}

/** Applies a history's amendments up to an instant and folds it to that instant. */
export function foldAmended(entries: readonly Entry[], packs: Packs, at: Instant): AmendedFold {
  const amendments = byOccurrence(entries.filter(({ event }) => isAmendment(event) && event.at <= at));
  const targets = targetsAmong(entries);
  const amended = amend(entries, amendments, targets);
  const packAt = packs.inForce(amended, at);
  return { amendments, targets, packAt, fold: foldUpTo(amended, packAt, at, packs.shelf) };
}

/** A folded history with its findings at an instant and those that amendments removed before. */
export function judged(
  { fold, packAt, targets }: Pick<AmendedFold, 'fold' | 'packAt' | 'targets'>,
  removed: readonly Removed[],
  asked: Pick<Folded, 'entries' | 'at' | 'shelf'>,
): Folded {
  const pack = packAt(asked.at);
  const findings = withRemains(findIn(fold.states, pack, asked.at), removed);
  return { fold, findings, pack, packAt, targets, ...asked };
}

/** Answers a question from a council's whole history; pure. Events come in order of recording. */
export function foldHistory(
  events: readonly CouncilEvent[],
  shelf: PackShelf,
  { at, knownAt, pack }: Question,
): Folded {
  const entries = knownEntries(events, knownAt);
  const own = withPublished(entries, shelf);
  const packs = packsOf(own, pack);
  const amended = foldAmended(entries, packs, at);
  return judged(amended, removals(entries, amended, packs), { entries, at, shelf: own });
}

/** A reference to a pack; null if none is in force. */
export function referenceTo(pack: Pack): PackReference | null {
  return pack === NO_PACK ? null : pack.ref;
}
