import { type EventMark, type Instant, localDay, startOfDay } from '#lib/kernel/index.js';
import { firstOf } from '#lib/kernel/marks.js';
import type { RuleId } from './catalogue.js';
import { type Fact, type Finding, judge } from './finding.js';
import { type Pack, daysAfterFirst } from './pack.js';

/** The second after a period of calendar days that opens at an instant; null if the pack gives no such period. */
export function endOfPeriod(
  pack: Pack,
  period: 'interest.term' | 'interest.register',
  opened: Instant,
): Instant | null {
  const days = daysAfterFirst(pack.deadlines.get(period), 'beginning_with');
  return days === null ? null : startOfDay(localDay(opened) + days + 1);
}

/**
 * The finding of a period that ended without any of some answers, anchored in the event that opened it; the first answer
 * after its end resolves it.
 */
export function missed(
  pack: Pack,
  rule: RuleId,
  fact: Omit<Fact, 'rec' | 'remediedAt' | 'events'>,
  answers: readonly EventMark[],
): Finding[] {
  const first = firstOf(answers);
  const events = first === null ? [] : [first];
  return judge(pack, rule, { ...fact, rec: fact.at, remediedAt: first?.at ?? null, events, periodEnd: true });
}
