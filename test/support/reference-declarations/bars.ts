import { earliest } from './finding.js';
import type { Fact, Past } from './history.js';
import {
  barredBy,
  closedMind,
  declarationsOf,
  heldAt,
  interestsIn,
  isDispensed,
  isOwnDwelling,
  isTribunal,
  jointArrangementsKnownAt,
  latestTest,
  tenancies,
  tenantSince,
  type Held,
} from './interests.js';
import { hadWithdrawn, isHousing, isVote, offendsWithdrawal, takesPart } from './items.js';
import { capped, level, listParam, param, strengthLevel } from './pack.js';

/** Why one act was barred when it was done: the rule, its level and what the bar rests on. */
export interface Bar {
  rule: string;
  level: 'BREACH' | 'WARN';
  on: (Fact | undefined)[];
}

export function who(act: Fact): [string, string] {
  return [act.f['person'] ?? act.f['officer'], act.f['item'] ?? act.f['matter']];
}

function bar(past: Past, rule: string, ...on: (Fact | undefined)[]): Bar[] {
  const its = level(past.pack, rule);
  return its ? [{ rule, level: its, on }] : [];
}

// Readings 5: a DPI offends whenever declared, unless dispensed, and no test bears on it.
function undispensedDpi(past: Past, act: Fact, held: Held[]): Fact | undefined {
  const [person, token] = who(act);
  const applies = listParam(past.pack, 'int.withdraw_if_significant', 'applies_to').includes('dpi');
  const dpi = earliest(held.filter((one) => one.category === 'dpi').map((one) => one.source));
  return applies && dpi && !isDispensed(past, person, token, 'dpi', act.at, act) ? dpi : undefined;
}

// Readings 5: another interest offends when the latest test not later than the act says significant.
export function significant(past: Past, person: string, token: string, at: number): Fact | undefined {
  const test = latestTest(past, person, token, at);
  return test?.f['outcome'] === 'significant' ? test : undefined;
}

// Localism Act 2011 s31(4): where a pack lists what is barred, discussion or vote, nothing else offends.
function barWord(act: Fact): string {
  if (isVote(act)) return 'vote';
  return act.e === 'VoteAbstained' ? 'abstention' : 'discussion';
}

function withdrawalBar(past: Past, act: Fact): Bar[] {
  const rule = 'int.withdraw_if_significant';
  const [person, token] = who(act);
  const listed = listParam(past.pack, rule, 'bars');
  const offends = listed.length > 0 ? listed.includes(barWord(act)) : offendsWithdrawal(past, act);
  if (act.e === 'OfficerActedOnMatter' || !offends) return [];
  const held = heldAt(interestsIn(past, person, token), act.at);
  const dpi = undispensedDpi(past, act, held);
  const unstated = param(past.pack, rule, 'unstated') === false ? [] : ['unstated'];
  const tested = [...listParam(past.pack, rule, 'applies_to').filter((one) => one !== 'dpi'), ...unstated];
  const other = earliest(held.filter((one) => tested.includes(one.category)).map((one) => one.source));
  const test = significant(past, person, token, act.at);
  // Readings 3.4: of a DPI and another interest that is significant each is enough.
  const later = other && test && (earliest([other, test]) === other ? test : other);
  if (dpi && !(later && earliest([dpi, later]) === later)) return bar(past, rule, act, dpi);
  return other && test ? bar(past, rule, act, other, test) : [];
}

// Readings 5: officer interests are judged at the first `OfficerActedOnMatter`.
function officerBar(past: Past, act: Fact): Bar[] {
  const [person, token] = who(act);
  const untested = param(past.pack, 'int.officer_interest', 'significance_test') === false;
  if (act.e !== 'OfficerActedOnMatter' || untested) return [];
  const held = heldAt(interestsIn(past, person, token), act.at);
  const own = earliest(
    held.filter((one) => ['officer_interest', 'unstated'].includes(one.category)).map((one) => one.source),
  );
  const test = significant(past, person, token, act.at);
  return own && test ? bar(past, 'int.officer_interest', act, own, test) : [];
}

// Readings 5: in a tribunal item staying is a WARN, voting a BREACH, never both; elsewhere a closed mind bars the vote.
function closedMindBar(past: Past, act: Fact): Bar[] {
  const rule = 'int.predetermination';
  const [person, token] = who(act);
  const mind = closedMind(past, person, token, act.at);
  if (!mind) return [];
  if (isVote(act)) return bar(past, rule, act, mind);
  const stays = takesPart(act) || !hadWithdrawn(past, act);
  if (!isTribunal(past, token) || !stays) return [];
  const softer = strengthLevel(param(past.pack, rule, 'tribunal_withdraw'));
  return bar(past, rule, act, mind).flatMap((one) =>
    softer ? [{ ...one, level: capped(one.level, softer === 'WARN') ?? one.level }] : [],
  );
}

// Readings 5: required to withdraw from a tenant's own dwelling (`concerns`), unless dispensed.
function ownDwellingBar(past: Past, act: Fact): Bar[] {
  const [person, token] = who(act);
  const held = heldAt(interestsIn(past, person, token), act.at).filter((one) => one.category === 'tenancy');
  const tenancy = earliest(held.map((one) => one.source));
  if (!tenancy || !isOwnDwelling(past, person, token) || !offendsWithdrawal(past, act)) return [];
  return isDispensed(past, person, token, 'tenancy', act.at, act) ? [] : bar(past, 'int.tenancy', act, tenancy);
}

// Readings 5: `int.tenancy` also fires when a tenant acts on housing between `since` and the declaration.
function undeclaredTenancyBar(past: Past, act: Fact): Bar[] {
  const [person, token] = who(act);
  if (!isHousing(past, token)) return [];
  const declared = declarationsOf(past, person, token, 'tenancy');
  const since = earliest(
    tenancies(past, person).filter((one) => tenantSince(one) <= act.at && one.f['since'] !== undefined),
  );
  return since && declared.every((one) => one.at > act.at) ? bar(past, 'int.tenancy', act, since) : [];
}

// Readings 5: arrears at or over the threshold on a listed matter bar the vote.
function arrearsBar(past: Past, act: Fact, kind: 'rent' | 'council_tax'): Bar[] {
  const figure = barredBy(past, ...who(act), kind, act.at);
  return figure && isVote(act) ? bar(past, `int.${kind}_arrears_bar`, act, figure) : [];
}

// Readings 5, facts: a joint arrangement bars taking part; abstaining without withdrawing is no breach of it.
function jointArrangementBar(past: Past, act: Fact): Bar[] {
  const known = earliest(jointArrangementsKnownAt(interestsIn(past, ...who(act)), act.at));
  return known && takesPart(act) ? bar(past, 'int.joint_arrangement', act, known) : [];
}

/** Every bar of the interests rules that one act offends. */
export function barsOn(past: Past, act: Fact): Bar[] {
  return [
    ...withdrawalBar(past, act),
    ...officerBar(past, act),
    ...closedMindBar(past, act),
    ...ownDwellingBar(past, act),
    ...undeclaredTenancyBar(past, act),
    ...arrearsBar(past, act, 'rent'),
    ...arrearsBar(past, act, 'council_tax'),
    ...jointArrangementBar(past, act),
  ];
}
