import { type Finding, judge, words } from '#lib/protocol/index.js';
import { candidacies, candidateRelationship } from './recruitment.js';
import { type CompanyPart, type Report, type StaffingState, isAbout } from './state.js';

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

/** TH 14.1: support for a candidate; GA 10.1, 10.2: barred acts in a post that was restricted then. */
function reportedAct(report: Report, { posts }: StaffingState): Finding[] {
  const { id, rule, act, at, rec, pack } = report;
  const found = judge(pack, rule, { subject: `event ${id}`, at, rec, basis: 'reported' });
  if (rule === 'stf.no_support_or_reference') return found;
  const restricted = [...posts].some(
    ([name, post]) =>
      isAbout(report, name, post) &&
      post.spells.some(({ from, until }) => from <= at && (until === null || at < until)),
  );
  return restricted && words(pack.rules.get(rule), 'acts').includes(act ?? '') ? found : [];
}

/** Every finding about recruitment and restricted posts. */
export function staffingFindings(state: StaffingState): Finding[] {
  return [
    ...candidacies(state).flatMap(candidateRelationship),
    ...[...state.companies.values()].flatMap(companyRecruitment),
    ...state.reports.flatMap((one) => reportedAct(one, state)),
  ];
}
