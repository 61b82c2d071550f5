import type { Fact, Past } from './history.js';
import { listParam } from './pack.js';
import { instant } from './time.js';

export interface Item {
  kind: string | undefined;
  matter: string | undefined;
  opensAt: number | undefined;
  partner: string | undefined;
  meeting: string | undefined;
  concerns: string[];
}

const ON_ITEM = [
  'InterestDeclaredAtMeeting',
  'InterestSignificanceAssessed',
  'InterestAdviceSought',
  'InterestAdviceGiven',
  'RoleConflictIdentified',
  'DispensationRecorded',
  'PredispositionStated',
  'PredeterminationRecorded',
  'WardAdvocacyStatementMade',
  'MemberParticipatedInItem',
  'MemberWithdrewFromItem',
  'VoteCast',
  'VoteAbstained',
  'JointArrangementConflictDeclared',
];
const ON_MATTER = ['OfficerInterestDeclared', 'OfficerActedOnMatter', 'OfficerWithdrewFromMatter'];

// Readings 5, item kinds: the kind is the one known at `knownAt`: the latest meeting that lists the item says it.
export function item(past: Past, token: string): Item {
  const listing = past.facts
    .filter((fact) => fact.e === 'MeetingConvened' && Object.hasOwn(fact.f['items'], token))
    .at(-1);
  const said = listing?.f['items'][token];
  const told = typeof said === 'string' ? { kind: said } : (said ?? {});
  return {
    kind: told.kind,
    matter: told.matter,
    opensAt: told.opensAt === undefined ? undefined : instant(told.opensAt),
    partner: told.partner,
    meeting: listing?.f['meeting'],
    concerns: listing?.f['concerns']?.[token] ?? [],
  };
}

export function convenedItems(past: Past): string[] {
  const listed = past.facts
    .filter((fact) => fact.e === 'MeetingConvened')
    .flatMap((fact) => Object.keys(fact.f['items']));
  return [...new Set(listed)];
}

// Readings 5, rows: each person with an event on the item (an officer's matter is shown as an item).
export function onItem(past: Past, person: string, token: string): Fact[] {
  return past.facts.filter(
    (fact) =>
      (ON_ITEM.includes(fact.e) && fact.f['person'] === person && fact.f['item'] === token) ||
      (ON_MATTER.includes(fact.e) && fact.f['officer'] === person && fact.f['matter'] === token),
  );
}

/** Every person and item with a row in P02. */
export function personItems(past: Past): [string, string][] {
  const pairs = past.facts.flatMap((fact): [string, string][] => {
    if (ON_ITEM.includes(fact.e) && fact.f['item'] !== undefined) return [[fact.f['person'], fact.f['item']]];
    return ON_MATTER.includes(fact.e) ? [[fact.f['officer'], fact.f['matter']]] : [];
  });
  return pairs.filter((pair, index) => pairs.findIndex((one) => one[0] === pair[0] && one[1] === pair[1]) === index);
}

// Readings 5, held: acts are participation, vote and abstention; officers are judged at the first `OfficerActedOnMatter`.
export function acts(past: Past, person: string, token: string): Fact[] {
  const all = onItem(past, person, token);
  const firstOfficerAct = all.find((fact) => fact.e === 'OfficerActedOnMatter');
  return all.filter(
    (fact) => ['MemberParticipatedInItem', 'VoteCast', 'VoteAbstained'].includes(fact.e) || fact === firstOfficerAct,
  );
}

// Readings 5, facts: `mode: decision` is a vote.
export function isVote(act: Fact): boolean {
  return act.e === 'VoteCast' || (act.e === 'MemberParticipatedInItem' && act.f['mode'] === 'decision');
}

// Readings 5, held: taking part is participation, in every mode, and vote.
export function takesPart(act: Fact): boolean {
  return act.e !== 'VoteAbstained';
}

/** Withdrawn from the item at or before an act. */
export function hadWithdrawn(past: Past, act: Fact): boolean {
  return onItem(past, act.f['person'], act.f['item']).some(
    (fact) => fact.e === 'MemberWithdrewFromItem' && fact.at <= act.at,
  );
}

// Readings 5, facts: under `required: withdraw` taking part offends, and so does abstaining without withdrawing.
export function offendsWithdrawal(past: Past, act: Fact): boolean {
  return takesPart(act) || !hadWithdrawn(past, act);
}

export function lastEventOn(past: Past, person: string, token: string): number {
  return Math.max(...onItem(past, person, token).map((fact) => fact.at));
}

// Readings 5: the instants at which a person's part in an item is judged: the acts, or the last event where there is none.
export function judgedAt(past: Past, person: string, token: string): { at: number; act?: Fact }[] {
  const done = acts(past, person, token);
  if (done.length > 0) return done.map((act) => ({ at: act.at, act }));
  return [{ at: lastEventOn(past, person, token) }];
}

// Readings 5, item kinds: housing is the kinds of rent, `general_housing` and `solely_own_dwelling`.
export function isHousing(past: Past, token: string): boolean {
  const housing = ['general_housing', 'solely_own_dwelling', 'council_housing_rents'];
  const { kind } = item(past, token);
  return kind !== undefined && [...housing, ...listParam(past.pack, 'int.rent_arrears_bar', 'matters')].includes(kind);
}
