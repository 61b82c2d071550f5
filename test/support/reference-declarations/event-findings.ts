import { earliest, finding, subject, type Finding } from './finding.js';
import type { Fact, Past } from './history.js';
import { clausesOfWord, levelOfWord, listParam, param } from './pack.js';
import { designatedPosts, designation, isAbout } from './staffing.js';

interface Told {
  rule: string;
  basis: 'observed' | 'reported';
  /** Who acts: of a report whom it is about. */
  who: string | undefined;
  /** The word of the rule's line that it is of. */
  word?: string;
  /** What else the rule read. */
  read?: Fact[];
}

const INFLUENCE: Record<string, string> = {
  private_advantage: 'int.no_private_advantage',
  legal_process: 'int.legal_proceedings',
  staffing: 'stf.no_staffing_influence',
};

// designation and reported barred acts; readings 6: without `acts` every act is barred.
function restrictedActivity(past: Past, fact: Fact): Told | undefined {
  const rule = 'pol.restricted_posts';
  const posts = designatedPosts(past).filter((post) => isAbout(past, fact, post));
  const designations = posts.map((post) => designation(past, post, fact.at)).filter((one) => one !== undefined);
  const acts = param(past.pack, rule, 'acts') as string[] | undefined;
  const barred = acts === undefined || acts.includes(fact.f['act']);
  if (designations.length === 0 || !barred) return undefined;
  return { rule, basis: 'reported', who: fact.f['officer'], read: designations };
}

// Readings 5: `kind` selects one rule alone; of the legal process it is a word of that rule.
function influence(fact: Fact): Told | undefined {
  const rule = INFLUENCE[fact.f['kind']];
  const told = { basis: 'reported' as const, who: fact.f['about'] };
  return rule === undefined ? undefined : { rule, ...told, word: fact.f['kind'] };
}

/** What one event raises by itself (readings 5, table, subject "event"). */
function raisedBy(past: Past, fact: Fact): Told | undefined {
  switch (fact.e) {
    case 'CompanyEmploymentReported':
      return { rule: 'int.company_employment', basis: 'reported', who: fact.f['person'] };
    case 'LegalProceedingsContactRecorded': {
      const told = { rule: 'int.legal_proceedings', basis: 'observed' as const, who: fact.f['person'] };
      return fact.f['live'] === false ? undefined : { ...told, word: fact.f['with'] };
    }
    case 'ImproperInfluenceReported':
      return influence(fact);
    case 'PersonalMatterRaised': {
      const excepted = listParam(past.pack, 'rel.officer_private_matters', 'exceptions').includes(fact.f['basis']);
      return excepted ? undefined : { rule: 'rel.officer_private_matters', basis: 'observed', who: fact.f['officer'] };
    }
    case 'CandidateSupportReported':
      return { rule: 'stf.no_support_or_reference', basis: 'reported', who: fact.f['person'] };
    case 'PrivateLifeRequested':
      return { rule: 'stf.privacy', basis: 'observed', who: fact.f['member'] };
    case 'RestrictedActivityReported':
      return restrictedActivity(past, fact);
    default:
      return undefined;
  }
}

export function eventFindings(past: Past): Finding[] {
  return past.facts.flatMap((fact) => {
    const told = raisedBy(past, fact);
    if (!told) return [];
    const { word = '', read = [], ...its } = told;
    return finding(past.pack, {
      ...its,
      level: levelOfWord(past.pack, told.rule, word),
      cites: clausesOfWord(past.pack, told.rule, word),
      subject: subject('event', fact.id),
      at: fact.at,
      anchor: fact,
      on: [fact, earliest(read)],
      read,
    });
  });
}
