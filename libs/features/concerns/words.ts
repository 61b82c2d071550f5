import type { WordsOf } from '#lib/kernel/index.js';
import type { concernEvents } from './events.js';

const concern = ['Concern', 'The concern or the case, by the name that its first entry gave it.'] as const;
const newConcern = ['Concern', 'The name of the concern, by which later entries refer to it.'] as const;
const grievance = ['Grievance', 'The name of the grievance, by which later entries refer to it.'] as const;

/** What the events of this family are called on pages and in the catalogue. */
export const concernWords = {
  NeutralityConcernRaised: {
    label: 'Neutrality concern raised',
    sentence: 'Somebody doubted that a person acts neutrally between parties.',
    fields: {
      id: newConcern,
      by: ['Raised by', 'The person who raised the concern.'],
      about: ['About', 'The person whom the concern is about.'],
      kind: ['Kind of concern', 'What the doubt is about.'],
      matter: ['Matter', 'The matter in which the doubt arose.'],
    },
  },
  NeutralityConcernSettled: {
    label: 'Neutrality concern settled',
    sentence: 'A role decided whether a concern about neutrality was justified.',
    fields: {
      id: concern,
      outcome: ['Outcome', 'Whether the concern was confirmed.'],
      by: ['Settled by', 'The role that decided.'],
    },
  },
  UnduePressureReported: {
    label: 'Undue pressure reported',
    sentence: 'Somebody reported that a member put undue pressure on an officer.',
    fields: {
      id: ['Report', 'The name of the report, by which later entries refer to it.'],
      by: ['Reported by', 'The person who made the report.'],
      about: ['About', 'The person who is said to have put on the pressure.'],
      kind: ['Kind of pressure', 'What the pressure was about.'],
      officer: ['Officer', 'The officer on whom the pressure was put.'],
      matter: ['Matter', 'The matter that the pressure was about.'],
      seniorityAtTime: ['Seniority at the time', 'How senior the officer was at that time.'],
      to: ['Reported to', 'The role that received the report.'],
    },
  },
  ConcernRaised: {
    label: 'Concern raised',
    sentence: "Somebody raised a concern about another person's conduct or service.",
    fields: {
      id: newConcern,
      by: ['Raised by', 'The person who raised the concern.'],
      about: ['About', 'The person or the role that the concern is about.'],
      to: ['Raised with', 'The role or the person who received the concern.'],
    },
  },
  ConcernRouted: {
    label: 'Concern routed',
    sentence: 'A concern was passed on.',
    fields: { id: concern, to: ['Passed on to', 'The role or the person who received the concern.'] },
  },
  ConcernOutcomeDecided: {
    label: 'Concern outcome decided',
    sentence: 'Somebody decided the outcome of a concern.',
    fields: { id: concern, by: ['Decided by', 'The role or the person who decided.'] },
  },
  ConcernClosed: {
    label: 'Concern closed',
    sentence: 'A concern was closed.',
    fields: { id: concern },
  },
  ConsultationHeld: {
    label: 'Consultation held',
    sentence: 'Somebody was consulted about a concern before its outcome was decided.',
    fields: { id: concern, with: ['Consulted', 'The role or the person who was consulted.'] },
  },
  CaseAccessRestricted: {
    label: 'Case access restricted',
    sentence: 'A case was hidden from a role or a person.',
    fields: { id: concern, hiddenFrom: ['Hidden from', 'The role or the person who may not see the case.'] },
  },
  GrievanceLodged: {
    label: 'Grievance lodged',
    sentence: 'An employee lodged a formal grievance.',
    fields: {
      id: grievance,
      by: ['Lodged by', 'The person who lodged the grievance.'],
      about: ['About', 'The person or the role that the grievance is about.'],
    },
  },
  GrievanceUpheld: {
    label: 'Grievance upheld',
    sentence: 'One or more grievances were found to be justified.',
    fields: {
      id: ['Grievances', 'The grievances that were upheld.'],
      to: ['Passed on to', 'The role or the person who deals with the consequences.'],
    },
  },
  GroupLeaderApproached: {
    label: 'Group leader approached',
    sentence: 'The leader of a group was approached about a concern.',
    fields: { id: concern },
  },
  DirectContactPermitted: {
    label: 'Direct contact permitted',
    sentence: 'A member was permitted to approach an officer directly.',
    fields: {
      member: ['Member', 'The member who may approach the officer.'],
      officer: ['Officer', 'The officer who may be approached.'],
      matter: ['Matter', 'The matter that the permission is for.'],
      by: ['Permitted by', 'The role or the person who gave the permission.'],
    },
  },
} as const satisfies WordsOf<typeof concernEvents>;
