import { periodFinding, subject, type Finding } from './finding.js';
import type { Fact, Past } from './history.js';
import { endOfRegistration, tenantSince } from './interests.js';
import { capped, level, listParam } from './pack.js';
import { dayOf, endOfDay, iso, startOfDay } from './time.js';

function registrations(past: Past, person: string, category: string): Fact[] {
  return past.facts.filter(
    (fact) => fact.e === 'InterestRegistered' && fact.f['person'] === person && fact.f['category'] === category,
  );
}

function inForce(past: Past, registration: Fact, at: number): boolean {
  const end = endOfRegistration(past, registration);
  return registration.at <= at && !(end && end.at <= at);
}

// Readings 5: a person's first DPI, and first ORI, declared at a meeting and with no registration in force in that category
// by the day that `deadlines.interest.register` gives (the day of declaration is day 1).
function unregistered(past: Past, declared: Fact): Finding[] {
  const rule = 'int.categories_registered';
  const period = past.pack.deadlines['interest.register'];
  const its = capped(level(past.pack, rule), period?.default);
  if (!its || period?.days === undefined) return [];
  const lastDay = dayOf(declared.at) + period.days - 1;
  const missed = startOfDay(lastDay + 1);
  const own = registrations(past, declared.f['person'], declared.f['category']);
  if (missed > past.at || own.some((one) => inForce(past, one, endOfDay(lastDay)))) return [];
  return periodFinding(past.pack, {
    rule,
    level: its,
    subject: subject(declared.f['person'], declared.f['category']),
    at: missed,
    remedied: own.find((one) => one.at >= missed)?.at ?? null,
  });
}

export function registerFindings(past: Past): Finding[] {
  const categories = listParam(past.pack, 'int.categories_registered', 'categories');
  const declared = past.facts.filter(
    (fact) => fact.e === 'InterestDeclaredAtMeeting' && categories.includes(fact.f['category']),
  );
  const first = (fact: Fact) =>
    declared.find((one) => one.f['person'] === fact.f['person'] && one.f['category'] === fact.f['category']);
  return declared.filter((fact) => first(fact) === fact).flatMap((fact) => unregistered(past, fact));
}

function registeredRow(past: Past, fact: Fact): object {
  const end = endOfRegistration(past, fact);
  return {
    person: fact.f['person'] ?? fact.f['officer'],
    category: fact.e === 'InterestRegistered' ? fact.f['category'] : 'officer_interest',
    interest: fact.f['interest'],
    from: iso(fact.at),
    until: end ? iso(end.at) : null,
    state: end ? 'ended' : 'registered',
  };
}

function declaredRow(fact: Fact): { person: string; category: string; interest: string | null; from: string } {
  const person = fact.f['person'] ?? fact.f['officer'];
  const from = iso(fact.e === 'TenancyDeclared' ? tenantSince(fact) : fact.at);
  if (fact.e === 'TenancyDeclared') return { person, category: 'tenancy', interest: null, from };
  if (fact.e === 'OfficerInterestDeclared') {
    return { person, category: 'officer_interest', interest: fact.f['matter'], from };
  }
  return { person, category: fact.f['category'] ?? 'joint_arrangement', interest: fact.f['item'], from };
}

// Readings 6: P01 `rows: [{person, category, interest, from, until, state}]`, state registered, declared or ended.
export function interestsRegister(past: Past): object {
  const registered = past.facts
    .filter((fact) => ['InterestRegistered', 'OfficerInterestRegistered'].includes(fact.e))
    .map((fact) => registeredRow(past, fact));
  const kinds = [
    'InterestDeclaredAtMeeting',
    'JointArrangementConflictDeclared',
    'OfficerInterestDeclared',
    'TenancyDeclared',
  ];
  const declared = past.facts.filter((fact) => kinds.includes(fact.e)).map(declaredRow);
  const same = (a: ReturnType<typeof declaredRow>, b: ReturnType<typeof declaredRow>) =>
    a.person === b.person && a.category === b.category && a.interest === b.interest;
  return {
    rows: [
      ...registered,
      ...declared
        .filter((row) => declared.find((one) => same(one, row)) === row)
        .map((row) => ({ ...row, until: null, state: 'declared' })),
    ],
  };
}
