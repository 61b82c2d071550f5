import type { WordsOf } from '#lib/kernel/index.js';
import type { staffingCommands, staffingEvents } from './events.js';

const post = ['Post', 'The post that is to be filled.'] as const;
const candidate = ['Candidate', 'The candidate for the post.'] as const;

/** What the events of this family are called on pages and in the catalogue. */
export const staffingWords = {
  CandidateRelationshipDeclared: {
    label: 'Candidate relationship declared',
    sentence: 'A person declared a relationship with a candidate for a post.',
    fields: {
      person: ['Person', 'The member or the officer who declared the relationship.'],
      candidate,
      post,
      knownAt: ['Known since', 'The time at which the person learned of the candidacy.'],
      to: ['Declared to', 'The role that received the declaration.'],
    },
  },
  RecruitmentParticipationDetermined: {
    label: 'Recruitment participation determined',
    sentence: 'A role decided whether a person may take further part in a recruitment.',
    fields: {
      person: ['Person', 'The person whom the decision is about.'],
      candidate,
      post,
      outcome: ['Outcome', 'Whether the person may continue or takes no further part.'],
      by: ['Decided by', 'The role that decided.'],
    },
  },
  RecruitmentStepTaken: {
    label: 'Recruitment step taken',
    sentence: 'A person took part in a step of a recruitment.',
    fields: {
      person: ['Person', 'The person who took part.'],
      candidate,
      post,
      step: ['Step', 'The step of the recruitment, such as shortlisting or an interview.'],
    },
  },
  CandidateSupportReported: {
    label: 'Support for a candidate reported',
    sentence: 'Somebody reported that a person canvassed for a candidate, gave a reference or supported the candidate.',
    fields: {
      person: ['Person', 'The person who is said to have done so.'],
      candidate,
      act: ['Act', 'What the person is said to have done.'],
    },
  },
  CompanyRecruitmentParticipationAgreed: {
    label: 'Part in company recruitment agreed',
    sentence: "A role agreed that an officer takes part in a company's recruitment.",
    fields: {
      officer: ['Officer', 'The officer who may take part.'],
      company: ['Company', 'The company that recruits.'],
      by: ['Agreed by', 'The role that agreed.'],
    },
  },
  CompanyRecruitmentParticipated: {
    label: 'Took part in company recruitment',
    sentence: "An officer took part in a company's recruitment.",
    fields: {
      officer: ['Officer', 'The officer who took part.'],
      company: ['Company', 'The company that recruits.'],
    },
  },
  PostDesignatedPoliticallyRestricted: {
    label: 'Post designated politically restricted',
    sentence: 'A post was designated as politically restricted.',
    fields: {
      post: ['Post', 'The post that was designated.'],
      officer: ['Officer', 'The officer who holds the post.'],
      notice: ['Notice given', 'Whether the officer was told in writing.'],
    },
  },
  PostRestrictionEnded: {
    label: 'Post restriction ended',
    sentence: 'A post ceased to be politically restricted.',
    fields: { post: ['Post', 'The post that is no longer restricted.'] },
  },
  RestrictedActivityReported: {
    label: 'Restricted activity reported',
    sentence: 'Somebody reported a political activity of an officer in a politically restricted post.',
    fields: {
      officer: ['Officer', 'The officer who is said to have done it.'],
      post: ['Post', 'The restricted post that the officer holds.'],
      act: ['Act', 'What the officer is said to have done.'],
    },
  },
} as const satisfies WordsOf<typeof staffingEvents>;

/** What the permissions of this family are called. */
export const staffingCommandWords = {
  AgreeCompanyRecruitmentParticipation: {
    label: 'Agree to a part in company recruitment',
    sentence: "A role asks whether it may let an officer take part in a company's recruitment.",
    fields: {
      officer: ['Officer', 'The officer who would take part.'],
      company: ['Company', 'The company that recruits.'],
      by: ['Agreeing role', 'The role that wants to agree.'],
    },
  },
} as const satisfies WordsOf<typeof staffingCommands>;
