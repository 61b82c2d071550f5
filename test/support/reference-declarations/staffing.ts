import { finding, subject, type Finding } from './finding.js';
import type { Fact, Past } from './history.js';
import { knowsRole, param } from './pack.js';
import { instant, iso } from './time.js';

const HOUR = 3_600_000;
const RECRUITMENT = 'stf.candidate_relationship';
const COMPANY = 'stf.company_recruitment';

interface Candidacy {
  person: string;
  candidate: string;
  declarations: Fact[];
  steps: Fact[];
  determinations: Fact[];
}

/** One per person and candidate declared; steps and determinations are those that contradict none of its tokens. */
function candidacies(past: Past): Candidacy[] {
  const declared = past.facts.filter((fact) => fact.e === 'CandidateRelationshipDeclared');
  const firsts = declared.filter((fact) => declared.find((one) => sameCandidate(one, fact)) === fact);
  return firsts.map((first) => {
    const declarations = declared.filter((fact) => sameCandidate(fact, first));
    const about = (kind: string) =>
      past.facts.filter((fact) => fact.e === kind && declarations.some((one) => concerns(fact, one)));
    return {
      person: first.f['person'],
      candidate: first.f['candidate'],
      declarations,
      steps: about('RecruitmentStepTaken'),
      determinations: about('RecruitmentParticipationDetermined').filter((fact) => isDeterminer(past, fact)),
    };
  });
}

// Readings 6: a determination counts only `by` the rule's `determiner`, where it names one.
function isDeterminer(past: Past, fact: Fact): boolean {
  const determiner = param(past.pack, RECRUITMENT, 'determiner') as string | string[] | undefined;
  return determiner === undefined || [determiner].flat().includes(fact.f['by']);
}

function sameCandidate(a: Fact, b: Fact): boolean {
  return a.f['person'] === b.f['person'] && a.f['candidate'] === b.f['candidate'];
}

function concerns(fact: Fact, declared: Fact): boolean {
  const agrees = (name: string) =>
    fact.f[name] === undefined || declared.f[name] === undefined || fact.f[name] === declared.f[name];
  return fact.f['person'] === declared.f['person'] && agrees('candidate') && agrees('post');
}

// Readings 6, recruitment: a step between `knownAt` and the declaration.
function stepBeforeDeclaration({ declarations, steps }: Candidacy): Fact | undefined {
  const [declared] = declarations;
  const known = declared!.f['knownAt'] === undefined ? declared!.at : instant(declared!.f['knownAt']);
  return steps.find((step) => known <= step.at && step.at < declared!.at);
}

function determinationBy({ determinations }: Candidacy, at: number): Fact | undefined {
  return determinations.filter((fact) => fact.at <= at).at(-1);
}

// Readings 6, recruitment: a step without a determination.
function stepWithoutDetermination(candidacy: Candidacy): Fact | undefined {
  const declared = candidacy.declarations[0]!;
  return candidacy.steps.find((step) => step.at >= declared.at && !determinationBy(candidacy, step.at));
}

// Readings 6, recruitment: a step against the determination in force then.
function stepAgainst(candidacy: Candidacy): Fact | undefined {
  const declared = candidacy.declarations[0]!;
  return candidacy.steps.find(
    (step) => step.at >= declared.at && determinationBy(candidacy, step.at)?.f['outcome'] === 'no_further_part',
  );
}

// Readings 6, recruitment: a declaration to another role; resolved by a declaration to the right one.
function declaredElsewhere(
  past: Past,
  { declarations }: Candidacy,
): { wrong: Fact; right: Fact | undefined } | undefined {
  const to = param(past.pack, RECRUITMENT, 'to');
  const wrong = declarations.find((fact) => knowsRole(past.pack, fact.f['to']) && fact.f['to'] !== to);
  const right = declarations.find((fact) => fact.f['to'] === to);
  return wrong && !(right && right.at <= wrong.at) ? { wrong, right } : undefined;
}

// Readings 6, recruitment: each is a BREACH, one of each a candidate.
function candidacyFindings(past: Past, candidacy: Candidacy): Finding[] {
  const one = (which: string, act: Fact | undefined, remedied: Fact | undefined, ...on: (Fact | undefined)[]) =>
    act
      ? finding(past.pack, {
          rule: RECRUITMENT,
          beside: which,
          subject: subject('person', candidacy.person, 'candidate', candidacy.candidate, which),
          at: act.at,
          by: remedied,
          on: [act, ...on],
          who: candidacy.person,
        })
      : [];
  const [declared] = candidacy.declarations;
  const against = stepAgainst(candidacy);
  const elsewhere = declaredElsewhere(past, candidacy);
  return [
    ...one('step_before_declaration', stepBeforeDeclaration(candidacy), undefined, declared),
    ...one('step_without_determination', stepWithoutDetermination(candidacy), undefined, declared),
    ...one(
      'step_against_determination',
      against,
      undefined,
      declared,
      against && determinationBy(candidacy, against.at),
    ),
    ...one('declared_elsewhere', elsewhere?.wrong, elsewhere?.right),
  ];
}

interface CompanyPart {
  officer: string;
  company: string;
  participated: Fact | undefined;
  agreed: boolean;
}

/** An agreement by the authoriser that the pack names (by anybody where it names none). */
function agreements(past: Past, officer: string, company: string): Fact[] {
  const authoriser = param(past.pack, COMPANY, 'authoriser');
  return past.facts.filter(
    (fact) =>
      fact.e === 'CompanyRecruitmentParticipationAgreed' &&
      fact.f['officer'] === officer &&
      fact.f['company'] === company &&
      (authoriser === undefined || fact.f['by'] === authoriser),
  );
}

function companyParts(past: Past): CompanyPart[] {
  const kinds = ['CompanyRecruitmentParticipated', 'CompanyRecruitmentParticipationAgreed'];
  const all = past.facts.filter((fact) => kinds.includes(fact.e));
  const same = (a: Fact, b: Fact) => a.f['officer'] === b.f['officer'] && a.f['company'] === b.f['company'];
  return all
    .filter((fact) => all.find((one) => same(one, fact)) === fact)
    .map((fact) => {
      const { officer, company } = fact.f as { officer: string; company: string };
      const participated = all.find((one) => same(one, fact) && one.e === 'CompanyRecruitmentParticipated');
      const agreed = agreements(past, officer, company).some((one) => one.at <= (participated?.at ?? Infinity));
      return { officer, company, participated, agreed };
    });
}

// Readings 5, table: officer and company; taking part without the authoriser's agreement by then.
function companyFindings(past: Past): Finding[] {
  return companyParts(past).flatMap(({ officer, company, participated, agreed }) =>
    participated && !agreed
      ? finding(past.pack, {
          rule: COMPANY,
          subject: subject('officer', officer, 'company', company),
          at: participated.at,
          on: [participated],
          who: officer,
        })
      : [],
  );
}

export function staffingFindings(past: Past): Finding[] {
  return [...candidacies(past).flatMap((one) => candidacyFindings(past, one)), ...companyFindings(past)];
}

// Readings 6, recruitment: whole hours; `laterParticipation` is a step after the latest determination.
function recruitmentRow(candidacy: Candidacy): object {
  const declared = candidacy.declarations[0]!;
  const latest = candidacy.determinations.at(-1);
  const known = declared.f['knownAt'];
  return {
    person: candidacy.person,
    candidate: candidacy.candidate,
    hoursToDeclare: known === undefined ? null : Math.floor((declared.at - instant(known)) / HOUR),
    outcome: latest?.f['outcome'] ?? null,
    laterParticipation: latest !== undefined && candidacy.steps.some((step) => step.at > latest.at),
    stepBeforeDeclaration: stepBeforeDeclaration(candidacy) !== undefined,
  };
}

/** P15 recruitment-declarations. */
export function recruitmentDeclarations(past: Past): object {
  return {
    rows: candidacies(past).map(recruitmentRow),
    companies: companyParts(past).map(({ officer, company, agreed }) => ({ officer, company, agreed })),
  };
}

/** The designation of a post in force at an instant. */
export function designation(past: Past, post: string, at: number): Fact | undefined {
  const last = past.facts
    .filter((fact) => ['PostDesignatedPoliticallyRestricted', 'PostRestrictionEnded'].includes(fact.e))
    .filter((fact) => fact.f['post'] === post && fact.at <= at)
    .at(-1);
  return last?.e === 'PostDesignatedPoliticallyRestricted' ? last : undefined;
}

/** The designations since a post was last without one, and what ended them if anything did. */
export function lastSpell(past: Past, post: string): Fact[] {
  let said: Fact[] = [];
  let ended = true;
  for (const fact of past.facts.filter((one) => one.f['post'] === post)) {
    if (fact.e === 'PostDesignatedPoliticallyRestricted') {
      said = ended ? [fact] : [...said, fact];
      ended = false;
    } else if (fact.e === 'PostRestrictionEnded' && !ended) {
      said.push(fact);
      ended = true;
    }
  }
  return said;
}

function designations(past: Past, post: string): Fact[] {
  return past.facts.filter((fact) => fact.e === 'PostDesignatedPoliticallyRestricted' && fact.f['post'] === post);
}

/** Designations of a post of which its holder was given notice. */
export function noticesOf(past: Past, post: string): Fact[] {
  return designations(past, post).filter((fact) => fact.f['notice'] === true);
}

function holder(past: Past, post: string, at: number): string | null {
  return (
    designations(past, post)
      .filter((fact) => fact.at <= at && fact.f['officer'] !== undefined)
      .at(-1)?.f['officer'] ?? null
  );
}

export function designatedPosts(past: Past): string[] {
  const all = past.facts.filter((fact) => fact.e === 'PostDesignatedPoliticallyRestricted');
  return [...new Set(all.map((fact) => fact.f['post'] as string))];
}

/** Whether a report of activity is about a post: it names the post, or else the officer whom the post's designation names. */
export function isAbout(past: Past, report: Fact, post: string): boolean {
  if (report.f['post'] !== undefined) return report.f['post'] === post;
  return report.f['officer'] !== undefined && holder(past, post, report.at) === report.f['officer'];
}

// Readings 6: P16 `posts: {post: {officer, designated, notices, activities: [{act, at}]}}`.
export function restrictedPosts(past: Past): object {
  const reports = past.facts.filter((fact) => fact.e === 'RestrictedActivityReported');
  const rows = designatedPosts(past).map((post) => [
    post,
    {
      officer: holder(past, post, past.at),
      designated: designation(past, post, past.at) !== undefined,
      notices: noticesOf(past, post).length,
      activities: reports
        .filter((fact) => isAbout(past, fact, post))
        .map((fact) => ({ act: fact.f['act'], at: iso(fact.at) })),
    },
  ]);
  return { posts: Object.fromEntries(rows) };
}
