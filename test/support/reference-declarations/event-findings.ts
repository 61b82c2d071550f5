import { finding, type Finding } from './finding.js';
import type { Fact, Past } from './history.js';
import { level, listParam } from './pack.js';
import { designatedPosts, designation, isAbout } from './staffing.js';

type Told = { rule: string; basis: 'observed' | 'reported'; level?: 'BREACH' | 'WARN' };

const INFLUENCE: Record<string, string> = {
  private_advantage: 'int.no_private_advantage',
  legal_process: 'int.legal_proceedings',
  staffing: 'stf.no_staffing_influence',
};

// Readings 5: case_officer and witness breach, others warn; only while proceedings are live.
function legalContact(past: Past, fact: Fact): Told | undefined {
  const rule = 'int.legal_proceedings';
  if (fact.f['live'] === false || !level(past.pack, rule)) return undefined;
  const hard = ['case_officer', 'witness'].includes(fact.f['with']);
  return hard ? { rule, basis: 'observed' } : { rule, basis: 'observed', level: 'WARN' };
}

// designation and reported barred acts.
function restrictedActivity(past: Past, fact: Fact): Told | undefined {
  const rule = 'pol.restricted_posts';
  const posts = designatedPosts(past).filter((post) => isAbout(past, fact, post));
  const designated = posts.some((post) => designation(past, post, fact.at));
  const barred = listParam(past.pack, rule, 'acts').includes(fact.f['act']);
  return designated && barred ? { rule, basis: 'reported' } : undefined;
}

/** What one event raises by itself (readings 5, table, subject "event"). */
function raisedBy(past: Past, fact: Fact): Told | undefined {
  switch (fact.e) {
    case 'CompanyEmploymentReported':
      return { rule: 'int.company_employment', basis: 'reported' };
    case 'LegalProceedingsContactRecorded':
      return legalContact(past, fact);
    // Readings 5: `ImproperInfluenceReported.kind` selects one rule alone.
    case 'ImproperInfluenceReported':
      return INFLUENCE[fact.f['kind']] ? { rule: INFLUENCE[fact.f['kind']]!, basis: 'reported' } : undefined;
    case 'PersonalMatterRaised': {
      const excepted = listParam(past.pack, 'rel.officer_private_matters', 'exceptions').includes(fact.f['basis']);
      return excepted ? undefined : { rule: 'rel.officer_private_matters', basis: 'observed' };
    }
    case 'CandidateSupportReported':
      return { rule: 'stf.no_support_or_reference', basis: 'reported' };
    case 'PrivateLifeRequested':
      return { rule: 'stf.privacy', basis: 'observed' };
    case 'RestrictedActivityReported':
      return restrictedActivity(past, fact);
    default:
      return undefined;
  }
}

export function eventFindings(past: Past): Finding[] {
  return past.facts.flatMap((fact) => {
    const told = raisedBy(past, fact);
    return told ? finding(past.pack, { ...told, subject: fact.id, at: fact.at, on: [fact] }) : [];
  });
}
