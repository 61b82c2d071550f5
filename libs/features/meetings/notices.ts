import { type Instant, localDay } from '#lib/kernel/index.js';
import { type Finding, endOfPeriod, judge, missed, words } from '#lib/protocol/index.js';
import type { Register } from '../register/state.js';
import { noticeOf } from './duties.js';
import { type Involvement, spellsBearingOn } from './held.js';
import type { Declaration, Part } from './items.js';
import type { Registers } from './known.js';
import type { MeetingsState } from './state.js';

const REGISTERED = 'int.categories_registered';

interface Disclosure extends Declaration {
  readonly part: Part;
}

/** The first disclosure of each matter by each person, in each category that the pack asks to be notified. */
function disclosuresIn({ items }: MeetingsState): readonly Disclosure[] {
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
function isPending({ returns, registrations }: Register, at: Instant): boolean {
  const entered = registrations.flatMap(({ statements }) => statements).filter((one) => one.at <= at);
  return returns.some((one) => !one.nil && one.at <= at && !entered.some((entry) => entry.at >= one.at));
}

/** LA2011 s31(3): an interest disclosed at a meeting and not on the register is notified by the end of the period. */
export function disclosedThenNotified(state: MeetingsState, known: Registers, at: Instant): Finding[] {
  return disclosuresIn(state).flatMap((disclosed) => {
    const { part, pack, category } = disclosed;
    const end = endOfPeriod(pack, 'interest.register', disclosed.at);
    if (end === null || end > at) return [];
    const register = known.registerOf(part.person);
    if (isPending(register, disclosed.at)) return [];
    const { registrations, returns } = register;
    const entries = registrations
      .filter((one) => one.category === category)
      .flatMap((one) => spellsBearingOn(one, part.item))
      .filter(({ until }) => until > disclosed.at);
    // What a return names is sealed, so that any that names something may be the notice.
    const notified = returns.filter((one) => !one.nil && one.at >= disclosed.at);
    const clauses = words(pack.rules.get(REGISTERED), 'disclosed_src');
    const fact = { subject: subjectOf(part, disclosed), at: end, clauses, anchor: disclosed, actor: part.person };
    return missed(pack, REGISTERED, fact, [...entries.map(({ by }) => by), ...notified]);
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
    anchor: act,
    events: [notice],
    actor: involved.part.person,
    remediedAt: notice.at,
    elapsedDays: localDay(notice.at) - localDay(act.at),
  });
}
