/** What amendments took away and brought in (readings.md 2.4). */
import { amendmentOf } from './amendments.js';
import { inOrder, merged } from './finding.js';
import type { Finding } from './finding.js';
import type { Fact } from './history.js';

/** The two folds: every finding of each, before those that say the same are merged. */
export interface TwoFolds {
  facts: Fact[];
  at: number;
  knownAt: number;
  amended: Finding[];
  recorded: Finding[];
}

/** A finding of the first recorded history of whose rule and subject nothing is left, resolved by its amendment. */
function takenAway(folds: TwoFolds): Finding[] {
  const isLeft = (one: Finding) =>
    folds.amended.some((other) => other.rule === one.rule && other.subject === one.subject);
  return merged(folds.recorded)
    .filter((one) => !isLeft(one))
    .flatMap((one) => {
      const amendment = amendmentOf(one.anchor, folds.facts, folds.knownAt);
      if (amendment === null || one.occurredAt >= amendment.t || folds.at < amendment.t) return [];
      return [{ ...one, remediedAt: amendment.t, events: [...one.events, amendment] }];
    });
}

/** A finding that the first recorded history has not rests on its amendment too. */
function broughtIn(one: Finding, folds: TwoFolds): Finding {
  const isThere = folds.recorded.some(
    (other) =>
      other.rule === one.rule &&
      other.subject === one.subject &&
      other.occurredAt === one.occurredAt &&
      other.level === one.level,
  );
  const amendment = isThere ? null : amendmentOf(one.anchor, folds.facts, folds.knownAt);
  if (amendment === null) return one;
  return { ...one, recordedAt: Math.max(one.recordedAt, amendment.rec), events: [...one.events, amendment] };
}

/** Everything that P20 shows. */
export function withTraces(folds: TwoFolds): Finding[] {
  const now = merged(folds.amended).map((one) => broughtIn(one, folds));
  return [...now, ...takenAway(folds)].sort(inOrder);
}
