import { barsOn, significant } from './bars.js';
import type { Fact, Past } from './history.js';
import {
  barredBy,
  closedMind,
  heldAt,
  INTERESTS,
  interestsIn,
  isDispensed,
  isOwedToMeeting,
  isOwnDwelling,
  isTribunal,
  jointArrangementKnownAt,
  noticeGiven,
} from './interests.js';
import { acts, convenedItems, isVote, judgedAt, lastEventOn, onItem, personItems } from './items.js';
import { level, listParam, param } from './pack.js';
import { partFindingsOf } from './part-findings.js';
import { affectedRelationships } from './relationships.js';
import { dayOf, iso } from './time.js';

const STRICT = ['none', 'declare', 'abstain', 'withdraw'];
const ORDER = [
  'dpi',
  'ori',
  'nri',
  'tenancy',
  'joint_arrangement',
  'officer_interest',
  'predetermined',
  'relationship',
  'barred',
  'unstated',
];

// Localism Act 2011 s31(4): where a pack lists what is barred the holder may stay in the room.
const BY_BARS = ['dpi', 'ori', 'nri', 'unstated'];

type Moment = { at: number; act?: Fact };

// Readings 5, P02 `required`, first line: what one interest asks for at one moment, where its rule has a level.
function mustWithdraw(past: Past, person: string, token: string, category: string, moment: Moment): boolean {
  const hard = (rule: string) => level(past.pack, rule) !== null;
  const applies = (one: string) => listParam(past.pack, 'int.withdraw_if_significant', 'applies_to').includes(one);
  const { at, act } = moment;
  const tested = () => significant(past, person, token, at) !== undefined;
  const officer = person.startsWith('O-');
  switch (category) {
    case 'dpi':
      return hard('int.withdraw_if_significant') && applies('dpi') && !isDispensed(past, person, token, 'dpi', at, act);
    case 'ori':
    case 'nri':
      return hard('int.withdraw_if_significant') && applies(category) && tested();
    case 'unstated':
      if (!officer && param(past.pack, 'int.withdraw_if_significant', 'unstated') === false) return false;
      if (officer && param(past.pack, 'int.officer_interest', 'significance_test') === false) return false;
      return hard(officer ? 'int.officer_interest' : 'int.withdraw_if_significant') && tested();
    case 'officer_interest':
      return (
        hard('int.officer_interest') &&
        param(past.pack, 'int.officer_interest', 'significance_test') !== false &&
        tested()
      );
    case 'tenancy':
      return (
        hard('int.tenancy') &&
        isOwnDwelling(past, person, token) &&
        !isDispensed(past, person, token, 'tenancy', at, act)
      );
    default:
      return (
        hard('int.joint_arrangement') && jointArrangementKnownAt(interestsIn(past, person, token), at) !== undefined
      );
  }
}

// Readings 5, P02 `required`: declare is asked of any other interest held; none where the rule is silent or only recorded.
function mustDeclare(past: Past, person: string, token: string, category: string, at: number): boolean {
  if (category === 'officer_interest' && param(past.pack, 'int.officer_interest', 'notice_of') !== undefined) {
    return noticeGiven(past, person, token) !== undefined;
  }
  if (!isOwedToMeeting(past, person, token, category, at)) return false;
  const own: Record<string, string> = {
    tenancy: 'int.tenancy',
    joint_arrangement: 'int.joint_arrangement',
    officer_interest: 'int.officer_interest',
  };
  return level(past.pack, 'int.declare_at_meeting') !== null || level(past.pack, own[category] ?? '') !== null;
}

function requiredByInterest(past: Past, person: string, token: string, category: string): string | undefined {
  const all = interestsIn(past, person, token).filter((held) => held.category === category);
  const moments = judgedAt(past, person, token).filter((moment) => heldAt(all, moment.at).length > 0);
  const atLast = heldAt(all, lastEventOn(past, person, token)).length > 0;
  if (moments.length === 0 && !atLast) return undefined;
  const aside = BY_BARS.includes(category) && listParam(past.pack, 'int.withdraw_if_significant', 'bars').length > 0;
  if (moments.some((moment) => mustWithdraw(past, person, token, category, moment)))
    return aside ? 'abstain' : 'withdraw';
  const times = [...moments.map((moment) => moment.at), ...(atLast ? [lastEventOn(past, person, token)] : [])];
  return times.some((at) => mustDeclare(past, person, token, category, at)) ? 'declare' : 'none';
}

// Readings 5, P02 `required`: a closed mind, a personally affected related officer, arrears at or over the threshold.
function requiredByCondition(past: Past, person: string, token: string, condition: string): string | undefined {
  const moments = judgedAt(past, person, token).map((moment) => moment.at);
  const asked = (rule: string, required: string) => (level(past.pack, rule) === null ? 'none' : required);
  if (condition === 'predetermined') {
    if (!moments.some((at) => closedMind(past, person, token, at))) return undefined;
    return asked('int.predetermination', isTribunal(past, token) ? 'withdraw' : 'abstain');
  }
  if (condition === 'relationship') {
    const related = moments.some((at) => affectedRelationships(past, person, token, at).length > 0);
    return related ? asked('rel.body_or_decision', 'withdraw') : undefined;
  }
  const bars = (['rent', 'council_tax'] as const).filter((kind) =>
    moments.some((at) => barredBy(past, person, token, kind, at)),
  );
  if (bars.length === 0) return undefined;
  return bars.some((kind) => level(past.pack, `int.${kind}_arrears_bar`) !== null) ? 'abstain' : 'none';
}

// Readings 5, rows: `interest` is the one with the strictest `required`, then the first of the order, else `none`.
function interestAndRequired(past: Past, person: string, token: string): { interest: string; required: string } {
  const all = ORDER.flatMap((interest) => {
    const required = INTERESTS.includes(interest)
      ? requiredByInterest(past, person, token, interest)
      : requiredByCondition(past, person, token, interest);
    return required === undefined ? [] : [{ interest, required }];
  });
  const strictest = Math.max(...all.map((one) => STRICT.indexOf(one.required)), 0);
  return all.find((one) => STRICT.indexOf(one.required) === strictest) ?? { interest: 'none', required: 'none' };
}

// Readings 5, rows: voted, else withdrew (no act after it), abstained, participated, declared, none.
function happened(past: Past, person: string, token: string): string {
  const events = onItem(past, person, token);
  const done = events.filter((fact) =>
    ['MemberParticipatedInItem', 'VoteCast', 'VoteAbstained', 'OfficerActedOnMatter'].includes(fact.e),
  );
  const withdrew = events.some(
    (fact) =>
      ['MemberWithdrewFromItem', 'OfficerWithdrewFromMatter'].includes(fact.e) && !done.some((act) => act.at > fact.at),
  );
  if (done.some(isVote)) return 'voted';
  if (withdrew) return 'withdrew';
  if (done.some((fact) => fact.e === 'VoteAbstained')) return 'abstained';
  if (done.length > 0) return 'participated';
  const declarations = ['InterestDeclaredAtMeeting', 'JointArrangementConflictDeclared', 'OfficerInterestDeclared'];
  return events.some((fact) => declarations.includes(fact.e)) ? 'declared' : 'none';
}

// Readings 5, rows: `verdict` is the strictest finding, open or resolved.
function verdict(past: Past, person: string, token: string): string {
  const levels = partFindingsOf(past, person, token).map((one) => one.level);
  if (levels.includes('BREACH')) return 'breach';
  return levels.includes('WARN') ? 'warn' : 'clear';
}

function items(past: Past): Record<string, Record<string, object>> {
  const all: Record<string, Record<string, object>> = {};
  for (const [person, token] of personItems(past)) {
    (all[token] ??= {})[person] = {
      ...interestAndRequired(past, person, token),
      happened: happened(past, person, token),
      verdict: verdict(past, person, token),
    };
  }
  return all;
}

// Readings 5, rows: `VoteCast` whose own casting offends at BREACH; every convened item, with 0.
function votesInBreach(past: Past): Record<string, number> {
  const counts: Record<string, number> = Object.fromEntries(convenedItems(past).map((token) => [token, 0]));
  for (const [person, token] of personItems(past)) {
    const offending = acts(past, person, token).filter(
      (act) => act.e === 'VoteCast' && barsOn(past, act).some((bar) => bar.level === 'BREACH'),
    );
    if (offending.length > 0) counts[token] = (counts[token] ?? 0) + offending.length;
  }
  return counts;
}

const LATE_KINDS = [
  'MemberParticipatedInItem',
  'VoteCast',
  'VoteAbstained',
  'InterestDeclaredAtMeeting',
  'JointArrangementConflictDeclared',
  'OfficerInterestDeclared',
  'RentArrearsDisclosed',
  'CouncilTaxArrearsDisclosed',
  'ArrearsStatusConfirmed',
  'TenancyDeclared',
  'DispensationRecorded',
  'InterestRegistered',
  'OfficerInterestRegistered',
  'OutsideBodyRoleDeclared',
];

// Readings 5, rows: acts, declarations, arrears, tenancies, dispensations, registrations and outside roles recorded on a later local date.
function lateKnowledge(past: Past): object[] {
  return past.facts
    .filter((fact) => LATE_KINDS.includes(fact.e) && dayOf(fact.rec) > dayOf(fact.at))
    .map((fact) => ({
      person: fact.f['person'] ?? fact.f['officer'],
      occurredAt: iso(fact.at),
      recordedAt: iso(fact.rec),
      lateByDays: dayOf(fact.rec) - dayOf(fact.at),
    }));
}

/** P02 meeting-participation. */
export function meetingParticipation(past: Past): object {
  return { items: items(past), votesInBreach: votesInBreach(past), lateKnowledge: lateKnowledge(past) };
}
