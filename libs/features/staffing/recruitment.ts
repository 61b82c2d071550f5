import { type EventMark, type Instant, HOUR_MS } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import { type Finding, judge, words } from '#lib/protocol/index.js';
import type { CandidateDeclaration, Determination, Place, Recruiter, StaffingState, Step } from './state.js';

/** One person's declared relationship with one candidate, with what bears on it. */
export interface Candidacy {
  readonly person: string;
  readonly candidate: string;
  readonly declarations: readonly [CandidateDeclaration, ...CandidateDeclaration[]];
  readonly determinations: readonly Determination[];
  readonly steps: readonly Step[];
}

function bearsOn(place: Place, { candidate, post }: CandidateDeclaration): boolean {
  if (place.candidate !== null) return place.candidate === candidate;
  return place.post === null || post === null || place.post === post;
}

function candidaciesOf(person: string, { declarations, determinations, steps }: Recruiter): Candidacy[] {
  const byCandidate = new Map<string, [CandidateDeclaration, ...CandidateDeclaration[]]>();
  for (const one of declarations) {
    const known = byCandidate.get(one.candidate);
    if (known === undefined) byCandidate.set(one.candidate, [one]);
    else known.push(one);
  }
  return [...byCandidate].map(([candidate, declared]) => ({
    person,
    candidate,
    declarations: declared,
    determinations: determinations.filter((one) => bearsOn(one, declared[0])),
    steps: steps.filter((one) => bearsOn(one, declared[0])),
  }));
}

/** Every person and candidate between whom a relationship was declared. */
export function candidacies({ recruiters }: StaffingState): Candidacy[] {
  return [...recruiters].flatMap(([person, recruiter]) => candidaciesOf(person, recruiter));
}

/** A step between knowing of the relationship and declaring it. */
export function stepBeforeDeclaration({ declarations: [declared], steps }: Candidacy): Step | undefined {
  const { knownAt, at } = declared;
  return knownAt === null ? undefined : steps.find((step) => knownAt <= step.at && step.at < at);
}

/** The latest determination that is not after an instant. */
export function determinationBy({ determinations }: Candidacy, at: Instant): Determination | undefined {
  return determinations.findLast((one) => one.at <= at);
}

/** Whole hours from knowing to declaring, rounded down; null if nobody said when it was known. */
export function hoursToDeclare({ declarations: [{ knownAt, at }] }: Candidacy): number | null {
  return knownAt === null ? null : Math.floor((at - knownAt) / HOUR_MS);
}

function stepFinding(candidacy: Candidacy, which: string, step: Step | undefined, others: readonly Step[]): Finding[] {
  if (step === undefined) return [];
  const subject = `person ${candidacy.person} candidate ${candidacy.candidate} ${which}`;
  const events: EventMark[] = [step, ...others].map(markOf);
  const rec = Math.max(...events.map((one) => one.rec));
  const anchor = markOf(step);
  return judge(step.pack, 'stf.candidate_relationship', {
    subject,
    at: step.at,
    rec,
    anchor,
    events,
    actor: candidacy.person,
  });
}

function declaredElsewhere({ person, candidate, declarations }: Candidacy): Finding[] {
  const rightIn = ({ pack, to }: CandidateDeclaration): boolean =>
    words(pack.rules.get('stf.candidate_relationship'), 'to').includes(to);
  const wrong = declarations.find((one) => one.pack.roles.has(one.to) && !rightIn(one));
  const right = declarations.find(rightIn);
  if (wrong === undefined || (right !== undefined && right.at <= wrong.at)) return [];
  const subject = `person ${person} candidate ${candidate} declared_elsewhere`;
  const events = right === undefined ? [] : [markOf(right)];
  const told = { anchor: markOf(wrong), events, actor: person };
  const fact = { subject, at: wrong.at, rec: wrong.rec, remediedAt: right?.at ?? null, ...told };
  return judge(wrong.pack, 'stf.candidate_relationship', fact);
}

/** TH 14.2: a relationship with a candidate is declared at once and to the right role, determined, and obeyed. */
export function candidateRelationship(candidacy: Candidacy): Finding[] {
  const [declared] = candidacy.declarations;
  const later = candidacy.steps
    .filter((step) => step.at >= declared.at)
    .map((step) => ({ step, determined: determinationBy(candidacy, step.at) }));
  const undetermined = later.find(({ determined }) => determined === undefined);
  const against = later.find(({ determined }) => determined?.outcome === 'no_further_part');
  const determination = against?.determined === undefined ? [] : [against.determined];
  return [
    ...stepFinding(candidacy, 'step_before_declaration', stepBeforeDeclaration(candidacy), [declared]),
    ...stepFinding(candidacy, 'step_without_determination', undetermined?.step, [declared]),
    ...stepFinding(candidacy, 'step_against_determination', against?.step, [declared, ...determination]),
    ...declaredElsewhere(candidacy),
  ];
}
