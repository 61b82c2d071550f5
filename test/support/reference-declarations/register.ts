import { periodFinding, subject, type Finding } from './finding.js';
import { idsInOrder } from '../reference/finding.js';
import { refOf, type Fact, type Past } from './history.js';
import { endOfRegistration, entriesBearingOn, tenantSince } from './interests.js';
import { item } from './items.js';
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
  const lastDay = dayOf(declared.at) + period.days - (period.counting === 'within' ? 0 : 1);
  const missed = startOfDay(lastDay + 1);
  const own = registrations(past, declared.f['person'], declared.f['category']);
  if (missed > past.at || own.some((one) => inForce(past, one, endOfDay(lastDay)))) return [];
  return periodFinding(past.pack, {
    rule,
    level: its,
    subject: subject('person', declared.f['person'], 'category', declared.f['category']),
    at: missed,
    on: [declared],
    by: own.find((one) => one.at >= missed),
    who: declared.f['person'],
  });
}

// A period begins with the day that opens it, unless the pack counts it as one within which something is done after it.
function endOfPeriod(past: Past, name: string, opened: number): number | undefined {
  const period = past.pack.deadlines[name];
  if (period?.days === undefined) return undefined;
  return startOfDay(dayOf(opened) + period.days + (period.counting === 'within' ? 1 : 0));
}

// Localism Act 2011 s30(1), (2): a return or an entry by the end of 28 days beginning with the day of becoming a member.
function unnotifiedTerms(past: Past): Finding[] {
  const rule = 'int.categories_registered';
  const roles = listParam(past.pack, rule, 'term_roles');
  const taken = past.facts.filter((fact) => fact.e === 'RoleAssigned' && roles.includes(fact.f['role']));
  const sameDay = (a: Fact, b: Fact) => a.f['person'] === b.f['person'] && dayOf(a.at) === dayOf(b.at);
  const terms = taken.filter((fact) => taken.find((one) => sameDay(one, fact)) === fact);
  return terms.flatMap((term) => {
    const end = endOfPeriod(past, 'interest.term', term.at);
    const answers = past.facts.filter((fact) => fact.f['person'] === term.f['person'] && answersTerm(past, fact, term));
    if (end === undefined || end > past.at || answers.some((one) => one.at < end) || !level(past.pack, rule)) return [];
    return periodFinding(past.pack, {
      rule,
      level: 'WARN',
      cites: listParam(past.pack, rule, 'term_src'),
      subject: subject(
        'person',
        term.f['person'],
        'term',
        new Date(dayOf(term.at) * 86_400_000).toISOString().slice(0, 10),
      ),
      at: end,
      on: [term],
      by: answers[0],
      who: term.f['person'],
    });
  });
}

function answersTerm(past: Past, fact: Fact, term: Fact): boolean {
  if (fact.e === 'InterestsReturnMade') return dayOf(fact.at) >= dayOf(term.at);
  return fact.e === 'InterestRegistered' && (endOfRegistration(past, fact)?.at ?? Infinity) > term.at;
}

// Localism Act 2011 s31(3), (11): a return that named something before, after which nothing was entered until then.
function hasPendingNotice(past: Past, disclosed: Fact): boolean {
  const own = past.facts.filter((one) => one.f['person'] === disclosed.f['person'] && one.at <= disclosed.at);
  const returned = own.filter((one) => one.e === 'InterestsReturnMade' && one.f['nil'] === false);
  const entered = Math.max(...own.filter((one) => one.e === 'InterestRegistered').map((one) => one.at));
  return returned.some((one) => one.at > entered);
}

// Localism Act 2011 s31(3): disclosed at a meeting and not entered, notified within 28 days beginning with the disclosure.
function unnotifiedDisclosures(past: Past): Finding[] {
  const rule = 'int.categories_registered';
  const listed = listParam(past.pack, rule, 'disclosed');
  const told = past.facts.filter(
    (fact) => fact.e === 'InterestDeclaredAtMeeting' && listed.includes(fact.f['category']),
  );
  const about = (fact: Fact) => {
    const { matter } = item(past, fact.f['item']);
    return subject(
      'person',
      fact.f['person'],
      matter === undefined ? 'item' : 'matter',
      matter ?? fact.f['item'],
      'category',
      fact.f['category'],
    );
  };
  const firsts = told.filter((fact) => told.find((one) => about(one) === about(fact)) === fact);
  return firsts.flatMap((fact) => {
    const end = endOfPeriod(past, 'interest.register', fact.at);
    const entries = entriesBearingOn(past, fact.f['person'], fact.f['item'], fact.f['category']).filter(
      (one) => (endOfRegistration(past, one)?.at ?? Infinity) > fact.at,
    );
    const returned = past.facts.filter(
      (one) =>
        one.e === 'InterestsReturnMade' &&
        one.f['person'] === fact.f['person'] &&
        one.f['nil'] === false &&
        one.at >= fact.at,
    );
    if (hasPendingNotice(past, fact)) return [];
    const told = past.facts.filter((one) => [...entries, ...returned].includes(one));
    if (end === undefined || end > past.at || told.some((one) => one.at < end) || !level(past.pack, rule)) return [];
    return periodFinding(past.pack, {
      rule,
      cites: listParam(past.pack, rule, 'disclosed_src'),
      subject: about(fact),
      at: end,
      on: [fact],
      by: told[0],
      who: fact.f['person'],
    });
  });
}

export function registerFindings(past: Past): Finding[] {
  return [...unregisteredCategories(past), ...unnotifiedTerms(past), ...unnotifiedDisclosures(past)];
}

function unregisteredCategories(past: Past): Finding[] {
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
    events: idsInOrder([fact, ...(end ? [end] : [])].map(refOf)),
  };
}

interface Declared {
  person: string;
  category: string;
  interest: string | null;
  from: string;
  fact: Fact;
}

function declaredRow(fact: Fact): Declared {
  const person = fact.f['person'] ?? fact.f['officer'];
  const from = iso(fact.e === 'TenancyDeclared' ? tenantSince(fact) : fact.at);
  if (fact.e === 'TenancyDeclared') return { person, category: 'tenancy', interest: null, from, fact };
  if (fact.e === 'OfficerInterestDeclared') {
    return { person, category: 'officer_interest', interest: fact.f['matter'], from, fact };
  }
  return { person, category: fact.f['category'] ?? 'joint_arrangement', interest: fact.f['item'], from, fact };
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
  const same = (a: Omit<Declared, 'fact'>, b: Omit<Declared, 'fact'>) =>
    a.person === b.person && a.category === b.category && a.interest === b.interest;
  return {
    rows: [
      ...registered,
      ...declared
        .filter((row) => declared.find((one) => same(one, row)) === row)
        .map(({ fact: _fact, ...row }) => ({
          ...row,
          until: null,
          state: 'declared',
          events: idsInOrder(declared.filter((one) => same(one, row)).map((one) => refOf(one.fact))),
        })),
    ],
  };
}
