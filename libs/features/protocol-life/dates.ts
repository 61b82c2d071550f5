import { DAY_MS, type EventMark, type Instant, type LocalDay, localDay, startOfDay } from '#lib/kernel/index.js';
import { inFoldOrder } from '#lib/kernel/marks.js';
import { type Pack, quantity, words } from '#lib/protocol/index.js';
import type { Adoption, ProtocolLifeState } from './state.js';

/** What answers a review that is due: a completed review, or a minuted adoption that is evidence. */
export interface Answer extends EventMark {
  /** The day that it is of: an adoption's own date. */
  readonly day: LocalDay;
}

/** A day by which something is to be done. */
export interface Due {
  /** When it was set; nothing earlier answers it. */
  readonly set: Instant;
  readonly last: LocalDay;
  /** The event that set it; null where the pack did. */
  readonly origin: EventMark | null;
  /** True where the number of days is a local default, which never gives more than a warning. */
  readonly isDefault: boolean;
  /** When an answer ended it or another day took its place. */
  until: Instant;
}

/** Where the pack needs a minute as evidence, an adoption without one is none, and answers nothing (readings 4). */
export function isEvidence(pack: Pack, { minute }: Adoption): boolean {
  return minute !== null || !words(pack.rules.get('lif.adoption_evidence'), 'need').includes('minute');
}

/** Every answer, in order of occurrence. */
export function answersOf(state: ProtocolLifeState, pack: Pack): Answer[] {
  const adoptions = state.adoptions.filter((one) => isEvidence(pack, one));
  const reviews = state.reviews.map((one) => ({ ...one, day: localDay(one.at) }));
  return [...adoptions, ...reviews].sort(inFoldOrder);
}

/** True where it answers what was set at an instant: not before it, and of no earlier day (readings 4). */
export function isAnswerTo({ at, day }: Answer, set: Instant): boolean {
  return at >= set && (set === -Infinity || day >= localDay(set));
}

/** Triggers of a review that no answer up to an instant has answered: recorded as such, or the pack's own event. */
export function unansweredTriggers(state: ProtocolLifeState, pack: Pack, by: Instant): EventMark[] {
  const { basis, triggerEvent } = pack.review;
  const answers = answersOf(state, pack).filter(({ at }) => at <= by);
  return state.triggers
    .filter(({ type }) => type === 'ProtocolReviewTriggered' || (basis === 'event' && type === triggerEvent))
    .filter(({ at }) => at <= by && !answers.some((answer) => isAnswerTo(answer, at)));
}

/** The day that the pack states, set once the last review was over. */
function packsOwn({ review: { last, next } }: Pack): Due[] {
  if (next === null) return [];
  const set = last === null ? -Infinity : startOfDay(last.last + 1);
  return [{ set, last: next.last, origin: null, isDefault: false, until: Infinity }];
}

/** Days that events set: each schedule, and the first unanswered trigger where the pack gives days for the review. */
function setByEvents(state: ProtocolLifeState, pack: Pack): Due[] {
  const rule = pack.rules.get('lif.review');
  const days = quantity(rule, 'complete_within_days');
  const isDefault = rule?.params['complete_within_days_default'] === true;
  const scheduled = state.scheduled.map((one) => ({ origin: one, last: one.day, isDefault: false }));
  const triggered = state.triggers.flatMap((one) => {
    if (days === null || unansweredTriggers(state, pack, one.at)[0]?.order !== one.order) return [];
    return [{ origin: one, last: localDay(one.at) + days, isDefault }];
  });
  return [...scheduled, ...triggered]
    .sort((a, b) => inFoldOrder(a.origin, b.origin))
    .map((one) => ({ ...one, set: one.origin.at, until: Infinity }));
}

/** The last day of the first anchor month that begins after a day. */
function endOfNextMonth(month: number, after: LocalDay): LocalDay {
  const date = new Date(after * DAY_MS);
  const year = date.getUTCFullYear() + (date.getUTCMonth() + 1 >= month ? 1 : 0);
  return Date.UTC(year, month, 0) / DAY_MS;
}

/** For an annual review the day that follows one that was answered; null for any other (readings 4). */
function following({ review: { basis, anchorMonth } }: Pack, ended: Due, answer: Answer): Due | null {
  if (basis !== 'annual' || anchorMonth === null) return null;
  const last = endOfNextMonth(anchorMonth, Math.max(localDay(answer.at), ended.last));
  return { set: answer.at, last, origin: answer, isDefault: false, until: Infinity };
}

/** Every review day that was ever set, the one that stands last, each with the instant until which it stood (readings 1.2, 4). */
export function reviewDays(state: ProtocolLifeState, pack: Pack): Due[] {
  const all = packsOwn(pack);
  const set = setByEvents(state, pack);
  const answers = answersOf(state, pack);
  const instants = [...new Set([...set.map((due) => due.set), ...answers.map(({ at }) => at)])].sort((a, b) => a - b);
  for (const instant of instants) {
    for (const due of set.filter((one) => one.set === instant)) {
      const before = all.at(-1);
      if (before !== undefined) before.until = Math.min(before.until, instant);
      all.push(due);
    }
    const current = all.at(-1);
    const answer = answers.findLast(
      (one) => one.at === instant && current !== undefined && isAnswerTo(one, current.set),
    );
    if (current?.until !== Infinity || answer === undefined) continue;
    current.until = instant;
    const next = following(pack, current, answer);
    if (next !== null) all.push(next);
  }
  return all;
}

/** The review day that stands; null where none does. */
export function nextReview(state: ProtocolLifeState, pack: Pack): Due | null {
  const last = reviewDays(state, pack).at(-1);
  return last?.until === Infinity ? last : null;
}

/** True where the day was over while it stood. */
export function hasPassed({ last, until }: Due, at: Instant): boolean {
  const passed = startOfDay(last + 1);
  return at >= passed && until >= passed;
}
