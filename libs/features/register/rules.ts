import { type Instant, formatDay, localDay, startOfDay } from '#lib/kernel/index.js';
import { type Finding, endOfPeriod, missed, words } from '#lib/protocol/index.js';
import { type RegisterState, registerOf } from './state.js';

const REGISTERED = 'int.categories_registered';

type Taken = NonNullable<ReturnType<RegisterState['roles']['get']>>[number];

/** The first assumption of a listed role on each day: one term, however many roles it gives. */
function termsOf(roles: readonly Taken[]): readonly Taken[] {
  const terms = new Map<number, Taken>();
  for (const one of roles) {
    const listed = words(one.pack.rules.get(REGISTERED), 'term_roles').includes(one.role);
    const day = localDay(one.at);
    if (listed && !terms.has(day)) terms.set(day, one);
  }
  return [...terms.values()];
}

/**
 * LA2011 s30(1), (2): a new member has made a return, nil or not, or stands on the register, by the end of the
 * period. Without either nobody can see whether there was anything to notify: a warning, never a breach.
 */
function notifiedOnTaking(state: RegisterState, person: string, roles: readonly Taken[], at: Instant): Finding[] {
  const { registrations, returns: made } = registerOf(state, person);
  return termsOf(roles).flatMap((taken) => {
    const { pack } = taken;
    const end = endOfPeriod(pack, 'interest.term', taken.at);
    if (end === null || end > at) return [];
    const day = localDay(taken.at);
    const clauses = words(pack.rules.get(REGISTERED), 'term_src');
    const entries = registrations.filter(
      ({ category, ended }) => category !== 'officer_interest' && (ended?.at ?? Infinity) > taken.at,
    );
    const returns = made.filter((one) => one.at >= startOfDay(day));
    const subject = `person ${person} term ${formatDay(day)}`;
    return missed(pack, REGISTERED, { subject, at: end, level: 'WARN', clauses, anchor: taken, actor: person }, [
      ...entries,
      ...returns,
    ]);
  });
}

/** Every finding about the register itself, as at an instant. */
export function registerFindings(state: RegisterState, at: Instant): Finding[] {
  return [...state.roles].flatMap(([person, roles]) => notifiedOnTaking(state, person, roles, at));
}
