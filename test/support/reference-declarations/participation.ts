import { barsOn, significant } from './bars.js';
import { idsInOrder } from '../reference/finding.js';
import { isSameEvent } from '../reference/history.js';
import { refOf, type Fact, type Past } from './history.js';
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
  jointArrangementsKnownAt,
  noticeGiven,
} from './interests.js';
import { acts, convenedItems, isVote, judgedAt, lastEventOn, onItem, personItems } from './items.js';
import { binds, level, listParam, param } from './pack.js';
import { partFindingsOf } from './part-findings.js';
import { affectedRelationships, stands } from './relationships.js';
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
  const hard = (rule: string) => level(past.pack, rule) !== null && binds(past.pack, rule, person);
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
      return hard('int.joint_arrangement') && jointArrangementsKnownAt(interestsIn(past, person, token), at).length > 0;
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
  if (category === 'unstated' && person.startsWith('O-')) own['unstated'] = 'int.officer_interest';
  return ['int.declare_at_meeting', own[category] ?? ''].some(
    (rule) => level(past.pack, rule) !== null && binds(past.pack, rule, person),
  );
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
    const all = affectedRelationships(past, person, token);
    const related = all.some((one) => moments.some((at) => stands(one, at)));
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

/** What a row is read from: the person's events on the item, and what shows the interests and arrears held there. */
function readFor(past: Past, person: string, token: string): Fact[] {
  const moments = judgedAt(past, person, token).map((moment) => moment.at);
  const barred = (['rent', 'council_tax'] as const).flatMap((kind) =>
    moments.map((at) => barredBy(past, person, token, kind, at)),
  );
  const related = affectedRelationships(past, person, token)
    .filter((one) => moments.some((at) => stands(one, at)))
    .map((one) => one.declarations[0]);
  const held = interestsIn(past, person, token).map((one) => one.source);
  return [...onItem(past, person, token), ...held, ...barred, ...related].filter((fact) => fact !== undefined);
}

function items(past: Past): Record<string, Record<string, object>> {
  const all: Record<string, Record<string, object>> = {};
  for (const [person, token] of personItems(past)) {
    (all[token] ??= {})[person] = {
      ...interestAndRequired(past, person, token),
      happened: happened(past, person, token),
      verdict: verdict(past, person, token),
      events: idsInOrder(readFor(past, person, token).map(refOf)),
    };
  }
  return all;
}

// Readings 5, rows: each `VoteCast` that offends at BREACH, or on which a finding of level BREACH falls.
export function votesInBreachOn(past: Past, token: string): Fact[] {
  const people = personItems(past).filter((pair) => pair[1] === token);
  return people.flatMap(([person]) => {
    const fallsOn = partFindingsOf(past, person, token)
      .filter((one) => one.level === 'BREACH')
      .map((one) => one.anchor);
    const isAnchor = (act: Fact) => fallsOn.some((one) => one !== null && isSameEvent(one, refOf(act)));
    return acts(past, person, token).filter(
      (act) => act.e === 'VoteCast' && (barsOn(past, act).some((bar) => bar.level === 'BREACH') || isAnchor(act)),
    );
  });
}

// Readings 5, rows: every convened item, with 0.
export function itemsCounted(past: Past): string[] {
  const tokens = [...new Set(personItems(past).map((pair) => pair[1]))];
  const counted = tokens.filter((token) => votesInBreachOn(past, token).length > 0);
  return [...new Set([...convenedItems(past), ...counted])];
}

function votesInBreach(past: Past): Record<string, number> {
  return Object.fromEntries(itemsCounted(past).map((token) => [token, votesInBreachOn(past, token).length]));
}

const INTERESTS_FAMILY = [
  ...['InterestRegistered', 'InterestChanged', 'InterestEnded', 'InterestsReturnMade', 'GiftOrHospitalityRecorded'],
  ...['SensitiveInterestRequested', 'SensitiveInterestDetermined', 'SensitiveInterestEnded'],
  ...['InterestDeclaredAtMeeting', 'InterestSignificanceAssessed', 'InterestAdviceSought', 'InterestAdviceGiven'],
  ...['RoleConflictIdentified', 'DispensationRequested', 'DispensationRecorded', 'TenancyDeclared'],
  ...['RentArrearsDisclosed', 'CouncilTaxArrearsDisclosed', 'ArrearsStatusConfirmed', 'PredispositionStated'],
  ...['PredeterminationRecorded', 'WardAdvocacyStatementMade', 'MemberParticipatedInItem', 'MemberWithdrewFromItem'],
  ...['VoteCast', 'VoteAbstained', 'OutsideBodyRoleDeclared', 'JointArrangementConflictDeclared'],
  ...['CompanyEmploymentReported', 'OfficerInterestRegistered', 'OfficerInterestDeclared', 'OfficerActedOnMatter'],
  ...['OfficerWithdrewFromMatter', 'LegalProceedingsContactRecorded'],
];

// Readings 5, rows: every event of the interests family about a person whose `recordedAt` falls on a later local date.
export function factsOfLate(past: Past): Fact[] {
  return past.facts.filter((fact) => INTERESTS_FAMILY.includes(fact.e) && dayOf(fact.rec) > dayOf(fact.at));
}

function lateKnowledge(past: Past): object[] {
  return factsOfLate(past).map((fact) => ({
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
