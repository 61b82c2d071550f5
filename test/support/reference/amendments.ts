/** Corrections and withdrawals, and the two folds of a history (readings.md 2). */
import { fieldsOf, fits } from './fields.js';
import { foldOrder, recordingOrder } from './history.js';
import type { Fact, Fields } from './history.js';
import { isInstant, parseInstant } from './time.js';

export function isAmendment(fact: Fact): boolean {
  return fact.type === 'EntryCorrected' || fact.type === 'EntryWithdrawn';
}

type Named = Pick<Fact, 'event' | 'token' | 'f'>;

function isCalled(fact: Named, target: unknown): boolean {
  return fact.event === target || fact.token === target;
}

/** readings 2.3: an amendment counts for every `at` once it is known, whenever it is said to have occurred. */
function amendmentsKnown(facts: Fact[], knownAt: number): Fact[] {
  return facts.filter((fact) => isAmendment(fact) && fact.rec <= knownAt).sort(foldOrder);
}

/** readings 2.1: an amendment may itself be withdrawn, and so may that withdrawal. */
function stands(amendment: Fact, amendments: Fact[], seen: Fact[] = []): boolean {
  return !amendments.some(
    (other) =>
      other.type === 'EntryWithdrawn' &&
      isCalled(amendment, other.f['target']) &&
      !seen.includes(other) &&
      other !== amendment &&
      stands(other, amendments, [...seen, amendment]),
  );
}

/** The known amendments that no standing withdrawal takes back, in fold order. */
export function standingAmendments(facts: Fact[], knownAt: number): Fact[] {
  const all = amendmentsKnown(facts, knownAt);
  return all.filter((amendment) => stands(amendment, all));
}

/** readings 2.1: an event's own id; else an entry's token; failing both, every event whose `request` or `meeting` it is. */
function isTarget(fact: Named, target: unknown, known: Fact[]): boolean {
  if (known.some((one) => isCalled(one, target))) return isCalled(fact, target);
  if (known.some((one) => one.f['id'] === target)) return fact.f['id'] === target;
  return fact.f['request'] === target || fact.f['meeting'] === target;
}

const OF_EVERY_DECLARATION = ['category', 'degree', 'mayLookLikeUndueInfluence'];

/** readings 2.1: of an entry its opening; every event of it for a field that the opening has not, and for three of a relationship. */
function isOfEntry(fact: Fact, field: string, target: unknown, known: Fact[]): boolean {
  const opening = known.filter((one) => one.f['id'] === target).sort(foldOrder)[0]!;
  const isEveryone = opening.type === 'RelationshipDeclared' && OF_EVERY_DECLARATION.includes(field);
  if (fieldsOf(opening.type).includes(field) && !isEveryone) return fact === opening;
  return fact.f['id'] === target;
}

/** Whether a correction gives this event this field; a value that does not fit has no effect. */
function reaches(fact: Fact, correction: Fact, field: string, known: Fact[]): boolean {
  const { target, set } = correction.f;
  const isOwnId = known.some((one) => isCalled(one, target));
  const value = (set as Fields)[field];
  if (!isTarget(fact, target, known)) return false;
  if (field === 't') return isOwnId && isInstant(value);
  if (!fits(fact.type, field, value)) return false;
  const isEntry = !isOwnId && known.some((one) => one.f['id'] === target);
  return isEntry ? isOfEntry(fact, field, target, known) : true;
}

function withField(fact: Fact, field: string, value: unknown): Fact {
  return field === 't' ? { ...fact, t: parseInstant(value) } : { ...fact, f: { ...fact.f, [field]: value } };
}

/** What a target names is read before any amendment: `known` is as first recorded. */
function corrected(fact: Fact, corrections: Fact[], known: Fact[]): Fact {
  let result = fact;
  for (const correction of corrections) {
    for (const [field, value] of Object.entries(correction.f['set'] as Fields)) {
      if (reaches(fact, correction, field, known)) result = withField(result, field, value);
    }
  }
  return result;
}

/** The amended history: what had occurred by `at`, as recorded by `knownAt`, in fold order (readings 1.1, 2). */
export function amended(facts: Fact[], at: number, knownAt: number): Fact[] {
  const known = facts.filter((fact) => fact.rec <= knownAt);
  const standing = standingAmendments(facts, knownAt);
  const withdrawals = standing.filter((one) => one.type === 'EntryWithdrawn');
  const corrections = standing.filter((one) => one.type === 'EntryCorrected');
  return known
    .filter((fact) => !isAmendment(fact) && !withdrawals.some((one) => isTarget(fact, one.f['target'], known)))
    .map((fact) => corrected(fact, corrections, known))
    .filter((fact) => fact.t <= at)
    .sort(foldOrder);
}

/** The history as first recorded, with corrections and withdrawals left out (readings 2.4). */
export function firstRecording(facts: Fact[], at: number, knownAt: number): Fact[] {
  return facts.filter((fact) => !isAmendment(fact) && fact.rec <= knownAt && fact.t <= at).sort(foldOrder);
}

/** readings 2.4, *its amendment*: of those that stand and name the anchor the latest recorded, failing that the latest of all. */
export function amendmentOf(anchor: Named | null, facts: Fact[], knownAt: number): Fact | null {
  const known = facts.filter((fact) => fact.rec <= knownAt);
  const standing = standingAmendments(facts, knownAt).sort(recordingOrder);
  const naming = standing.filter((one) => anchor !== null && isTarget(anchor, one.f['target'], known));
  return naming.at(-1) ?? standing.at(-1) ?? null;
}
