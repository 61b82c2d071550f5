import type { Viewer } from '#lib/features/family.js';
import { CalendarHorizonError, type Instant, type PackReference } from '#lib/kernel/index.js';
import { type Finding, NO_PACK, type Pack, type PackShelf } from '#lib/protocol/index.js';
import { type Targets, amend, isAmendment, latestAmendments, targetsAmong } from './amendments.js';
import { factsIn, mergeFindings } from './findings.js';
import type { Fold } from './fold.js';
import { type CouncilEvent, type Entry, type PackAt, byOccurrence, packsInForce } from './history.js';
import { isPublication, withPublished } from './published.js';
import { RunningFold } from './running.js';
import { withTraces } from './traces.js';

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
  /** The same for a viewer who knows of some amendments alone: of those not known none ends a finding (readings 2.4). */
  readonly findingsKnowing: (amendments: ReadonlySet<number>) => readonly Finding[];
  /** The pack that judges figures of no single event. */
  readonly pack: Pack;
  readonly entries: readonly Entry[];
  readonly packAt: PackAt;
  readonly at: Instant;
  readonly targets: Targets;
  readonly shelf: PackShelf;
}

/** Answers which pack judged what, as a history stood at an instant. */
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

/** The events of a history that had been recorded at an instant. */
export function knownEntries(events: readonly CouncilEvent[], knownAt: Instant): readonly Entry[] {
  const entries: Entry[] = [];
  for (const [order, event] of events.entries()) if (event.rec <= knownAt) entries.push({ event, order });
  return entries;
}

/** A history as amended. */
interface Amended {
  readonly entries: readonly Entry[];
  /** In fold order; an amendment counts for every instant once it is known (readings 2.3). */
  readonly amendments: readonly Entry[];
  readonly targets: Targets;
}

/** Amends a history by every amendment that is known. */
export function amendedHistory(entries: readonly Entry[]): Amended {
  const amendments = byOccurrence(entries.filter(({ event }) => isAmendment(event)));
  const targets = targetsAmong(entries);
  return { entries: amend(entries, amendments, targets), amendments, targets };
}

function foldTo(entries: readonly Entry[], packs: Packs, at: Instant): RunningFold {
  return new RunningFold(entries, packs.inForce(entries, at), packs.shelf, at);
}

/** A history as amended and folded to an instant: what a permission is decided on. */
export function foldAmended(entries: readonly Entry[], packs: Packs, at: Instant): RunningFold {
  return foldTo(amendedHistory(entries).entries, packs, at);
}

/** A history folded as amended, and as first recorded beside it (readings 2.4). */
export interface BothFolds {
  readonly amended: RunningFold;
  /** Under the packs adopted in the first recording; null if nothing is amended, or it cannot be folded. */
  readonly first: RunningFold | null;
  readonly amendments: readonly Entry[];
  readonly targets: Targets;
}

/**
 * What the history as first recorded gives; null if that needs a day beyond the holiday table. A mistaken date can then be put
 * right by an amendment, whose traces nobody can know (readings 1.4, 2.4).
 */
function unlessBeyond<Value>(give: () => Value): Value | null {
  try {
    return give();
  } catch (error) {
    if (error instanceof CalendarHorizonError) return null;
    throw error;
  }
}

/** Folds a history to an instant, as amended and as first recorded. */
export function foldBoth(history: readonly Entry[], packs: Packs, at: Instant): BothFolds {
  const { entries, amendments, targets } = amendedHistory(history);
  const first = amendments.length === 0 ? null : unlessBeyond(() => foldTo(history, packs, at));
  return { amended: foldTo(entries, packs, at), first, amendments, targets };
}

function findingsOf({ amended, first, amendments, targets }: BothFolds, at: Instant): readonly Finding[] {
  const facts = factsIn(amended.fold.states, amended.packAt(at), at);
  const recorded = first === null ? null : unlessBeyond(() => factsIn(first.fold.states, first.packAt(at), at));
  if (recorded === null) return mergeFindings(facts);
  const latest = latestAmendments(amendments, targets);
  return withTraces({
    amended: facts,
    first: recorded,
    at,
    amendmentOf: ({ anchor }) => latest(anchor?.order),
  });
}

/** A folded history with what its rules find at an instant, and what amendments took away. */
export function judged(folds: BothFolds, asked: Pick<Folded, 'entries' | 'at' | 'shelf'>): Folded {
  const { fold, packAt } = folds.amended;
  const findings = findingsOf(folds, asked.at);
  const findingsKnowing = (known: ReadonlySet<number>): readonly Finding[] => {
    const amendments = folds.amendments.filter(({ order }) => known.has(order));
    const isWhole = amendments.length === folds.amendments.length;
    return isWhole ? findings : findingsOf({ ...folds, amendments }, asked.at);
  };
  return { fold, findings, findingsKnowing, pack: packAt(asked.at), packAt, targets: folds.targets, ...asked };
}

/** Answers a question from a council's whole history; pure. Events come in order of recording. */
export function foldHistory(
  events: readonly CouncilEvent[],
  shelf: PackShelf,
  { at, knownAt, pack }: Question,
): Folded {
  const entries = knownEntries(events, knownAt);
  const own = withPublished(entries, shelf);
  return judged(foldBoth(entries, packsOf(own, pack), at), { entries, at, shelf: own });
}

/** A reference to a pack; null if none is in force. */
export function referenceTo(pack: Pack): PackReference | null {
  return pack === NO_PACK ? null : pack.ref;
}
