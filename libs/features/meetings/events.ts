import {
  type EventsOf,
  anything,
  boolean,
  date,
  listOf,
  number,
  oneOf,
  required,
  role,
  sealed,
  token,
} from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';
import { pressureKind, seniority } from '../concerns/events.js';

const onItem = { person: required(token), item: required(token) } as const;
const arrears = { person: required(token), months: sealed(number), barred: boolean } as const;

/** STORAGE SHAPES: what is declared and done at meetings, and what bears on it. A change here is a migration. */
export const meetingEvents = {
  InterestDeclaredAtMeeting: {
    ...onItem,
    category: required(oneOf('dpi', 'ori', 'nri', 'tenancy', 'joint_arrangement')),
    details: sealed(anything),
  },
  InterestSignificanceAssessed: { ...onItem, outcome: required(oneOf('significant', 'not_significant')) },
  InterestAdviceSought: { person: required(token), item: token, request: token, to: required(role) },
  InterestAdviceGiven: { person: required(token), item: token, request: token, by: required(role) },
  RoleConflictIdentified: { person: required(token), item: token, to: role },
  DispensationRequested: { person: required(token), item: token, category: token, grounds: token },
  DispensationRecorded: {
    person: required(token),
    item: token,
    category: token,
    scope: required(oneOf('speak', 'speak_and_vote')),
    grounds: token,
    until: date,
  },
  TenancyDeclared: { person: required(token), since: date },
  RentArrearsDisclosed: arrears,
  CouncilTaxArrearsDisclosed: { ...arrears, meeting: token },
  ArrearsStatusConfirmed: { ...arrears, kind: required(oneOf('rent', 'council_tax')) },
  PredispositionStated: { ...onItem, openMind: required(boolean) },
  PredeterminationRecorded: onItem,
  WardAdvocacyStatementMade: onItem,
  MemberParticipatedInItem: {
    ...onItem,
    mode: oneOf('discussion', 'decision', 'ward_advocacy', 'presentation'),
    body: token,
    directlyAffectsPersonally: listOf(token),
  },
  MemberWithdrewFromItem: onItem,
  VoteCast: onItem,
  VoteAbstained: onItem,
  OutsideBodyRoleDeclared: { person: required(token), body: required(token) },
  OutsideEmploymentDeclared: {
    person: required(token),
    kind: required(oneOf('union_official', 'union_employee', 'other_local_authority_employee', 'other')),
    employer: token,
    representedInCouncil: boolean,
  },
  JointArrangementConflictDeclared: { ...onItem, body: token },
  CompanyEmploymentReported: { person: required(token), company: required(token) },
  OfficerInterestDeclared: { officer: required(token), matter: required(token), category: token, to: role },
  OfficerActedOnMatter: { officer: required(token), matter: required(token) },
  OfficerWithdrewFromMatter: { officer: required(token), matter: required(token) },
  LegalProceedingsContactRecorded: {
    person: required(token),
    with: required(oneOf('case_officer', 'witness', 'adviser', 'party')),
    live: boolean,
  },
  ImproperInfluenceReported: {
    id: token,
    by: required(token),
    about: required(token),
    kind: required(pressureKind),
    matter: token,
    to: role,
    seniorityAtTime: seniority,
  },
} as const;

export type MeetingEvent = EventsOf<typeof meetingEvents, Pack>;
