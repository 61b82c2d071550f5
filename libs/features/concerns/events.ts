import { type EventsOf, listOf, oneOf, required, role, token } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** What a report of pressure or of improper influence is about: one list for both events. */
export const pressureKind = oneOf(
  'private_advantage',
  'legal_process',
  'staffing',
  'advice',
  'reprisal',
  'impartiality',
  'delegated_decision',
  'outside_level',
  'management',
  'bullying',
  'beyond_authority',
  'other',
);

/** How senior an officer is. */
export const seniority = oneOf('junior', 'middle', 'senior');

/** STORAGE SHAPES: concerns, pressure and their routes. A change here is a migration. */
export const concernEvents = {
  NeutralityConcernRaised: {
    id: required(token),
    by: token,
    about: required(token),
    kind: oneOf('expression', 'favouritism', 'change_of_control', 'chair_party_work'),
    matter: token,
  },
  NeutralityConcernSettled: { id: required(token), outcome: required(oneOf('confirmed', 'not_confirmed')), by: role },
  UnduePressureReported: {
    id: token,
    by: required(token),
    about: required(token),
    kind: required(pressureKind),
    officer: token,
    matter: token,
    seniorityAtTime: seniority,
    to: role,
  },
  ConcernRaised: { id: token, by: token, about: token, to: token },
  ConcernRouted: { id: token, to: token },
  ConcernOutcomeDecided: { id: token, by: token },
  ConcernClosed: { id: token },
  ConsultationHeld: { id: token, with: token },
  CaseAccessRestricted: { id: token, hiddenFrom: token },
  GrievanceLodged: { id: token, by: token, about: token },
  GrievanceUpheld: { id: listOf(token), to: token },
  GroupLeaderApproached: { id: token },
  DirectContactPermitted: { member: token, officer: token, matter: token, by: token },
} as const;

export type ConcernEvent = EventsOf<typeof concernEvents, Pack>;
