import { type Instant, localDay, startOfDay } from '#lib/kernel/index.js';
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

/** What is missed at the end of a period, unless one of some answers came before it; a later one resolves it. */
export function missed(
  pack: Pack,
  rule: RuleId,
  fact: Omit<Fact, 'rec' | 'remediedAt'>,
  answers: readonly Instant[],
): Finding[] {
  const first = Math.min(...answers);
  const remediedAt = first === Infinity ? null : first;
  return judge(pack, rule, { ...fact, rec: fact.at, remediedAt, periodEnd: true });
}
