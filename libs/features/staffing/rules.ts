import { type Finding, judge, words } from '#lib/protocol/index.js';
import { candidacies, candidateRelationship } from './recruitment.js';
import type { CompanyPart, Report, StaffingState } from './state.js';

/** TH 3.40(b2): an officer joins a company's recruitment once the authoriser has agreed. */
function companyRecruitment({ officer, company, agreements, participations }: CompanyPart): Finding[] {
  const alone = participations.find(({ at, pack }) => {
    const authorisers = words(pack.rules.get('stf.company_recruitment'), 'authoriser');
    return !agreements.some((one) => one.at <= at && authorisers.includes(one.by));
  });
  if (alone === undefined) return [];
  const subject = `officer ${officer} company ${company}`;
  return judge(alone.pack, 'stf.company_recruitment', { subject, at: alone.at, rec: alone.rec });
}

/** TH 14.1; GA 10.1, 10.2: support for a candidate, and barred acts in a restricted post. */
function reportedAct({ id, rule, act, at, rec, pack }: Report): Finding[] {
  if (rule === 'pol.restricted_posts' && !words(pack.rules.get(rule), 'acts').includes(act ?? '')) return [];
  return judge(pack, rule, { subject: `event ${id}`, at, rec, basis: 'reported' });
}

/** Every finding about recruitment and restricted posts. */
export function staffingFindings(state: StaffingState): Finding[] {
  return [
    ...candidacies(state).flatMap(candidateRelationship),
    ...[...state.companies.values()].flatMap(companyRecruitment),
    ...state.reports.flatMap(reportedAct),
  ];
}
