import type { Instant } from '#lib/kernel/index.js';
import { firstRecordedOf, markOf } from '#lib/kernel/marks.js';
import { type Finding, judge, words } from '#lib/protocol/index.js';
import { candidacies, candidateRelationship } from './recruitment.js';
import { type CompanyPart, type Post, type Report, type StaffingState, isAbout } from './state.js';

/** TH 3.40(b2): an officer joins a company's recruitment once the authoriser has agreed. */
function companyRecruitment({ officer, company, agreements, participations }: CompanyPart): Finding[] {
  const alone = participations.find(({ at, pack }) => {
    const authorisers = words(pack.rules.get('stf.company_recruitment'), 'authoriser');
    return !agreements.some((one) => one.at <= at && authorisers.includes(one.by));
  });
  if (alone === undefined) return [];
  const subject = `officer ${officer} company ${company}`;
  return judge(alone.pack, 'stf.company_recruitment', {
    subject,
    at: alone.at,
    rec: alone.rec,
    anchor: markOf(alone),
    actor: officer,
  });
}

function isRestricted({ spells }: Post, at: Instant): boolean {
  return spells.some(({ from, until }) => from <= at && (until === null || at < until));
}

/** TH 14.1: support for a candidate; GA 10.1, 10.2: barred acts in a post that was restricted then. */
function reportedAct(report: Report, { posts }: StaffingState): Finding[] {
  const { id, rule, act, officer, at, rec, pack } = report;
  const fact = { subject: `event ${id}`, at, rec, anchor: markOf(report), actor: officer, basis: 'reported' } as const;
  if (rule === 'stf.no_support_or_reference') return judge(pack, rule, fact);
  const read = [...posts]
    .filter(([name, post]) => isAbout(report, name, post) && isRestricted(post, at))
    .flatMap(([, { designations }]) => designations.findLast((one) => one.at <= at) ?? []);
  const acts = words(pack.rules.get(rule), 'acts');
  const first = firstRecordedOf(read);
  // A rule that lists no acts bars every act (readings 6).
  if (first === null || (acts.length > 0 && !acts.includes(act ?? ''))) return [];
  return judge(pack, rule, { ...fact, rec: Math.max(rec, first.rec), events: read });
}

/** Every finding about recruitment and restricted posts. */
export function staffingFindings(state: StaffingState): Finding[] {
  return [
    ...candidacies(state).flatMap(candidateRelationship),
    ...[...state.companies.values()].flatMap(companyRecruitment),
    ...state.reports.flatMap((one) => reportedAct(one, state)),
  ];
}
