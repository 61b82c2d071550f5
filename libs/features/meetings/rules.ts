import { type Instant, localDay, startOfDay } from '#lib/kernel/index.js';
import {
  type Fact,
  type Finding,
  type PackRule,
  type RuleId,
  daysAfterFirst,
  judge,
  levelOf,
  words,
} from '#lib/protocol/index.js';
import { type Offence, bars, levelOfOffence, relationBars } from './bars.js';
import { type Involvement, barringFigure, interestsHeld, isHeldAt, latest } from './held.js';
import { owesDeclaration } from './duties.js';
import type { Act, Part } from './items.js';
import type { Register } from '../register/state.js';
import type { Registers } from './known.js';
import { disclosedThenNotified, noticeAfterActing } from './notices.js';
import { type Standing, noStanding } from './standing.js';
import type { MeetingsState, Report } from './state.js';

/** A part together with what else is known of the person. */
export function involvementOf(state: MeetingsState, part: Part, known: Registers): Involvement {
  const standing = state.people.get(part.person) ?? noStanding();
  const register = known.registerOf(part.person);
  const official = part.acts.find((act) => act.official);
  const acts = part.acts.filter((act) => !act.official || act === official);
  const held = interestsHeld(part, standing, register);
  return { part, acts, standing, register, held, relations: known.relationsOf(part.person) };
}

/** An officer's matter is an item too (P02), so that its rules speak of one subject. */
function subjectOf({ part }: Involvement): string {
  return `item ${part.item.id} person ${part.person}`;
}

/** The clauses of the act itself, beside that of failing to disclose it; where both stand in one clause, that one. */
function withoutDisclosure(rule: PackRule | undefined): readonly string[] {
  const all = rule?.src.both ?? [];
  const left = words(rule, 'disclose_src');
  const own = all.filter((clause) => !left.includes(clause));
  return own.length > 0 ? own : all;
}

/** One finding a rule: on the first of the acts that offend most (readings 5, Facts). */
function firstOffence(
  involved: Involvement,
  id: RuleId,
  subject: string,
  bar: (act: Act) => Offence | null,
): Finding[] {
  let worst: { readonly act: Act; readonly offence: Offence; readonly level: 'BREACH' | 'WARN' } | null = null;
  for (const act of involved.acts) {
    const offence = bar(act);
    const level = levelOfOffence(act, id, offence);
    if (offence === null || level === null) continue;
    if (worst === null || (worst.level === 'WARN' && level === 'BREACH')) worst = { act, offence, level };
  }
  if (worst === null) return [];
  const { act, offence, level } = worst;
  const clauses = withoutDisclosure(act.pack.rules.get(id));
  return judge(act.pack, id, { subject, at: act.at, rec: offence.rec, level, clauses });
}

/** TH 3.25-3.28, 3.18-3.22, 3.39, 4.17, 5.3: what nobody in this position does. */
export function barredActs(involved: Involvement): Finding[] {
  return [...bars].flatMap(([id, bar]) => {
    return firstOffence(involved, id, subjectOf(involved), (act) => bar(involved, act));
  });
}

/** TH 5.3, AL 31, second limb: one finding a relationship and item, open for good. */
export function relatedActs(involved: Involvement): Finding[] {
  return involved.relations.flatMap((relation) => {
    const subject = `relationship ${relation.id} item ${involved.part.item.id}`;
    return firstOffence(involved, 'rel.body_or_decision', subject, (act) => relationBars(involved, relation, act));
  });
}

/** Findings resolved by what came too late and yet before them: after the item opened, or after the first act. */
function lateAnswer(findings: readonly Finding[], answered: Instant | null): Finding[] {
  return findings.map((one) => ({ ...one, remediedAt: answered === null ? null : Math.max(one.at, answered) }));
}

/** TH 3.23, LA2011 s31(2): an interest is declared when the item opens, at the latest before the first act; resolved once all are. */
export function declareAtMeeting(involved: Involvement): Finding[] {
  const { part, acts, held } = involved;
  const undeclared = held.flatMap((one) => {
    const act = acts.find((done) => isHeldAt(one, done.at) && owesDeclaration(involved, one, done));
    if (act === undefined) return [];
    const due = Math.min(act.at, part.item.opensAt ?? Infinity);
    return one.declaredAt !== null && one.declaredAt <= due ? [] : [{ ...one, act }];
  });
  if (undeclared.length === 0) return [];
  const { act } = undeclared.reduce((first, one) => (one.act.at < first.act.at ? one : first));
  // Any one of them is enough: the finding was known with the first that was.
  const rec = Math.max(act.rec, Math.min(...undeclared.filter((one) => one.act === act).map((one) => one.rec)));
  const answered = Math.max(...undeclared.map((one) => one.declaredAt ?? Infinity));
  const findings = judge(act.pack, 'int.declare_at_meeting', { subject: subjectOf(involved), at: act.at, rec });
  return lateAnswer(findings, answered === Infinity ? null : answered);
}

/** TH 3.26, 3.27, 4.17: the test of a reasonable member of the public comes before taking part. */
export function significanceTest(involved: Involvement): Finding[] {
  const { part, acts, held } = involved;
  for (const act of acts) {
    if (act.kind === 'abstention') continue;
    const applies = words(act.pack.rules.get('int.significance_test'), 'applies_to');
    const one = held.find((interest) => applies.includes(interest.category) && isHeldAt(interest, act.at));
    if (one === undefined || latest(part.tests, act.at) !== undefined) continue;
    const remediedAt = part.tests[0]?.at ?? null;
    const fact = { subject: subjectOf(involved), at: act.at, rec: Math.max(act.rec, one.rec), remediedAt };
    return judge(act.pack, 'int.significance_test', fact);
  }
  return [];
}

/** TH 3.22(b4): a ward speaker's statement comes before the first act; the finding occurs at the first ward speech. */
export function wardAdvocacyStatement(involved: Involvement): Finding[] {
  const {
    acts,
    part: { wardStatements },
  } = involved;
  const [first] = acts;
  const speech = acts.find(({ wardSpeech }) => wardSpeech);
  const [statement] = wardStatements;
  if (first === undefined || speech === undefined || (statement !== undefined && statement.at <= first.at)) return [];
  const fact = { subject: subjectOf(involved), at: speech.at, rec: speech.rec };
  return lateAnswer(judge(speech.pack, 'int.ward_advocacy_statement', fact), statement?.at ?? null);
}

/** TH 3.30: a member who acts on a listed item while barred must have disclosed the arrears. */
export function arrearsDisclosed(involved: Involvement): Finding[] {
  const { acts, part, standing } = involved;
  const disclosure = standing.disclosures.find(({ meeting }) => meeting === null || meeting === part.item.meeting);
  const id = 'int.council_tax_arrears_bar';
  for (const act of acts) {
    const rule = act.pack.rules.get(id);
    const figure = rule?.params['disclose'] === true ? barringFigure(involved, act.pack, id, act.at) : undefined;
    if (figure === undefined || (disclosure !== undefined && disclosure.at <= act.at)) continue;
    return judge(act.pack, id, {
      subject: `${subjectOf(involved)} disclosure`,
      at: act.at,
      rec: Math.max(act.rec, figure.rec),
      remediedAt: disclosure?.at ?? null,
      clauses: words(rule, 'disclose_src'),
    });
  }
  return [];
}

/** TH 4.18: an officer's interest is declared to the right role; WARN where that role is a default. */
export function officerDeclaredTo(involved: Involvement): Finding[] {
  const declarations = involved.part.declarations.filter(({ category }) => category === 'officer_interest');
  for (const { at, rec, pack, to } of declarations) {
    const rule = pack.rules.get('int.officer_interest');
    const right = words(rule, 'declare_to');
    // A role that the pack does not declare misroutes nothing (readings 1.7).
    if (to === null || right.length === 0 || !pack.roles.has(to) || right.includes(to)) continue;
    if (declarations.some((one) => one.at <= at && one.to !== null && right.includes(one.to))) return [];
    const fact: Fact = { subject: subjectOf(involved), at, rec };
    return judge(
      pack,
      'int.officer_interest',
      rule?.params['declare_to_default'] === true ? { ...fact, level: 'WARN' } : fact,
    );
  }
  return [];
}

/** Every finding about one person's part in one item. */
export function partFindings(involved: Involvement): Finding[] {
  const officer = [...officerDeclaredTo(involved)];
  const barred = barredActs(involved);
  const known = new Set(barred.map(({ rule }) => rule.id));
  return [
    ...declareAtMeeting(involved),
    ...significanceTest(involved),
    ...barred,
    ...officer.filter(({ rule }) => !known.has(rule.id)),
    ...wardAdvocacyStatement(involved),
    ...arrearsDisclosed(involved),
    ...noticeAfterActing(involved),
    ...relatedActs(involved),
  ];
}

/** TH 3.24-3.26: an interest declared at a meeting is on the register by the 28th day, the day of declaration being the first. */
export function categoriesRegistered(
  person: string,
  { firstDeclared }: Standing,
  { registrations }: Register,
  at: Instant,
): Finding[] {
  return [...firstDeclared].flatMap(([category, declared]) => {
    const rule = declared.pack.rules.get('int.categories_registered');
    const period = declared.pack.deadlines.get('interest.register');
    const days = daysAfterFirst(period, 'beginning_with');
    if (!words(rule, 'categories').includes(category) || period === undefined || days === null) return [];
    const end = startOfDay(localDay(declared.at) + days + 1);
    const entries = registrations.filter((one) => one.category === category && (one.ended ?? Infinity) >= end);
    if (end > at || entries.some((one) => one.at < end)) return [];
    const fact: Fact = {
      subject: `person ${person} category ${category}`,
      at: end,
      rec: end,
      remediedAt: entries[0]?.at ?? null,
    };
    return judge(declared.pack, 'int.categories_registered', period.isDefault ? { ...fact, level: 'WARN' } : fact);
  });
}

/** TH 14.9: a barred employment and a seat on a staff-negotiating body do not go together. */
export function negotiatingBodyBar(person: string, { employments, negotiatingSeats }: Standing): Finding[] {
  return negotiatingSeats.flatMap((seat) => {
    const barring = employments.find(({ kind, pack }) =>
      words(pack.rules.get('int.negotiating_body_bar'), 'bars').includes(kind),
    );
    if (barring === undefined) return [];
    const later = barring.at > seat.at ? barring : seat;
    if (seat.ended !== null && seat.ended <= later.at) return [];
    const rec = Math.max(barring.rec, seat.rec);
    const fact = { subject: `person ${person} body ${seat.body}`, at: later.at, rec, remediedAt: seat.ended };
    return judge(later.pack, 'int.negotiating_body_bar', fact);
  });
}

function soughtAdvice(state: MeetingsState, { person, at, to, pack }: Report): boolean {
  const advisers = words(pack.rules.get('int.role_conflict_advice'), 'advisers');
  if (to !== null && advisers.includes(to)) return true;
  const sought = state.people.get(person)?.adviceSought ?? [];
  return sought.some((one) => one.at >= at && advisers.includes(one.to));
}

/** TH 3.40(b1), 3.32-3.34, 14.13, AL 4, 9, GA 2.6(b12), NT 6.1(k), OM 3.1(l): what offends by itself. */
export function reportedActs(state: MeetingsState): Finding[] {
  return state.reports.flatMap((report) => {
    const { rule, id, at, rec, basis, warns, pack } = report;
    if (rule === 'int.role_conflict_advice' && soughtAdvice(state, report)) return [];
    const hard = levelOf(pack.rules.get(rule)?.mode);
    const fact: Fact = { subject: `event ${id}`, at, rec, basis };
    return judge(pack, rule, warns && hard === 'BREACH' ? { ...fact, level: 'WARN' } : fact);
  });
}

/** Every finding about meetings and what bears on them, as at an instant. */
export function meetingFindings(state: MeetingsState, known: Registers, at: Instant): Finding[] {
  const findings: Finding[] = [];
  for (const item of state.items.values()) {
    for (const part of item.parts.values()) findings.push(...partFindings(involvementOf(state, part, known)));
  }
  for (const [person, standing] of state.people) {
    const register = known.registerOf(person);
    findings.push(...categoriesRegistered(person, standing, register, at), ...negotiatingBodyBar(person, standing));
  }
  return [...findings, ...disclosedThenNotified(state, known, at), ...reportedActs(state)];
}
