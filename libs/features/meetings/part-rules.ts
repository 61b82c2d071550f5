import type { EventMark, Instant } from '#lib/kernel/index.js';
import { firstRecordedOf, knownFrom, lastOf } from '#lib/kernel/marks.js';
import { type Fact, type Finding, type PackRule, type RuleId, clausesFor, judge, words } from '#lib/protocol/index.js';
import { type Offence, bars, jointArrangementBy, levelOfOffence, relationBars, takesPart } from './bars.js';
import { owesDeclaration } from './duties.js';
import { type Held, type Involvement, barringFigure, declarationsOf, interestsHeld, isHeldAt, latest } from './held.js';
import type { Act, Part } from './items.js';
import type { Registers } from './known.js';
import { noticeAfterActing } from './notices.js';
import { noStanding } from './standing.js';
import type { MeetingsState } from './state.js';

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

/** What an act and its grounds make: the act is the anchor, and the person the actor. */
function factOf({ part }: Involvement, act: Act, on: readonly EventMark[]): Omit<Fact, 'subject'> {
  return { at: act.at, rec: knownFrom([act, ...on]), anchor: act, events: on, actor: part.person };
}

/** The clauses of the act itself, beside that of failing to disclose it; if both stand in one clause, that one. */
function withoutDisclosure({ part }: Involvement, act: Act, rule: PackRule | undefined): readonly string[] {
  const all = rule === undefined ? [] : (clausesFor(act.pack, rule, part.person) ?? []);
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
    const level = levelOfOffence(involved, act, id, offence);
    if (offence === null || level === null) continue;
    if (worst === null || (worst.level === 'WARN' && level === 'BREACH')) worst = { act, offence, level };
  }
  if (worst === null) return [];
  const { act, offence, level } = worst;
  const clauses = withoutDisclosure(involved, act, act.pack.rules.get(id));
  return judge(act.pack, id, { ...factOf(involved, act, offence.on), subject, level, clauses });
}

/** TH 3.25-3.28, 3.18-3.22, 3.39, 4.17, 5.3: what nobody in this position does. */
function barredActs(involved: Involvement): Finding[] {
  return [...bars].flatMap(([id, bar]) => {
    return firstOffence(involved, id, subjectOf(involved), (act) => bar(involved, act));
  });
}

/** TH 5.3, AL 31, second limb: one finding a relationship and item, open for good. */
function relatedActs(involved: Involvement): Finding[] {
  return involved.relations.flatMap((relation) => {
    const subject = `relationship ${relation.id} item ${involved.part.item.id}`;
    return firstOffence(involved, 'rel.body_or_decision', subject, (act) => relationBars(involved, relation, act));
  });
}

/** A fact that is resolved by what came too late and yet before it: after the item opened, or after the first act. */
function lateAnswer(findings: readonly Finding[], answer: EventMark | null): Finding[] {
  if (answer === null) return [...findings];
  return findings.map((one) => {
    return { ...one, remediedAt: Math.max(one.at, answer.at), events: [...one.events, answer] };
  });
}

interface Undeclared {
  readonly act: Act;
  readonly held: Held;
}

/** Each act on an interest that was held, owed to the meeting, and not declared in time. */
function undeclaredOn(involved: Involvement): readonly Undeclared[] {
  const { part, acts, held } = involved;
  const isLate = (category: Held['category'], at: Instant): boolean =>
    !declarationsOf(involved, category).some((one) => one.at <= Math.min(at, part.item.opensAt ?? Infinity));
  return acts.flatMap((act) =>
    held
      .filter((one) => isHeldAt(one, act.at) && isLate(one.category, act.at))
      .filter((one) => owesDeclaration(involved, one.category, act))
      .map((one) => ({ act, held: one })),
  );
}

/** The declaration with which the last of some categories was declared; null while one is not. */
function lastDeclared(involved: Involvement, categories: ReadonlySet<Held['category']>): EventMark | null {
  const firsts = [...categories].map((category) => declarationsOf(involved, category)[0]);
  const declared = firsts.filter((one) => one !== undefined);
  return declared.length === firsts.length ? lastOf(declared) : null;
}

/** TH 3.23, LA2011 s31(2): an interest is declared when the item opens, at the latest before the first act; resolved once all are. */
function declareAtMeeting(involved: Involvement): Finding[] {
  const undeclared = undeclaredOn(involved);
  const [first] = undeclared;
  if (first === undefined) return [];
  const { act } = first;
  // Any one of them is enough: the finding was known with the first that was.
  const source = firstRecordedOf(undeclared.filter((one) => one.act === act).map(({ held }) => held.source));
  const fact = factOf(involved, act, source === null ? [] : [source]);
  const findings = judge(act.pack, 'int.declare_at_meeting', { ...fact, subject: subjectOf(involved) });
  return lateAnswer(findings, lastDeclared(involved, new Set(undeclared.map(({ held }) => held.category))));
}

/** TH 3.26, 3.27, 4.17: the test of a reasonable member of the public comes before taking part. */
function significanceTest(involved: Involvement): Finding[] {
  const { part, acts, held } = involved;
  for (const act of acts.filter(takesPart)) {
    const applies = words(act.pack.rules.get('int.significance_test'), 'applies_to');
    const source = firstRecordedOf(
      held.filter((one) => applies.includes(one.category) && isHeldAt(one, act.at)).map((one) => one.source),
    );
    if (source === null || latest(part.tests, act.at) !== undefined) continue;
    const [test] = part.tests;
    const fact = factOf(involved, act, [source, ...(test === undefined ? [] : [test])]);
    return judge(act.pack, 'int.significance_test', {
      ...fact,
      rec: knownFrom([act, source]),
      subject: subjectOf(involved),
      remediedAt: test?.at ?? null,
    });
  }
  return [];
}

/** TH 3.22(b4): a ward speaker's statement comes before the first act; the finding occurs at the first ward speech. */
function wardAdvocacyStatement(involved: Involvement): Finding[] {
  const { acts, part } = involved;
  const [first] = acts;
  const speech = acts.find(({ wardSpeech }) => wardSpeech);
  const [statement] = part.wardStatements;
  if (first === undefined || speech === undefined || (statement !== undefined && statement.at <= first.at)) return [];
  const fact = { ...factOf(involved, speech, []), subject: subjectOf(involved) };
  return lateAnswer(judge(speech.pack, 'int.ward_advocacy_statement', fact), statement ?? null);
}

/** A duty to say something by an act: what showed that it was owed, and what says it, in the order of occurrence. */
interface Owed {
  readonly id: 'int.council_tax_arrears_bar' | 'int.joint_arrangement';
  readonly subject: 'disclosure' | 'declaration';
  /** The parameter that lists its clauses. */
  readonly clauses: 'disclose_src' | 'declare_src';
  readonly said: readonly EventMark[];
  readonly owedBy: (act: Act) => EventMark | null;
}

function unsaid(involved: Involvement, { id, subject, clauses, said, owedBy }: Owed): Finding[] {
  for (const act of involved.acts) {
    const ground = said.some((one) => one.at <= act.at) ? null : owedBy(act);
    if (ground === null) continue;
    const [answer] = said;
    return judge(act.pack, id, {
      ...factOf(involved, act, [ground, ...(answer === undefined ? [] : [answer])]),
      rec: knownFrom([act, ground]),
      subject: `${subjectOf(involved)} ${subject}`,
      remediedAt: answer?.at ?? null,
      clauses: words(act.pack.rules.get(id), clauses),
    });
  }
  return [];
}

/** TH 3.30: a member who acts on a listed item while barred must have disclosed the arrears. */
function arrearsDisclosed(involved: Involvement): Finding[] {
  const { part, standing } = involved;
  const id = 'int.council_tax_arrears_bar';
  const owedBy = (act: Act): EventMark | null => {
    const isOwed = act.pack.rules.get(id)?.params['disclose'] === true;
    return (isOwed ? barringFigure(involved, act.pack, id, act.at) : undefined) ?? null;
  };
  const said = standing.disclosures.filter(({ meeting }) => meeting === null || meeting === part.item.meeting);
  return unsaid(involved, { id, subject: 'disclosure', clauses: 'disclose_src', said, owedBy });
}

/** TH 3.39: a member who acts while on both sides of a joint arrangement must have declared that. */
function arrangementDeclared(involved: Involvement): Finding[] {
  const id = 'int.joint_arrangement';
  const owedBy = (act: Act): EventMark | null => {
    const isOwed = act.pack.rules.get(id)?.params['declare'] === true;
    return isOwed ? firstRecordedOf(jointArrangementBy(involved, act.at)) : null;
  };
  const said = declarationsOf(involved, 'joint_arrangement');
  return unsaid(involved, { id, subject: 'declaration', clauses: 'declare_src', said, owedBy });
}

/** TH 4.18: an officer's interest is declared to the right role; WARN if that role is a default. */
function officerDeclaredTo(involved: Involvement): Finding[] {
  const id = 'int.officer_interest';
  const declarations = involved.part.declarations.filter(({ category }) => category === 'officer_interest');
  for (const declaration of declarations) {
    const { at, rec, pack, to } = declaration;
    const rule = pack.rules.get(id);
    const right = words(rule, 'declare_to');
    // A role that the pack does not declare misroutes nothing (readings 1.7).
    if (to === null || right.length === 0 || !pack.roles.has(to) || right.includes(to)) continue;
    if (declarations.some((one) => one.at <= at && one.to !== null && right.includes(one.to))) return [];
    const said = { subject: subjectOf(involved), at, rec, anchor: declaration, actor: involved.part.person };
    const fact: Fact = { ...said, apartFrom: ['int.significance_test'] };
    return judge(pack, id, rule?.params['declare_to_default'] === true ? { ...fact, level: 'WARN' } : fact);
  }
  return [];
}

/** Every finding about one person's part in one item. */
export function partFindings(involved: Involvement): Finding[] {
  const barred = barredActs(involved);
  const known = new Set(barred.map(({ rule }) => rule.id));
  return [
    ...declareAtMeeting(involved),
    ...significanceTest(involved),
    ...barred,
    ...officerDeclaredTo(involved).filter(({ rule }) => !known.has(rule.id)),
    ...wardAdvocacyStatement(involved),
    ...arrearsDisclosed(involved),
    ...arrangementDeclared(involved),
    ...noticeAfterActing(involved),
    ...relatedActs(involved),
  ];
}
