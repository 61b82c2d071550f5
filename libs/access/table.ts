import type { CommandName, EventName } from '#lib/catalogue/index.js';
import type { RuleId } from '#lib/protocol/index.js';

/** Who may record something; what each word asks stands in may-record.ts. */
export type Who = 'officer' | 'member' | 'own_group' | 'recorder' | 'decider' | 'reviewer' | 'auditor' | 'own_entry';

/** One row of the table. */
export interface Row {
  readonly who: readonly Who[];
  /** The field that names the person who acts: filled in, or the same as who is signed in. */
  readonly self?: string;
  /** The field that holds the role in which somebody acts: a role that is held, whoever records. */
  readonly role?: string;
  /** The rule and its parameter that name who decides; a pack that names nobody leaves it to the reviewer. */
  readonly decider?: readonly [rule: RuleId, param: string];
  /** The fields that name whom or which entry a decision is about. */
  readonly about?: readonly string[];
}

type Rest = Omit<Row, 'who'>;
const officer = (self?: string, rest: Rest = {}): Row => row(['officer', 'recorder', 'reviewer'], self, rest);
const member = (self?: string): Row => row(['member', 'recorder', 'reviewer'], self);
const either = (self?: string): Row => row(['officer', 'member', 'recorder', 'reviewer'], self);
const group: Row = { who: ['own_group', 'recorder', 'reviewer'] };
const recorded: Row = { who: ['recorder', 'reviewer'] };
const reviewed: Row = { who: ['reviewer'] };

function row(who: readonly Who[], self?: string, rest: Rest = {}): Row {
  return { who, ...(self === undefined ? {} : { self }), ...rest };
}

function decided(about: readonly string[], decider?: Row['decider'], role: string | null = 'by'): Row {
  const named = decider === undefined ? {} : { decider };
  return { who: ['decider'], about, ...named, ...(role === null ? {} : { role }) };
}

const nonCouncillors = decided(['request'], ['grp.non_councillor_authorisation', 'authoriser']);
const company = decided(['officer'], ['stf.company_recruitment', 'authoriser']);
const delivery = officer('officer');

/** Who may record each event and ask for each permission: one that has no row does not compile. */
export const accessTable: Readonly<Record<EventName | CommandName, Row>> = {
  PoliticalGroupRegistered: recorded,
  PoliticalGroupDissolved: recorded,
  GroupMembershipChanged: recorded,
  AdministrationFormed: recorded,
  RoleAssigned: recorded,
  RoleVacated: recorded,
  BodyMembershipStarted: recorded,
  BodyMembershipEnded: recorded,
  OfficerDepartmentAssigned: recorded,
  OfficerAllocatedToSupport: recorded,
  PolicyAdviserNominated: recorded,
  PoliticalAssistantAppointed: recorded,
  WardMembersRegistered: recorded,
  MeetingConvened: recorded,
  WorkingCalendarSet: recorded,
  GroupSupportRequested: { who: ['own_group', 'officer', 'recorder', 'reviewer'] },
  GroupSupportRequestRedirected: officer(),
  GroupSupportRequestAccepted: officer(undefined, { role: 'by' }),
  GroupSupportRequestDeclined: officer(undefined, { role: 'by' }),
  GroupSupportRequestWithdrawn: group,
  GroupSupportDifficultyEscalated: officer(undefined, { role: 'by' }),
  GroupFollowUpActionNotified: officer(),
  GroupConclusionReliedOn: officer(),
  InferredSupportAlleged: group,
  WardPartyMeetingRequested: member('by'),
  OfficerNominatedToAttend: officer(),
  AccompanimentApproved: decided(['request']),
  NonCouncillorAttendanceAuthorised: nonCouncillors,
  NonCouncillorAttendanceRefused: nonCouncillors,
  OfficerAttendedGroupMeeting: officer('officer'),
  OfficerLeftGroupMeeting: officer('officer'),
  NonCouncillorPresenceRecorded: officer(),
  InformationRestrictedForAudience: officer(),
  PartyBusinessSegmentStarted: officer(),
  PartyBusinessAdviceGiven: officer('officer'),
  PartyBusinessAdviceSought: either('by'),
  GroupConfidenceRecorded: officer(),
  GroupConfidenceBreachReported: either(),
  DutyToDiscloseIndicated: officer(undefined, { role: 'by' }),
  NecessaryOfficerDisclosureRecorded: officer(),
  GroupBriefingGiven: delivery,
  GroupReportSupplied: delivery,
  AdviceVersionPrepared: officer(),
  AdviceReissued: delivery,
  AdviceEquivalenceDetermined: decided([], ['grp.same_advice', 'determiner']),
  OtherGroupNotified: officer('officer', { role: 'by' }),
  SupportAvailabilityPublished: officer(),
  FormalAdvicePresented: officer('author'),
  MatterFormallyConsidered: recorded,
  OfficeHolderBriefingOffered: officer(),
  OfficeHolderBriefingHeld: delivery,
  OfficeHolderBriefingDeclined: officer(),
  InformationRequested: member('member'),
  InformationProvided: officer('by'),
  InformationRefused: officer('by'),
  InformationDisputeReferred: either(),
  InformationDisputeDetermined: decided(['id'], ['inf.need_to_know', 'decider_of_disputes']),
  InterestDeclaredForAccess: member('member'),
  NeedToKnowDetermined: decided(['id'], ['inf.need_to_know', 'decider']),
  RequestPrincipalNamed: member('member'),
  CopyDisclosedToOriginator: officer(),
  CorrespondenceCopied: officer(),
  ChairAdvisedOfInformation: officer(),
  EnquiryRegistered: either(),
  EnquiryAnswered: officer('by'),
  EnquiryChased: member('by'),
  WardInformationIssued: officer(),
  SupportProvided: officer('by'),
  SupportDeclined: officer('by'),
  NeutralityConcernRaised: either('by'),
  NeutralityConcernSettled: decided(['id']),
  UnduePressureReported: either('by'),
  ConcernRaised: either('by'),
  ConcernRouted: decided(['id'], undefined, null),
  ConcernOutcomeDecided: decided(['id']),
  ConcernClosed: decided(['id'], undefined, null),
  ConsultationHeld: decided(['id'], undefined, null),
  CaseAccessRestricted: decided(['id'], undefined, null),
  GrievanceLodged: either('by'),
  GrievanceUpheld: decided(['id'], undefined, null),
  GroupLeaderApproached: decided(['id'], undefined, null),
  DirectContactPermitted: decided(['member', 'officer']),
  MediaEnquiryReceived: officer(),
  MediaStatementCleared: decided([], ['med.clearance', 'by']),
  MediaStatementIssued: either('by'),
  InterestRegistered: member('person'),
  InterestChanged: either('person'),
  InterestEnded: either('person'),
  InterestsReturnMade: member('person'),
  SensitiveInterestRequested: either('person'),
  SensitiveInterestDetermined: decided(['person']),
  SensitiveInterestEnded: either('person'),
  GiftOrHospitalityRecorded: either('person'),
  OfficerInterestRegistered: officer('officer'),
  InterestDeclaredAtMeeting: member('person'),
  InterestSignificanceAssessed: member('person'),
  InterestAdviceSought: either('person'),
  InterestAdviceGiven: decided(['person'], ['int.declare_at_meeting', 'advice_role']),
  RoleConflictIdentified: either('person'),
  DispensationRecorded: { who: ['reviewer'], about: ['person'] },
  TenancyDeclared: member('person'),
  RentArrearsDisclosed: member('person'),
  CouncilTaxArrearsDisclosed: member('person'),
  ArrearsStatusConfirmed: { who: ['reviewer'], about: ['person'] },
  PredispositionStated: member('person'),
  PredeterminationRecorded: recorded,
  WardAdvocacyStatementMade: member('person'),
  MemberParticipatedInItem: recorded,
  MemberWithdrewFromItem: member('person'),
  VoteCast: recorded,
  VoteAbstained: recorded,
  OutsideBodyRoleDeclared: either('person'),
  OutsideEmploymentDeclared: either('person'),
  JointArrangementConflictDeclared: member('person'),
  CompanyEmploymentReported: either('person'),
  OfficerInterestDeclared: officer('officer'),
  OfficerActedOnMatter: officer('officer'),
  OfficerWithdrewFromMatter: officer('officer'),
  LegalProceedingsContactRecorded: either('person'),
  ImproperInfluenceReported: either('by'),
  RelationshipDeclared: either('by'),
  RelationshipDeclarationRouted: either('by'),
  RelationshipMitigationAgreed: decided(['id']),
  RelationshipEnded: either(),
  FamiliarityConcernRaised: either('by'),
  PersonalMatterRaised: officer('officer'),
  PrivateLifeRequested: officer('officer'),
  CandidateRelationshipDeclared: either('person'),
  RecruitmentParticipationDetermined: decided(['person'], ['stf.candidate_relationship', 'determiner']),
  RecruitmentStepTaken: either('person'),
  CandidateSupportReported: officer(),
  CompanyRecruitmentParticipationAgreed: company,
  CompanyRecruitmentParticipated: officer('officer'),
  PostDesignatedPoliticallyRestricted: reviewed,
  PostRestrictionEnded: reviewed,
  RestrictedActivityReported: officer(),
  RetentionPeriodSet: { who: ['reviewer'], role: 'by' },
  ProtocolPackDrafted: reviewed,
  ProtocolPackPublished: reviewed,
  ProtocolPackAdopted: reviewed,
  ProtocolPackSuperseded: reviewed,
  ProtocolAdoptionMinuted: reviewed,
  ProtocolReviewScheduled: reviewed,
  ProtocolReviewTriggered: reviewed,
  ProtocolReviewCompleted: reviewed,
  ProtocolGapRecorded: reviewed,
  ProtocolGuidanceSought: either(),
  MembersCodeAdopted: reviewed,
  EntryCorrected: { who: ['own_entry', 'reviewer'] },
  EntryWithdrawn: { who: ['own_entry', 'reviewer'] },
  SealedPayloadOpened: { who: ['reviewer', 'auditor'], self: 'by' },
  SealedPayloadDestroyed: { who: ['reviewer'], self: 'by', about: ['subject'] },
  HistoryReplayed: { who: ['reviewer', 'auditor'], self: 'by' },
  AcceptGroupSupportRequest: officer(undefined, { role: 'by' }),
  AuthoriseNonCouncillorAttendance: nonCouncillors,
  ApproveAccompaniment: decided(['request']),
  AgreeCompanyRecruitmentParticipation: company,
};
