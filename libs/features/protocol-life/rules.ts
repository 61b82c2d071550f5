import { type Instant, type LocalDay, startOfDay } from '#lib/kernel/index.js';
import { type Finding, type Pack, judge } from '#lib/protocol/index.js';
import type { Adoption, ProtocolLifeState } from './state.js';

/** Distinct adoptions with evidence up to an instant: the pack's complete entries, and the minuted ones (readings 4, P19). */
export function evidencedAdoptions(state: ProtocolLifeState, pack: Pack, at: Instant): Adoption[] {
  const found = new Map<string, Adoption>();
  for (const { date, minute, evidence } of pack.adoption) {
    const from = startOfDay(date.first);
    if (evidence === 'complete' && from <= at)
      found.set(`${String(date.first)} ${minute ?? ''}`, { at: from, day: date.first, minute });
  }
  for (const one of state.adoptions) {
    if (startOfDay(one.day) > at) continue;
    const key = `${String(one.day)} ${one.minute ?? ''}`;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()].sort((a, b) => a.day - b.day);
}

/** The day on which the next review is expected, as stated last; null where none is (readings 4, P19). */
export function nextReview(state: ProtocolLifeState, pack: Pack): LocalDay | null {
  return state.scheduled.at(-1)?.day ?? pack.review.next?.last ?? null;
}

/** A day by which something was to be done. */
interface Due {
  /** Nothing earlier answers it. */
  readonly opens: Instant;
  readonly last: LocalDay;
  /** When another day took its place. */
  readonly replaced: Instant | null;
}

/** A due day that has passed unanswered, and what answered it since. */
export interface Overdue {
  readonly at: Instant;
  readonly remediedAt: Instant | null;
}

/** The first minuted adoption or completed review at or after an instant; null where there is none. */
function firstAnswer(state: ProtocolLifeState, from: Instant): Instant | null {
  const adopted = state.adoptions.filter(({ day }) => startOfDay(day + 1) > from).map(({ at }) => at);
  const times = [...state.reviews, ...adopted].filter((at) => at >= from);
  return times.length === 0 ? null : Math.min(...times);
}

function overdue(state: ProtocolLifeState, at: Instant, due: Due): Overdue[] {
  const passed = startOfDay(due.last + 1);
  const answered = firstAnswer(state, due.opens);
  const replaced = due.replaced !== null && due.replaced < passed;
  if (passed > at || replaced || (answered !== null && answered < passed)) return [];
  return [{ at: passed, remediedAt: answered }];
}

/** Every stated review day that passed unanswered, oldest first. */
export function overdueReviews(state: ProtocolLifeState, pack: Pack, at: Instant): Overdue[] {
  const { last, next } = pack.review;
  const stated: Due[] = state.scheduled.map((one, index) => ({
    opens: one.at,
    last: one.day,
    replaced: state.scheduled[index + 1]?.at ?? null,
  }));
  if (next !== null) {
    const opens = last === null ? -Infinity : startOfDay(last.last + 1);
    stated.unshift({ opens, last: next.last, replaced: state.scheduled[0]?.at ?? null });
  }
  return stated.flatMap((due) => overdue(state, at, due));
}

function judgeOverdue(
  pack: Pack,
  rule: 'lif.review' | 'lif.adoption_evidence',
  { at, remediedAt }: Overdue,
): Finding[] {
  return judge(pack, rule, { subject: 'protocol', at, rec: at, remediedAt, periodEnd: true });
}

/** TH head, OM adopt, AL 2: the review is done when it is due, where the ledger records the protocol's life. */
export function review(state: ProtocolLifeState, pack: Pack, at: Instant): Finding[] {
  if (state.recorded === null) return [];
  return overdueReviews(state, pack, at).flatMap((one) => judgeOverdue(pack, 'lif.review', one));
}

/** TH head, OM adopt: date and minute of an adoption are on file, where the ledger records the protocol's life. */
export function adoptionEvidence(state: ProtocolLifeState, pack: Pack, at: Instant): Finding[] {
  if (state.recorded === null) return [];
  return pack.adoption
    .filter(({ evidence }) => evidence === 'missing')
    .flatMap(({ date }) => overdue(state, at, { opens: startOfDay(date.first), last: date.last, replaced: null }))
    .flatMap((one) => judgeOverdue(pack, 'lif.adoption_evidence', one));
}

/** Every finding about the protocol itself, as at an instant. */
export function protocolLifeFindings(state: ProtocolLifeState, pack: Pack, at: Instant): Finding[] {
  return [...review(state, pack, at), ...adoptionEvidence(state, pack, at)];
}
