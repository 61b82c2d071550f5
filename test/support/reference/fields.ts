/** The field table of events.md: `name:type`, `0` after a type that may be null, `*` after one that is a list. */
import { isInstant } from './time.js';

const TABLE: Record<string, string> = {
  AccessObstructionReported: 'id:token by:token about:token matter:token to:role',
  AccompanimentApproved: 'request:token reason:token by:role',
  ActivityReturnMade: 'officer:token from:date until:date nil:boolean',
  AdministrationFormed: 'group:token0',
  AdviceEquivalenceDetermined: 'matter:token versions:token* outcome:substantially_same|different by:role',
  AdviceReissued: 'group:token matter:token version:token officer:token',
  AdviceVersionPrepared: 'matter:token version:token items:token* fingerprint:text',
  AdviserConflictIdentified: 'id:token officer:token',
  AgendaConsultationHeld: 'meeting:token with:role officer:token',
  AlternativeAdviceObtained: 'id:token from:token',
  ArrearsStatusConfirmed: 'person:token kind:rent|council_tax months:number barred:boolean',
  BodyMembershipEnded: 'member:token body:token',
  BodyMembershipStarted:
    'member:token body:token departmentOf:token kind:committee|staff_negotiating|other directlyAffectsPersonally:token*',
  CandidateRelationshipDeclared: 'person:token candidate:token post:token knownAt:instant to:role',
  CandidateSupportReported: 'person:token candidate:token act:canvassed|reference|supported',
  CapacityDistinguished: 'id:token member:token capacity:councillor|customer',
  CaseAccessRestricted: 'id:token hiddenFrom:token',
  ChairAdvisedOfInformation: 'id:token body:token',
  ChairConsulted: 'id:token role:role',
  ChairOfficerDisputeReferred: 'id:token to:role officer:token matter:token',
  ChairOfficerDisputeResolved: 'id:token by:role outcome:token',
  ClerkConsulted: 'id:token',
  CompanyEmploymentReported: 'person:token company:token',
  CompanyRecruitmentParticipated: 'officer:token company:token',
  CompanyRecruitmentParticipationAgreed: 'officer:token company:token by:role',
  ConcernClosed: 'id:token',
  ConcernEscalated: 'id:token to:role why:token',
  ConcernOutcomeDecided: 'id:token by:role outcome:token',
  ConcernRaised:
    'id:token by:token about:token subjectRole:role to:token kind:conduct|service_complaint|misconduct_allegation|private_life_bearing_on_employment|code_complaint|discrimination|neutrality|fraud formal:boolean serious:boolean',
  ConcernReferredToMonitoringOfficer: 'id:token',
  ConcernReferredToPolice: 'id:token',
  ConcernReferredToStandards: 'id:token',
  ConcernRouted: 'id:token to:role by:role',
  ConfidenceExceptionInvoked: 'id:token to:role ground:severe_damage|illegality|maladministration',
  ConfidentialDisclosureReported:
    'id:token by:token about:token to:role kind:confidential_information|member_request|private_disclosure|marked_correspondence disclosedTo:token',
  ConfidentialityMarked: 'id:token by:token',
  ConsultationHeld: 'id:token with:token by:role',
  CopyDisclosedToOriginator: 'id:token to:token',
  CorrespondenceCopied: 'id:token to:token',
  CouncilTaxArrearsDisclosed: 'person:token months:number barred:boolean meeting:token',
  DelegatedActionAuthorised: 'id:token officer:token consult:role body:token matter:token',
  DirectContactPermitted: 'member:token officer:token matter:token by:role until:instant',
  DirectInstructionRecorded:
    'id:token by:token officer:token kind:instruction|daily_management basis:formal_decision|consumables|allocated_officer|political_assistant|proper_officer_approval matter:token seniority:junior|middle|senior',
  DisciplinaryReferralMade: 'id:token procedure:capability|performance|disciplinary to:role',
  DispensationRecorded: 'person:token item:token category:token scope:speak|speak_and_vote grounds:token until:date',
  DispensationRequested: 'person:token item:token category:token grounds:token',
  DutyToDiscloseIndicated: 'group:token by:role legal:boolean',
  EnquiryAllocated: 'id:token to:token',
  EnquiryAnswered: 'id:token by:token',
  EnquiryChased: 'id:token by:token',
  EnquiryPrintoutSupplied: 'member:token',
  EnquiryRegistered: 'id:token member:token group:token by:token principal:token0 to:role matter:token',
  EntryCorrected: 'target:token set:map',
  EntryWithdrawn: 'target:token reason:token',
  ErasureProposed: 'id:token subject:token basis:token by:token',
  FacilityMisuseReported:
    'id:token by:token purpose:council_business|party_political|campaign|private|business|community_group|member_public_meeting about:token user:member|officer|party_worker facility:token',
  FacilityUseApproved: 'id:token by:role user:member|officer|party_worker',
  FacilityUseRefused: 'id:token by:role ground:token0',
  FacilityUseRequested:
    'id:token by:token purpose:council_business|party_political|campaign|private|business|community_group|member_public_meeting user:member|officer|party_worker facility:token on:date to:role',
  FamiliarityConcernRaised: 'id:token by:token member:token officer:token office:role',
  FindingAcknowledged:
    'finding:token reason:explained|remedy_under_way|recorded_late|record_corrected|nothing_further by:token',
  FormalAdvicePresented: 'matter:token author:token ownRecommendation:boolean viewsAttributed:boolean',
  GiftOrHospitalityRecorded:
    'person:token gift:token outcome:received|refused value:number receivedOn:date from:token details:text',
  GrievanceLodged: 'id:token by:token about:token',
  GrievanceUpheld: 'id:token to:role',
  GroupBriefingGiven:
    'group:token matter:token version:token request:token flags:map items:token* role:role administrationDraft:boolean officer:token',
  GroupConclusionReliedOn: 'matter:token group:token',
  GroupConfidenceBreachReported:
    'about:token from:token to:token legalDuty:boolean indicated:boolean ground:severe_damage|illegality|maladministration',
  GroupConfidenceRecorded: 'group:token meeting:token',
  GroupFollowUpActionNotified: 'group:token matter:token to:role',
  GroupLeaderApproached: 'id:token by:role group:token',
  GroupMembershipChanged: 'member:token group:token0',
  GroupReportSupplied:
    'group:token matter:token version:token request:token flags:map items:token* role:role administrationDraft:boolean officer:token',
  GroupSupportDifficultyEscalated: 'id:token by:role to:role',
  GroupSupportRequestAccepted: 'id:token by:role',
  GroupSupportRequestDeclined: 'id:token by:role ground:token0',
  GroupSupportRequestRedirected: 'id:token to:role',
  GroupSupportRequestWithdrawn: 'id:token',
  GroupSupportRequested:
    'id:token group:token form:attendance|oral_briefing|written_report|presentation matter:token to:role nonCouncillorsExpected:number purpose:council_business|surgery|casework|personal|business|political_business',
  HistoryReplayed: 'by:token asAt:instant packId:token',
  ImproperInfluenceReported:
    'id:token by:token about:token kind:private_advantage|legal_process|staffing|advice|reprisal|impartiality|delegated_decision|outside_level|management|bullying|beyond_authority|other matter:token to:role seniorityAtTime:junior|middle|senior',
  InferredSupportAlleged: 'group:token about:token matter:token',
  InformalResolutionAttempted: 'id:token outcome:settled|not_settled|skipped reason:token',
  InformationClassified:
    'id:token category:public|confidential|exempt|individual|identity|financial_business|labour_relations|legal_privilege|notice_or_order|crime|personal_record|administration_draft|group_internal|legal_proceedings|staff_disciplinary_or_grievance',
  InformationDisputeDetermined:
    'id:token outcome:granted|redacted|public_part_only|refused redacted:boolean markedConfidential:boolean by:role ground:token0',
  InformationDisputeReferred: 'id:token to:role why:refused|doubt|disputed',
  InformationMisuseReported:
    'id:token by:token about:token purpose:party_political|private|passed_on|other request:token to:role',
  InformationProvided:
    'id:token by:token redacted:boolean maySurfaceAt:map inPublicDomain:boolean barredByDataProtection:boolean',
  InformationRefused: 'id:token by:token ground:token0',
  InformationRequestRouted: 'id:token to:role by:role',
  InformationRequested:
    'id:token member:token by:token principal:token0 basis:own_committee|scrutiny_in_scope|ward_problem|portfolio|other_committee|other|fishing|curiosity|ulterior_purpose class:public|confidential|exempt|personal_record|administration_draft|group_internal|legal_proceedings|staff_disciplinary_or_grievance to:token matter:token paperOf:token thirdPartyPersonalData:boolean justification:token0 forThirdParty:boolean factual:boolean',
  InformationRestrictedForAudience: 'meeting:token',
  InterestAdviceGiven: 'person:token item:token request:token by:role',
  InterestAdviceSought: 'person:token item:token request:token to:role',
  InterestChanged: 'person:token interest:token kind:token details:text matters:token*',
  InterestDeclaredAtMeeting: 'person:token item:token category:dpi|ori|nri|tenancy|joint_arrangement details:text',
  InterestDeclaredForAccess: 'id:token member:token privateCapacityStated:boolean',
  InterestEnded: 'person:token interest:token',
  InterestRegistered:
    'person:token category:dpi|ori|nri interest:token holder:self|partner kind:token details:text matters:token*',
  InterestSignificanceAssessed: 'person:token item:token outcome:significant|not_significant',
  InterestsReturnMade: 'person:token nil:boolean basis:term|change|annual',
  InvestigationOpened: 'id:token by:role kind:token',
  JointArrangementConflictDeclared: 'person:token item:token body:token',
  LegalProceedingsContactRecorded: 'person:token with:case_officer|witness|adviser|party live:boolean',
  LegalRepresentationRequested: 'id:token by:token to:role',
  MatterFormallyConsidered: 'matter:token partnerReport:boolean',
  MediaContactMade: 'id:token by:token matter:token advertising:boolean',
  MediaEnquiryReceived: 'id:token matter:token to:role',
  MediaStatementCleared: 'id:token by:role consulted:role*',
  MediaStatementIssued:
    'id:token by:token kind:council_statement|party_statement|press_report politicalOpinion:boolean factual:boolean promotesGroup:boolean inCouncilName:boolean advertising:boolean',
  MediationCompleted: 'id:token outcome:token',
  MediationOffered: 'id:token by:token',
  MeetingConvened: 'meeting:token items:map concerns:map',
  MemberParticipatedInItem:
    'person:token item:token mode:discussion|decision|ward_advocacy|presentation body:token directlyAffectsPersonally:token*',
  MemberPublicMeetingNotified:
    'id:token by:token to:role on:date councilPremises:boolean partyPolitical:boolean matter:token',
  MemberWithdrewFromItem: 'person:token item:token',
  MembersCodeAdopted: 'version:token',
  MembersInformedOfMediaInterest: 'id:token told:token*',
  NecessaryOfficerDisclosureRecorded: 'from:token to:token reason:token',
  NeedToKnowAsserted:
    'id:token basis:own_committee|scrutiny_in_scope|ward_problem|portfolio|other_committee|other|fishing|curiosity|ulterior_purpose justification:token0',
  NeedToKnowDetermined:
    'id:token outcome:granted|redacted|public_part_only|refused|doubt ground:token0 by:role presumed:boolean justified:boolean',
  NeutralityConcernRaised:
    'id:token by:token about:token kind:expression|favouritism|change_of_control|chair_party_work matter:token',
  NeutralityConcernSettled: 'id:token outcome:confirmed|not_confirmed by:role',
  NonCouncillorAttendanceAuthorised: 'request:token by:role',
  NonCouncillorAttendanceRefused: 'request:token by:role',
  NonCouncillorPresenceRecorded: 'meeting:token count:number coopted:number',
  ObstructionReported: 'id:token by:token about:token role:role',
  OfficeHolderBriefingDeclined: 'office:role person:token group:token',
  OfficeHolderBriefingHeld: 'office:role person:token group:token flags:map officer:token',
  OfficeHolderBriefingOffered: 'office:role person:token group:token',
  OfficerActedOnMatter: 'officer:token matter:token',
  OfficerAdviceGiven: 'matter:token officer:token to:token',
  OfficerAllocatedToSupport: 'officer:token memberOrGroup:token until:instant',
  OfficerAttendedGroupMeeting:
    'meeting:token officer:token role:role group:token request:token until:instant accompaniedBy:number',
  OfficerDecisionTaken: 'id:token by:token consulted:role* matter:token',
  OfficerDepartmentAssigned: 'officer:token department:token significantWork:boolean',
  OfficerEnquiryAnswered: 'id:token',
  OfficerEnquirySent: 'id:token officer:token member:token',
  OfficerInterestDeclared: 'officer:token matter:token category:token to:role',
  OfficerInterestRegistered: 'officer:token interest:token category:token details:text',
  OfficerLeftGroupMeeting: 'meeting:token officer:token reason:token',
  OfficerNominatedToAttend: 'request:token officer:token',
  OfficerWithdrewFromMatter: 'officer:token matter:token',
  OfficialCorrespondenceIssued: 'id:token inNameOf:officer|chair_of_council|member binding:boolean by:token',
  OtherGroupNotified: 'group:token matter:token version:token by:role officer:token',
  OutOfHoursContactAgreed: 'member:token officer:token until:instant',
  OutOfHoursContactRecorded: 'by:token with:token matter:token basis:existing_arrangement',
  OutcomeFedBack: 'id:token to:token by:role',
  OutsideBodyRoleDeclared: 'person:token body:token',
  OutsideEmploymentDeclared:
    'person:token kind:union_official|union_employee|other_local_authority_employee|other employer:token representedInCouncil:boolean',
  PartnerReportReviewed: 'matter:token by:role',
  PartyBusinessAdviceGiven: 'meeting:token group:token member:token officer:token',
  PartyBusinessAdviceSought: 'by:token role:role meeting:token group:token',
  PartyBusinessSegmentStarted: 'meeting:token until:instant',
  PartyDisciplineReferred: 'id:token to:role',
  PartyWorkerAccessRefused: 'id:token by:role kind:information|facilities',
  PersonalMatterRaised: 'officer:token member:token basis:token',
  PersonalViewStated: 'by:token labelled:boolean id:token inCouncilName:boolean',
  PolicyAdviserNominated: 'officer:token memberOrGroup:token',
  PoliticalAssistantAppointed: 'officer:token group:token',
  PoliticalGroupDissolved: 'group:token',
  PoliticalGroupRegistered: 'group:token',
  PollDateSet: 'date:date',
  PostDesignatedPoliticallyRestricted: 'post:token officer:token notice:boolean',
  PostRestrictionEnded: 'post:token',
  PredeterminationRecorded: 'person:token item:token',
  PredispositionStated: 'person:token item:token openMind:boolean',
  PremisesVisitMade:
    'id:token by:token premises:token practicable:boolean rulesFollowed:boolean interfered:boolean closedOffice:boolean',
  PremisesVisitNotified: 'id:token by:token premises:token to:role',
  PrivateLifeRequested: 'member:token officer:token',
  ProtocolAdoptionMinuted: 'date:date minute:token signedByRole:role',
  ProtocolBreachAlleged:
    'id:token by:token about:token subjectRole:role to:token clause:token kind:code_also_breached|protocol_only',
  ProtocolGapRecorded: 'clause:token kind:token',
  ProtocolGuidanceSought: 'byRole:role toRole:role',
  ProtocolPackAdopted: 'packId:token version:token effectiveFrom:date basis:token sourceFile:token revision:number',
  ProtocolPackDrafted: 'packId:token version:token',
  ProtocolPackPublished: 'packId:token version:token hash:text part:number parts:number text:text revision:number',
  ProtocolPackSuperseded: 'packId:token version:token',
  ProtocolReviewCompleted: 'outcome:token',
  ProtocolReviewScheduled: 'next:date',
  ProtocolReviewTriggered: 'cause:token',
  PublicCriticismReported:
    'id:token by:token about:token channel:public_meeting|meeting|scrutiny|public_forum|social_media|media|private kind:conduct|capability|disagreement|disciplinary personalAttack:boolean to:role',
  RecruitmentParticipationDetermined:
    'person:token candidate:token post:token outcome:may_continue|no_further_part by:role',
  RecruitmentStepTaken: 'person:token candidate:token post:token step:token',
  RelationshipDeclarationRouted: 'id:token to:role by:token',
  RelationshipDeclared:
    'id:token by:token about:token category:family|business|intimate|other_close degree:married|partner|sibling|parent|grandparent|otherwise_closely_related closelyRelated:boolean jeopardisesCouncilWork:boolean mayLookLikeUndueInfluence:boolean to:role',
  RelationshipEnded: 'id:token',
  RelationshipMitigationAgreed: 'id:token mitigation:token by:role',
  RentArrearsDisclosed: 'person:token months:number barred:boolean',
  ReportedToCouncil: 'id:token',
  RequestPrincipalNamed: 'id:token member:token',
  RestrictedActivityReported: 'officer:token post:token act:token',
  RetentionPeriodSet:
    'class:interests_register|sensitive_interests|meeting_declarations|gifts|arrears|relationships|recruitment years:number months:number from:end|event source:token by:role',
  RoleAssigned: 'role:role person:token group:token',
  RoleConflictIdentified: 'person:token item:token to:role',
  RoleVacated: 'roles:role* group:token',
  ScrutinyAttendanceRequested: 'id:token to:role by:token officer:token seniority:junior|middle|senior matter:token',
  ScrutinyAttendanceRouted: 'id:token to:role',
  SealedPayloadDestroyed: 'subject:token basis:token by:token proposal:token',
  SealedPayloadOpened: 'target:token by:token why:token',
  SensitiveInterestDetermined: 'person:token interest:token by:role outcome:agreed|not_agreed reviewOn:date',
  SensitiveInterestEnded: 'person:token interest:token',
  SensitiveInterestRequested: 'person:token interest:token reason:text',
  StatutoryAdviceGiven: 'role:role matter:token regarded:boolean',
  SupportAvailabilityPublished: 'matter:token group:token',
  SupportDeclined: 'id:token member:token ground:token0 by:token matter:token',
  SupportProvided: 'id:token member:token by:token matter:token',
  TenancyDeclared: 'person:token since:date',
  UnauthorisedCommitmentReported: 'id:token by:token about:token kind:payment|contract|undertaking to:role',
  UnduePressureReported:
    'id:token by:token about:token kind:private_advantage|legal_process|staffing|advice|reprisal|impartiality|delegated_decision|outside_level|management|bullying|beyond_authority|other officer:token matter:token seniorityAtTime:junior|middle|senior to:role',
  VoteAbstained: 'person:token item:token',
  VoteCast: 'person:token item:token',
  WardAdvocacyStatementMade: 'person:token item:token',
  WardInformationIssued: 'ward:token matter:token told:token*',
  WardInvitationIssued: 'ward:token matter:token invited:token*',
  WardMembersRegistered: 'ward:token members:token*',
  WardPartyMeetingRequested: 'id:token by:token',
  WhistleblowingReferralMade: 'id:token by:token to:role',
  WorkingCalendarSet: 'dates:date*',
};

function typesOf(event: string): Map<string, string> {
  const words = (TABLE[event] ?? '').split(' ').filter((word) => word !== '');
  return new Map(words.map((word): [string, string] => [word.slice(0, word.indexOf(':')), word.split(':')[1] ?? '']));
}

export function fieldsOf(event: string): string[] {
  return [...typesOf(event).keys()];
}

/** events.md, event files: a field typed *list* stays one list; a list anywhere else stands for one event per element. */
export function isSingular(event: string, field: string): boolean {
  return !(typesOf(event).get(field) ?? '').endsWith('*');
}

const TESTS: Record<string, (value: unknown) => boolean> = {
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  map: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  instant: (value) => isInstant(value),
  date: (value) => typeof value === 'string' && /^\d{4}(-\d{2}){0,2}$/.test(value),
  token: (value) => typeof value === 'string' && value !== '',
  token0: (value) => value === null || (typeof value === 'string' && value !== ''),
  role: (value) => typeof value === 'string' && value !== '',
  text: (value) => typeof value === 'string',
};

/** readings 2.1: whether a correction may give this value to this field of that type of event. */
export function fits(event: string, field: string, value: unknown): boolean {
  const type = typesOf(event).get(field);
  if (type === undefined) return false;
  if (type.endsWith('*')) return Array.isArray(value) && value.every((one) => typeof one === 'string');
  return (TESTS[type] ?? ((one: unknown) => typeof one === 'string' && type.split('|').includes(one)))(value);
}

/** Events that the ledger raises itself; in a file they are read and ignored (readings 1.8). */
export const RAISED_BY_LEDGER = [
  ...['GroupSupportRequestMisrouted', 'BodyConflictDetected', 'BodyConflictCleared', 'NoticeObligationOpened'],
  ...['FormalAdviceOwed', 'EnquiryOverdue', 'FindingRaised', 'FindingResolved'],
];
