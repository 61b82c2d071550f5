import { finding, periodFinding, subject, type Finding } from './finding.js';
import { idsInOrder } from '../reference/finding.js';
import { refOf, type Fact, type Past } from './history.js';
import { capped, knowsRole, level, listParam, strengthLevel, type Step } from './pack.js';
import { about, relationships, type Relationship } from './relationships.js';
import { dayFromText, dayOf, lastWorkingDay, startOfDay } from './time.js';

export interface Leg {
  name: string;
  level: 'BREACH' | 'WARN' | null;
  /** The first declaration from which the leg is owed. */
  owedFrom: Fact;
  done: Fact | undefined;
  /** The second after the period's end. */
  overdueFrom: number;
}

const SIDES = ['member', 'officer'] as const;
type Side = (typeof SIDES)[number];

// Readings 6, legs: who holds the clerk's role then; `fallback_when` sends the clerk's own declaration elsewhere.
function holds(past: Past, role: string, person: string | undefined, at: number): boolean {
  const last = past.facts
    .filter((fact) => fact.at <= at)
    .filter(
      (fact) =>
        (fact.e === 'RoleAssigned' && fact.f['role'] === role) ||
        (fact.e === 'RoleVacated' && fact.f['roles'].includes(role)),
    )
    .at(-1);
  return person !== undefined && last?.e === 'RoleAssigned' && last.f['person'] === person;
}

function steps(past: Past, relationship: Relationship, side: Side): Step[] {
  const route = past.pack.routes[`relationship.declare.${side}`];
  if (route) return route.steps ?? [];
  const silent = past.pack.silent_routes[`relationship.declare.${side}`];
  if (!silent) return [];
  const when = silent.fallback_when;
  const own = when && holds(past, when.subject_is, relationship[side], relationship.declarations[0]!.at);
  return [{ to: own ? when.to : silent.fallback }];
}

// Readings 6, legs: `when` is met from the first declaration that gives such a category or says so.
function owedFrom(relationship: Relationship, when: string | undefined): Fact | undefined {
  return relationship.declarations.find((fact) => {
    const flagged = fact.f['mayLookLikeUndueInfluence'] === true;
    if (when === undefined) return true;
    if (when === 'may_look_like_undue_influence') return flagged;
    return flagged || ['family', 'business', 'intimate'].includes(fact.f['category']);
  });
}

// Readings 6, legs: the whip is vacant where the member sits in no group or the group's `party_whip` is vacated
// when the relationship is first declared; a role nobody spoke of counts as held.
export function whipVacancy(past: Past, relationship: Relationship): Fact | undefined {
  const before = past.facts.filter((fact) => fact.at <= relationship.declarations[0]!.at);
  const membership = before
    .filter((fact) => fact.e === 'GroupMembershipChanged' && fact.f['member'] === relationship.member)
    .at(-1);
  if (membership?.f['group'] === null) return membership;
  const group = membership?.f['group'];
  const dissolved = before.find(
    (fact) => group !== undefined && fact.e === 'PoliticalGroupDissolved' && fact.f['group'] === group,
  );
  if (dissolved) return dissolved;
  const spoken = before
    .filter(
      (fact) =>
        (fact.e === 'RoleAssigned' && fact.f['role'] === 'party_whip') ||
        (fact.e === 'RoleVacated' && fact.f['roles'].includes('party_whip')),
    )
    .filter((fact) => fact.f['group'] === undefined || fact.f['group'] === group)
    .at(-1);
  return spoken?.e === 'RoleVacated' ? spoken : undefined;
}

// Readings 6, legs: a whip's leg falls to the route's `vacant` role.
function filled(past: Past, relationship: Relationship, step: Step): string | undefined {
  const role = step.to as string;
  if (role !== 'party_whip' || step.vacant === undefined || !whipVacancy(past, relationship)) return role;
  return step.vacant === 'not_applicable' ? undefined : step.vacant;
}

// Readings 6: a declaration, or a routed declaration with `by`, meets the leg of whoever makes it, to a role that the pack declares.
function doneLegs(past: Past, relationship: Relationship): { name: string; fact: Fact }[] {
  const told = [...relationship.declarations, ...about(relationship, 'RelationshipDeclarationRouted')];
  return past.facts
    .filter((fact) => told.includes(fact) && knowsRole(past.pack, fact.f['to']))
    .flatMap((fact) =>
      SIDES.filter((side) => fact.f['by'] !== undefined && fact.f['by'] === relationship[side]).map((side) => ({
        name: `${side}.${fact.f['to']}`,
        fact,
      })),
    );
}

// Readings 1.4: `WorkingCalendarSet.dates` are further non-working days for periods that open after it.
function closedDays(past: Past, opens: number): number[] {
  return past.facts
    .filter((fact) => fact.e === 'WorkingCalendarSet' && fact.at <= opens)
    .flatMap((fact) => (fact.f['dates'] as string[]).map(dayFromText));
}

// Readings 6, legs: day 0 is the local date of `recordedAt` of the first declaration from which the leg is owed.
function overdueFrom(past: Past, from: Fact): number {
  const days = past.pack.deadlines['relationship.leg']?.days;
  if (days === undefined) return Infinity;
  return startOfDay(lastWorkingDay(dayOf(from.rec), days, closedDays(past, from.rec)) + 1);
}

// a leg's level is its step's strength where the mode is `by_step`; late legs are capped where the period is a default.
function legLevel(past: Past, step: Step): 'BREACH' | 'WARN' | null {
  const byStep = past.pack.rules['rel.declare']?.mode === 'by_step';
  const its = byStep ? strengthLevel(step.strength) : level(past.pack, 'rel.declare');
  return capped(its, past.pack.deadlines['relationship.leg']?.default);
}

// Readings 6, legs: owed by both parties as the pack's routes say; where `rel.declare` is silent nothing is owed.
export function legs(past: Past, relationship: Relationship): Leg[] {
  if (!past.pack.rules['rel.declare']) return [];
  const owed: Leg[] = [];
  const sides = SIDES.filter(
    (side) => listParam(past.pack, 'rel.declare', 'who').includes(side) && relationship[side] !== undefined,
  );
  for (const side of sides) {
    for (const step of steps(past, relationship, side)) {
      const role = filled(past, relationship, step);
      const from = owedFrom(relationship, step.when);
      if (role !== undefined && from) addLeg(past, owed, leg(past, relationship, `${side}.${role}`, step, from));
    }
  }
  return owed;
}

function leg(past: Past, relationship: Relationship, name: string, step: Step, from: Fact): Leg {
  return {
    name,
    level: legLevel(past, step),
    owedFrom: from,
    done: doneLegs(past, relationship).find((one) => one.name === name)?.fact,
    overdueFrom: overdueFrom(past, from),
  };
}

/** Two steps to the same role are one leg, owed from the earlier of the two. */
function addLeg(past: Past, owed: Leg[], next: Leg): void {
  const same = owed.findIndex((one) => one.name === next.name);
  if (same < 0) owed.push(next);
  else if (past.facts.indexOf(next.owedFrom) < past.facts.indexOf(owed[same]!.owedFrom)) owed[same] = next;
}

/** The declaration from which a vacant whip's leg would be owed, and what made it vacant. */
export function vacantWhip(past: Past, relationship: Relationship): { from: Fact; vacancy: Fact } | undefined {
  if (!past.pack.rules['rel.declare'] || relationship.member === undefined) return undefined;
  const step = steps(past, relationship, 'member').find((one) => one.to === 'party_whip' && one.vacant !== undefined);
  const vacancy = step && whipVacancy(past, relationship);
  const from = step && owedFrom(relationship, step.when);
  return vacancy && from ? { from, vacancy } : undefined;
}

// Readings 6, legs: in time by `occurredAt`; one finding a leg; a late leg resolves it.
function legFindings(past: Past, relationship: Relationship): Finding[] {
  return legs(past, relationship).flatMap((one) => {
    const late = one.overdueFrom <= past.at && !(one.done && one.done.at < one.overdueFrom);
    if (!late || !one.level) return [];
    return periodFinding(past.pack, {
      rule: 'rel.declare',
      level: one.level,
      subject: subject('relationship', relationship.id, 'leg', one.name),
      at: one.overdueFrom,
      on: [one.owedFrom],
      by: one.done,
      who: one.name.startsWith('member.') ? relationship.member : relationship.officer,
    });
  });
}

// Readings 6, legs: one INFO per relationship for a vacant whip; it occurs when the leg comes to be owed.
function vacantFindings(past: Past, relationship: Relationship): Finding[] {
  const vacant = vacantWhip(past, relationship);
  if (!vacant) return [];
  return finding(past.pack, {
    rule: 'rel.declare',
    level: 'INFO',
    beside: 'vacant',
    subject: subject('relationship', relationship.id, 'leg', 'member.party_whip'),
    who: relationship.member,
    at: vacant.from.at,
    on: [vacant.from, vacant.vacancy],
  });
}

export function declarationFindings(past: Past): Finding[] {
  return relationships(past).flatMap((one) => [...legFindings(past, one), ...vacantFindings(past, one)]);
}

// Readings 6: `state` is complete, incomplete or overdue.
function state(owed: Leg[], at: number): string {
  if (owed.length === 0) return 'complete';
  return owed.some((one) => one.overdueFrom <= at) ? 'overdue' : 'incomplete';
}

// Readings 6: who of the two has declared.
function declaredBy(relationship: Relationship): string[] {
  return SIDES.filter((side) => relationship.declarations.some((fact) => fact.f['by'] === relationship[side]));
}

// Readings 6: category comes from the latest declaration that gives it; `mitigation` is a token or null.
function row(past: Past, relationship: Relationship): object {
  const owed = legs(past, relationship).filter((one) => !one.done);
  const categories = relationship.declarations.map((fact) => fact.f['category']).filter((one) => one !== undefined);
  return {
    category: categories.at(-1) ?? null,
    mitigation: about(relationship, 'RelationshipMitigationAgreed').at(-1)?.f['mitigation'] ?? null,
    state: state(owed, past.at),
    declaredBy: declaredBy(relationship),
    alsoKnownAs: relationship.alsoKnownAs,
    legsDone: [...new Set(doneLegs(past, relationship).map((one) => one.name))],
    legsOwed: owed.map((one) => one.name),
    ...(vacantWhip(past, relationship) ? { vacantRole: 'party_whip' } : {}),
    events: idsInOrder([...relationship.declarations, ...relationship.about].map(refOf)),
  };
}

/** P03 relationship-register. */
export function relationshipRegister(past: Past): object {
  const all = relationships(past);
  return { relationships: Object.fromEntries(all.map((one) => [one.id, row(past, one)])), rows: all.length };
}
