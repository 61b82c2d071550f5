import { earliest } from './finding.js';
import type { Fact, Past } from './history.js';
import { isHousing, item, lastEventOn, onItem } from './items.js';
import { listParam, param } from './pack.js';
import { endOfDay, dayFromText, instant, yearsLater } from './time.js';

/** An interest of one person in one item: held from (inclusive) until (exclusive), and the event that shows it. */
export interface Held {
  category: string;
  from: number;
  until: number;
  source: Fact;
}

export const INTERESTS = ['dpi', 'ori', 'nri', 'tenancy', 'joint_arrangement', 'officer_interest', 'unstated'];

// Readings 5, held: a declared interest is held from the start of the item, whenever it is declared.
function declaredOn(past: Past, person: string, token: string): Held[] {
  return onItem(past, person, token).flatMap((source) => {
    const category = declaredCategory(source);
    return category ? [{ category, from: -Infinity, until: Infinity, source }] : [];
  });
}

// Readings 5, held: `JointArrangementConflictDeclared` and `OfficerInterestDeclared` are declarations.
function declaredCategory(fact: Fact): string | undefined {
  if (fact.e === 'InterestDeclaredAtMeeting') return fact.f['category'];
  if (fact.e === 'JointArrangementConflictDeclared') return 'joint_arrangement';
  return fact.e === 'OfficerInterestDeclared' ? 'officer_interest' : undefined;
}

/** When a registration ended: the first `InterestEnded` of that interest after it. */
export function endOfRegistration(past: Past, registration: Fact): Fact | undefined {
  const owner = registration.f['person'] ?? registration.f['officer'];
  return past.facts.find(
    (fact) =>
      fact.e === 'InterestEnded' &&
      fact.f['person'] === owner &&
      fact.f['interest'] === registration.f['interest'] &&
      past.facts.indexOf(fact) > past.facts.indexOf(registration),
  );
}

// Readings 5, held: one registered with the item's matter is held from its registration.
function registeredFor(past: Past, person: string, token: string): Held[] {
  const { matter } = item(past, token);
  return past.facts
    .filter((fact) => fact.e === 'InterestRegistered' && fact.f['person'] === person)
    .filter((fact) => matter !== undefined && (fact.f['matters'] ?? []).includes(matter))
    .map((source) => ({
      category: source.f['category'],
      from: source.at,
      until: endOfRegistration(past, source)?.at ?? Infinity,
      source,
    }));
}

export function tenantSince(declaration: Fact): number {
  return declaration.f['since'] === undefined ? declaration.at : instant(declaration.f['since']);
}

export function tenancies(past: Past, person: string): Fact[] {
  return past.facts.filter((fact) => fact.e === 'TenancyDeclared' && fact.f['person'] === person);
}

// Readings 5, held: a tenancy from its declaration or `since`, if not after the person's last event on the item.
function tenancyOn(past: Past, person: string, token: string): Held[] {
  if (!isHousing(past, token)) return [];
  return tenancies(past, person)
    .map((source) => ({ category: 'tenancy', from: tenantSince(source), until: Infinity, source }))
    .filter((held) => held.from <= lastEventOn(past, person, token));
}

// Readings 5: a joint arrangement is known from an earlier `OutsideBodyRoleDeclared` for the item's `partner`.
function outsideRoles(past: Past, person: string, token: string): Held[] {
  const { partner } = item(past, token);
  return past.facts
    .filter((fact) => fact.e === 'OutsideBodyRoleDeclared' && fact.f['person'] === person)
    .filter((fact) => partner !== undefined && fact.f['body'] === partner)
    .map((source) => ({ category: 'joint_arrangement', from: source.at, until: Infinity, source }));
}

// Readings 5, held: a test belongs to what is declared on that item, failing that to what is held there by registration;
// only where there is neither an interest is held as `unstated`, from the assessment.
function unstatedOn(past: Past, person: string, token: string): Held[] {
  if (declaredOn(past, person, token).length > 0) return [];
  const last = lastEventOn(past, person, token);
  const registered = registeredFor(past, person, token).filter((held) => held.from <= last);
  return tests(past, person, token)
    .filter((source) => !registered.some((held) => held.until > source.at))
    .map((source) => ({ category: 'unstated', from: source.at, until: Infinity, source }));
}

/** Every interest of a person in an item, one entry for each event that shows it. */
export function interestsIn(past: Past, person: string, token: string): Held[] {
  const stated = [
    ...declaredOn(past, person, token),
    ...registeredFor(past, person, token),
    ...tenancyOn(past, person, token),
    ...outsideRoles(past, person, token),
  ];
  return [...stated, ...unstatedOn(past, person, token)];
}

export function heldAt(all: Held[], at: number): Held[] {
  return all.filter((held) => held.from <= at && at < held.until);
}

/** The declarations that answer for an interest of one category in one item. */
export function declarationsOf(past: Past, person: string, token: string, category: string): Fact[] {
  const here = declaredOn(past, person, token).filter((held) => held.category === category);
  const general = category === 'tenancy' ? tenancies(past, person) : [];
  return [...here.map((held) => held.source), ...general].sort((a, b) => a.at - b.at);
}

/** On the register, and with or without the item's matter: an entry that names other matters alone is about something else. */
export function entriesBearingOn(past: Past, person: string, token: string, category: string): Fact[] {
  const { matter } = item(past, token);
  return past.facts.filter((fact) => {
    if (fact.e !== 'InterestRegistered' || fact.f['person'] !== person || fact.f['category'] !== category) return false;
    const matters: string[] = fact.f['matters'] ?? [];
    return matter === undefined || matters.length === 0 || matters.includes(matter);
  });
}

// Localism Act 2011 s31(2): a pack may ask for the listed categories alone, and only for what the register has not.
export function isOwedToMeeting(past: Past, person: string, token: string, category: string, at: number): boolean {
  const rule = 'int.declare_at_meeting';
  const listed = param(past.pack, rule, 'applies_to');
  if (listed !== undefined && !listed.includes(category)) return false;
  if (param(past.pack, rule, 'unless_registered') !== true) return true;
  return !entriesBearingOn(past, person, token, category).some(
    (one) => one.at <= at && (endOfRegistration(past, one)?.at ?? Infinity) > at,
  );
}

// LGA 1972 s117(1): the officer's own declaration of an interest of a listed kind.
export function noticeGiven(past: Past, person: string, token: string): Fact | undefined {
  const kinds = listParam(past.pack, 'int.officer_interest', 'notice_of');
  return onItem(past, person, token).find(
    (fact) => fact.e === 'OfficerInterestDeclared' && kinds.includes(fact.f['category']),
  );
}

export function tests(past: Past, person: string, token: string): Fact[] {
  return onItem(past, person, token).filter((fact) => fact.e === 'InterestSignificanceAssessed');
}

// Readings 5: the latest test not later than the act.
export function latestTest(past: Past, person: string, token: string, at: number): Fact | undefined {
  return tests(past, person, token)
    .filter((fact) => fact.at <= at)
    .at(-1);
}

// Readings 5: a joint arrangement is known from its declaration, or from an earlier outside role.
export function jointArrangementsKnownAt(all: Held[], at: number): Fact[] {
  return all.filter((held) => held.category === 'joint_arrangement' && held.source.at <= at).map((held) => held.source);
}

// Readings 5: a dispensation lifts only `dpi` and `tenancy`, within its scope, until its end, four years at most.
export function isDispensed(
  past: Past,
  person: string,
  token: string,
  category: string,
  at: number,
  act?: Fact,
): boolean {
  const votes = act !== undefined && (act.e === 'VoteCast' || act.f['mode'] === 'decision');
  return past.facts.some(
    (fact) =>
      fact.e === 'DispensationRecorded' &&
      fact.f['person'] === person &&
      (fact.f['item'] === undefined || fact.f['item'] === token) &&
      (fact.f['category'] === undefined || fact.f['category'] === category) &&
      ['dpi', 'tenancy'].includes(category) &&
      (fact.f['scope'] === 'speak_and_vote' || !votes) &&
      fact.at <= at &&
      at <= yearsLater(fact.at, 4) &&
      (fact.f['until'] === undefined || at <= endOfDay(dayFromText(fact.f['until']))),
  );
}

// Readings 5: the figure in force is the latest by `occurredAt`, disclosed or confirmed, confirmed on a tie.
export function arrearsFigure(past: Past, person: string, kind: 'rent' | 'council_tax', at: number): Fact | undefined {
  const disclosed = kind === 'rent' ? 'RentArrearsDisclosed' : 'CouncilTaxArrearsDisclosed';
  const figures = past.facts.filter(
    (fact) =>
      fact.f['person'] === person &&
      fact.at <= at &&
      (fact.e === disclosed || (fact.e === 'ArrearsStatusConfirmed' && fact.f['kind'] === kind)) &&
      (fact.f['months'] !== undefined || fact.f['barred'] !== undefined),
  );
  const latest = figures.filter((fact) => fact.at === Math.max(...figures.map((one) => one.at)));
  return latest.filter((fact) => fact.e === 'ArrearsStatusConfirmed').at(-1) ?? latest.at(-1);
}

// Readings 5: arrears at or over the threshold on a listed matter; where `barred` is given it is read instead of `months`.
export function barredBy(
  past: Past,
  person: string,
  token: string,
  kind: 'rent' | 'council_tax',
  at: number,
): Fact | undefined {
  const rule = `int.${kind}_arrears_bar`;
  const listed = listParam(past.pack, rule, 'matters').includes(item(past, token).kind ?? '');
  const figure = listed ? arrearsFigure(past, person, kind, at) : undefined;
  if (!figure) return undefined;
  const over = figure.f['months'] > param(past.pack, rule, 'months');
  const equal = figure.f['months'] === param(past.pack, rule, 'months') && param(past.pack, rule, 'at_least') === true;
  return (figure.f['barred'] ?? (over || equal)) ? figure : undefined;
}

// Readings 5: a tenant's own dwelling (`concerns`).
export function isOwnDwelling(past: Past, person: string, token: string): boolean {
  const { kind, concerns } = item(past, token);
  return kind === 'solely_own_dwelling' && concerns.includes(person);
}

// Readings 5: a closed mind is `PredeterminationRecorded`, or `openMind: false`, not after the act; 3.4: of several the first recorded.
export function closedMind(past: Past, person: string, token: string, at: number): Fact | undefined {
  return earliest(
    onItem(past, person, token).filter(
      (fact) =>
        fact.at <= at &&
        (fact.e === 'PredeterminationRecorded' || (fact.e === 'PredispositionStated' && fact.f['openMind'] === false)),
    ),
  );
}

export function isTribunal(past: Past, token: string): boolean {
  return listParam(past.pack, 'int.predetermination', 'tribunal_kinds').includes(item(past, token).kind ?? '');
}
