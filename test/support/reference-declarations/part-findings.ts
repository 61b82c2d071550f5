import { clausesBinding } from '../reference/pack.js';
import { barsOn, who, type Bar } from './bars.js';
import { earliest, finding, lastOf, subject, type Finding } from './finding.js';
import type { Fact, Past } from './history.js';
import {
  barredBy,
  declarationsOf,
  heldAt,
  INTERESTS,
  interestsIn,
  isOwedToMeeting,
  jointArrangementsKnownAt,
  latestTest,
  noticeGiven,
  tests,
} from './interests.js';
import { acts, item, onItem, personItems, takesPart } from './items.js';
import { knowsRole, level, listParam, param } from './pack.js';
import { affectedBy, affectedRelationships, stands } from './relationships.js';
import { dayOf } from './time.js';

// Readings 3.6: each word of the table's column, followed by what it names.
function about(person: string, token: string, ...more: string[]): string {
  return subject('item', token, 'person', person, ...more);
}

// Readings 5, facts: a person's part in one item under one rule is one finding, on the first offending act.
function barFindings(past: Past, person: string, token: string): Finding[] {
  const offences = acts(past, person, token).flatMap((act) => barsOn(past, act).map((bar) => ({ act, bar })));
  const rules = [...new Set(offences.map(({ bar }) => bar.rule))];
  return rules.flatMap((rule) => {
    const its = offences.filter(({ bar }) => bar.rule === rule);
    const worst = its.find(({ bar }) => bar.level === 'BREACH') ?? its[0]!;
    return barFinding(past, rule, worst.act, worst.bar);
  });
}

function barFinding(past: Past, rule: string, act: Fact, bar: Bar): Finding[] {
  const disclosing = listParam(past.pack, rule, 'disclose_src');
  const [person, token] = who(act);
  // Both duties of LGFA 1992 s106 stand in one clause.
  const left = (clausesBinding(past.pack, past.pack.rules[rule]!.src, person) ?? []).filter(
    (clause) => !disclosing.includes(clause),
  );
  return finding(past.pack, {
    rule,
    level: bar.level,
    cites: disclosing.length > 0 && left.length > 0 ? left : undefined,
    subject: about(person, token),
    at: act.at,
    anchor: act,
    on: bar.on,
    who: person,
  });
}

// Readings 5, facts: failing to disclose arrears is a second one, citing `disclose_src`, owed by whoever acts while barred.
function disclosureFindings(past: Past, person: string, token: string): Finding[] {
  const rule = 'int.council_tax_arrears_bar';
  if (param(past.pack, rule, 'disclose') !== true) return [];
  const disclosures = disclosuresFor(past, person, token);
  const offending = acts(past, person, token).find(
    (act) =>
      barredBy(past, person, token, 'council_tax', act.at) !== undefined &&
      !disclosures.some((one) => one.at <= act.at),
  );
  if (!offending) return [];
  return finding(past.pack, {
    rule,
    beside: 'disclosure',
    cites: listParam(past.pack, rule, 'disclose_src'),
    subject: about(person, token, 'disclosure'),
    at: offending.at,
    by: disclosures.find((one) => one.at > offending.at),
    on: [offending, barredBy(past, person, token, 'council_tax', offending.at)],
    who: person,
  });
}

// Readings 5, facts: failing to declare a known joint arrangement is a second one too, citing `declare_src`.
function undeclaredArrangement(past: Past, person: string, token: string): Finding[] {
  const rule = 'int.joint_arrangement';
  if (param(past.pack, rule, 'declare') !== true) return [];
  const all = interestsIn(past, person, token);
  const declared = declarationsOf(past, person, token, 'joint_arrangement');
  const offending = acts(past, person, token).find(
    (act) => jointArrangementsKnownAt(all, act.at).length > 0 && !declared.some((one) => one.at <= act.at),
  );
  if (!offending) return [];
  return finding(past.pack, {
    rule,
    beside: 'declaration',
    cites: listParam(past.pack, rule, 'declare_src'),
    subject: about(person, token, 'declaration'),
    at: offending.at,
    by: declared.find((one) => one.at > offending.at),
    on: [offending, earliest(jointArrangementsKnownAt(all, offending.at))],
    who: person,
  });
}

/** Disclosures of council tax arrears that reach the item's meeting: those to no meeting in particular, or to that one. */
function disclosuresFor(past: Past, person: string, token: string): Fact[] {
  const { meeting } = item(past, token);
  return past.facts.filter(
    (fact) =>
      fact.e === 'CouncilTaxArrearsDisclosed' &&
      fact.f['person'] === person &&
      (fact.f['meeting'] === undefined || fact.f['meeting'] === meeting),
  );
}

// Readings 5: undeclared: the first act on an interest held and not yet declared; a declaration after `opensAt` is late.
function undeclaredFindings(past: Past, person: string, token: string): Finding[] {
  const all = interestsIn(past, person, token);
  const { opensAt } = item(past, token);
  const inTime = (category: string, at: number) =>
    declarationsOf(past, person, token, category).some((one) => one.at <= at && one.at <= (opensAt ?? Infinity));
  const late = acts(past, person, token).flatMap((act) =>
    heldAt(all, act.at)
      .filter((held) => INTERESTS.includes(held.category) && !inTime(held.category, act.at))
      .filter((held) => isOwedToMeeting(past, person, token, held.category, act.at))
      .map((held) => ({ act, held })),
  );
  if (late.length === 0) return [];
  const { act, held } = late[0]!;
  const firsts = [...new Set(late.map((one) => one.held.category))].map(
    (category) => declarationsOf(past, person, token, category)[0],
  );
  const remedied = Math.max(act.at, ...firsts.map((fact) => fact?.at ?? Infinity));
  const enough = late.filter((one) => one.act === act).map((one) => one.held.source);
  return finding(past.pack, {
    rule: 'int.declare_at_meeting',
    subject: about(person, token),
    at: act.at,
    remedied: remedied === Infinity ? null : remedied,
    by: remedied === Infinity ? undefined : (lastOf(past, firsts) ?? undefined),
    on: [act, earliest(enough) ?? held.source],
    who: person,
  });
}

// Readings 5: untested: the first time of taking part without a test, on an interest that the test applies to.
function untestedFindings(past: Past, person: string, token: string): Finding[] {
  const rule = 'int.significance_test';
  const all = interestsIn(past, person, token);
  const applies = (act: Fact) =>
    heldAt(all, act.at).filter((held) => listParam(past.pack, rule, 'applies_to').includes(held.category));
  const first = acts(past, person, token).find(
    (act) => takesPart(act) && applies(act).length > 0 && !latestTest(past, person, token, act.at),
  );
  if (!first) return [];
  return finding(past.pack, {
    rule,
    subject: about(person, token),
    at: first.at,
    by: tests(past, person, token).find((test) => test.at > first.at),
    on: [first, earliest(applies(first).map((held) => held.source))],
    who: person,
  });
}

// Readings 5: a ward statement is in time if not after the person's first act; the finding occurs at the first ward speech.
function wardStatementFindings(past: Past, person: string, token: string): Finding[] {
  const speech = acts(past, person, token).find((act) => act.f['mode'] === 'ward_advocacy');
  const statement = onItem(past, person, token).find((fact) => fact.e === 'WardAdvocacyStatementMade');
  if (!speech || (statement && statement.at <= acts(past, person, token)[0]!.at)) return [];
  return finding(past.pack, {
    rule: 'int.ward_advocacy_statement',
    subject: about(person, token),
    at: speech.at,
    by: statement,
    remedied: statement ? Math.max(statement.at, speech.at) : null,
    on: [speech],
    who: person,
  });
}

// Readings 5: an officer interest declared to another role than `declare_to` is WARN where that role is a default.
function misdeclaredFindings(past: Past, person: string, token: string): Finding[] {
  const rule = 'int.officer_interest';
  const right = param(past.pack, rule, 'declare_to');
  const declared = onItem(past, person, token).filter((fact) => fact.e === 'OfficerInterestDeclared');
  const wrong = declared.find((fact) => knowsRole(past.pack, fact.f['to']) && fact.f['to'] !== right);
  if (right === undefined) return [];
  const already = wrong && declared.some((fact) => fact.f['to'] === right && fact.at <= wrong.at);
  if (!wrong || already || !level(past.pack, rule)) return [];
  const capped = param(past.pack, rule, 'declare_to_default') === true ? 'WARN' : undefined;
  return finding(past.pack, {
    rule,
    ...(capped ? { level: capped } : {}),
    beside: '~elsewhere',
    subject: about(person, token),
    at: wrong.at,
    on: [wrong],
    who: person,
  });
}

// LGA 1972 s117(1): a declared interest of a kind in `notice_of`, declared after the officer's first act on the matter.
function lateNoticeFindings(past: Past, person: string, token: string): Finding[] {
  const rule = 'int.officer_interest';
  const notice = noticeGiven(past, person, token);
  const act = acts(past, person, token).find((fact) => fact.e === 'OfficerActedOnMatter');
  if (!notice || !act || notice.at <= act.at) return [];
  return finding(past.pack, {
    rule,
    subject: about(person, token),
    at: act.at,
    by: notice,
    elapsedDays: dayOf(notice.at) - dayOf(act.at),
    on: [act, notice],
    who: person,
  });
}

// Readings 6: a related member's taking part in an item that affects the officer personally, once declared, open for good.
function relatedPartFindings(past: Past, person: string, token: string): Finding[] {
  return affectedRelationships(past, person, token).flatMap((one) => {
    const first = acts(past, person, token).find((act) => takesPart(act) && stands(one, act.at));
    if (!first) return [];
    const declared = one.declarations.filter((fact) => fact.at <= first.at);
    return finding(past.pack, {
      rule: 'rel.body_or_decision',
      subject: subject('relationship', one.id, 'item', token),
      at: first.at,
      anchor: first,
      on: [first, earliest(declared), earliest(affectedBy(past, token, one.officer!))],
      who: person,
    });
  });
}

/** The findings about one person's part in one item: what the verdict of a P02 row reads. */
export function partFindingsOf(past: Past, person: string, token: string): Finding[] {
  const bars = barFindings(past, person, token);
  // Readings 3.2: of the lines of one rule about one fact the stronger stands.
  const isBarred = bars.some((one) => one.rule === 'int.officer_interest');
  return [
    ...bars,
    ...disclosureFindings(past, person, token),
    ...undeclaredArrangement(past, person, token),
    ...undeclaredFindings(past, person, token),
    ...untestedFindings(past, person, token),
    ...wardStatementFindings(past, person, token),
    ...(isBarred ? [] : misdeclaredFindings(past, person, token)),
    ...lateNoticeFindings(past, person, token),
    ...relatedPartFindings(past, person, token),
  ];
}

export function partFindings(past: Past): Finding[] {
  return personItems(past).flatMap(([person, token]) => partFindingsOf(past, person, token));
}
