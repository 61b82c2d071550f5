import { type EventsOf, boolean, instant, oneOf, required, role, sealed, token } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** Sealed under the candidate's own key too. */
const candidate = sealed(token, ['person', 'candidate']);

/** STORAGE SHAPES: recruitment and politically restricted posts. A change here is a migration. */
export const staffingEvents = {
  CandidateRelationshipDeclared: {
    person: required(token),
    candidate: required(candidate),
    post: token,
    knownAt: instant,
    to: required(role),
  },
  RecruitmentParticipationDetermined: {
    person: required(token),
    candidate,
    post: token,
    outcome: required(oneOf('may_continue', 'no_further_part')),
    by: required(role),
  },
  RecruitmentStepTaken: { person: required(token), candidate, post: token, step: required(token) },
  CandidateSupportReported: {
    person: required(token),
    candidate,
    act: oneOf('canvassed', 'reference', 'supported'),
  },
  CompanyRecruitmentParticipationAgreed: { officer: required(token), company: required(token), by: required(role) },
  CompanyRecruitmentParticipated: { officer: required(token), company: required(token) },
  PostDesignatedPoliticallyRestricted: { post: required(token), officer: token, notice: boolean },
  PostRestrictionEnded: { post: required(token) },
  RestrictedActivityReported: { officer: token, post: token, act: required(token) },
} as const;

export type StaffingEvent = EventsOf<typeof staffingEvents, Pack>;

/** Permissions of this family: the fields a command carries. */
export const staffingCommands = {
  AgreeCompanyRecruitmentParticipation: { officer: required(token), company: required(token), by: required(role) },
} as const;

/** The event that each permission grants. */
export const staffingGrants = {
  AgreeCompanyRecruitmentParticipation: 'CompanyRecruitmentParticipationAgreed',
} as const satisfies Readonly<Record<keyof typeof staffingCommands, keyof typeof staffingEvents>>;
