import { type Instant, formatDay, localDay, startOfDay } from '#lib/kernel/index.js';
import { type Fact, type Finding, type Pack, daysAfterFirst, judge, words } from '#lib/protocol/index.js';
import { noticeOf } from './duties.js';
import { type Involvement, spellsBearingOn } from './held.js';
import type { Declaration, Part } from './items.js';
import { type Standing, standingOf } from './standing.js';
import type { InterestsState } from './state.js';

const REGISTERED = 'int.categories_registered';

/** The second after a period of calendar days that opens at an instant; null where the pack gives no such period. */
function endOf(pack: Pack, period: 'interest.term' | 'interest.register', opened: Instant): Instant | null {
  const days = daysAfterFirst(pack.deadlines.get(period), 'beginning_with');
  return days === null ? null : startOfDay(localDay(opened) + days + 1);
}

/** What is missed at the end of a period, unless one of some answers came before it; a later one resolves it. */
function missed(pack: Pack, fact: Omit<Fact, 'rec' | 'remediedAt'>, answers: readonly Instant[]): Finding[] {
  const first = Math.min(...answers);
  const remediedAt = first === Infinity ? null : first;
  return judge(pack, REGISTERED, { ...fact, rec: fact.at, remediedAt, periodEnd: true });
}

/** The first assumption of a listed role on each day: one term, however many roles it gives. */
function termsOf({ roles }: Standing): Standing['roles'] {
  const terms = new Map<number, Standing['roles'][number]>();
  for (const one of roles) {
    const listed = words(one.pack.rules.get(REGISTERED), 'term_roles').includes(one.role);
    const day = localDay(one.at);
    if (listed && !terms.has(day)) terms.set(day, one);
  }
  return [...terms.values()];
}

/**
 * LA2011 s30(1), (2): whoever becomes a member has made a return, nil or not, or stands on the register, by the end of the
 * period. Without either nobody can see whether there was anything to notify: a warning, never a breach.
 */
export function notifiedOnTaking(person: string, standing: Standing, at: Instant): Finding[] {
  return termsOf(standing).flatMap(({ at: taken, pack }) => {
    const end = endOf(pack, 'interest.term', taken);
    if (end === null || end > at) return [];
    const day = localDay(taken);
    const clauses = words(pack.rules.get(REGISTERED), 'term_src');
    const entries = standing.registrations.filter(
      ({ category, ended }) => category !== 'officer_interest' && (ended ?? Infinity) > taken,
    );
    const returns = standing.returns.filter((one) => one.at >= startOfDay(day));
    const subject = `person ${person} term ${formatDay(day)}`;
    return missed(
      pack,
      { subject, at: end, level: 'WARN', clauses },
      [...entries, ...returns].map((one) => one.at),
    );
  });
}

interface Disclosure extends Declaration {
  readonly part: Part;
}

/** The first disclosure of each matter by each person, in each category that the pack asks to be notified. */
function disclosuresIn({ items }: InterestsState): readonly Disclosure[] {
  const first = new Map<string, Disclosure>();
  for (const part of [...items.values()].flatMap(({ parts }) => [...parts.values()])) {
    for (const one of part.declarations) {
      if (!words(one.pack.rules.get(REGISTERED), 'disclosed').includes(one.category)) continue;
      const key = subjectOf(part, one);
      const known = first.get(key);
      if (known === undefined || one.at < known.at) first.set(key, { ...one, part });
    }
  }
  return [...first.values()];
}

function subjectOf({ person, item }: Part, { category }: Declaration): string {
  const what = item.matter === null ? `item ${item.id}` : `matter ${item.matter}`;
  return `person ${person} ${what} category ${category}`;
}

/** LA2011 s31(11): a return named something, and nothing was entered since: it may be the interest, and asks for no other notice. */
function isPending({ returns, registrations }: Standing, at: Instant): boolean {
  const entered = registrations.flatMap(({ statements }) => statements).filter((one) => one.at <= at);
  return returns.some((one) => !one.nil && one.at <= at && !entered.some((entry) => entry.at >= one.at));
}

/** LA2011 s31(3): an interest disclosed at a meeting and not on the register is notified by the end of the period. */
export function disclosedThenNotified(state: InterestsState, at: Instant): Finding[] {
  return disclosuresIn(state).flatMap((disclosed) => {
    const { part, pack, category } = disclosed;
    const end = endOf(pack, 'interest.register', disclosed.at);
    if (end === null || end > at) return [];
    const standing = standingOf(state.people, part.person);
    if (isPending(standing, disclosed.at)) return [];
    const { registrations, returns } = standing;
    const entries = registrations
      .filter((one) => one.category === category)
      .flatMap((one) => spellsBearingOn(one, part.item))
      .filter(({ until }) => until > disclosed.at);
    // What a return names is sealed, so that any that names something may be the notice.
    const notified = returns.filter((one) => !one.nil && one.at >= disclosed.at);
    const clauses = words(pack.rules.get(REGISTERED), 'disclosed_src');
    return missed(pack, { subject: subjectOf(part, disclosed), at: end, clauses }, [
      ...entries.map(({ from }) => from),
      ...notified.map((one) => one.at),
    ]);
  });
}

/** LGA1972 s117(1): an officer who acts on a matter gives notice of an interest in its contract first; days are shown, not counted. */
export function noticeAfterActing(involved: Involvement): Finding[] {
  const act = involved.acts.find(({ official }) => official);
  const notice = noticeOf(involved, act?.pack.rules.get('int.officer_interest'));
  if (act === undefined || notice === undefined || notice.at <= act.at) return [];
  return judge(act.pack, 'int.officer_interest', {
    subject: `item ${involved.part.item.id} person ${involved.part.person}`,
    at: act.at,
    rec: Math.max(act.rec, notice.rec),
    remediedAt: notice.at,
    elapsedDays: localDay(notice.at) - localDay(act.at),
  });
}
