/** The field lists of events.md for the families the reference knows; a correction reaches an event through them. */

const DELIVERY = ['group', 'matter', 'version', 'request', 'flags', 'items', 'role'];

export const FIELDS: Record<string, string[]> = {
  AccompanimentApproved: ['request', 'reason', 'by'],
  AdministrationFormed: ['group'],
  AdviceEquivalenceDetermined: ['matter', 'versions', 'outcome', 'by'],
  AdviceReissued: ['group', 'matter', 'version'],
  AdviceVersionPrepared: ['matter', 'version', 'items'],
  BodyMembershipEnded: ['member', 'body'],
  BodyMembershipStarted: ['member', 'body', 'departmentOf', 'kind', 'directlyAffectsPersonally'],
  DutyToDiscloseIndicated: ['group', 'by', 'legal'],
  EntryCorrected: ['target', 'set'],
  EntryWithdrawn: ['target', 'reason'],
  FormalAdvicePresented: ['matter'],
  GroupBriefingGiven: DELIVERY,
  GroupConclusionReliedOn: ['matter', 'group'],
  GroupConfidenceBreachReported: ['about', 'from', 'to', 'legalDuty', 'indicated'],
  GroupConfidenceRecorded: ['group', 'meeting'],
  GroupFollowUpActionNotified: ['group', 'matter', 'to'],
  GroupMembershipChanged: ['member', 'group'],
  GroupReportSupplied: DELIVERY,
  GroupSupportDifficultyEscalated: ['id', 'by', 'to'],
  GroupSupportRequestAccepted: ['id', 'by'],
  GroupSupportRequestDeclined: ['id', 'by', 'ground'],
  GroupSupportRequestRedirected: ['id', 'to'],
  GroupSupportRequestWithdrawn: ['id'],
  GroupSupportRequested: ['id', 'group', 'form', 'matter', 'to', 'nonCouncillorsExpected', 'purpose'],
  InferredSupportAlleged: ['group', 'about', 'matter'],
  InformationProvided: ['id', 'maySurfaceAt'],
  InformationRefused: ['id', 'by', 'ground'],
  InformationRequested: [
    ...['id', 'member', 'basis', 'class', 'to', 'matter', 'paperOf', 'thirdPartyPersonalData', 'justification'],
  ],
  InformationRestrictedForAudience: ['meeting'],
  MatterFormallyConsidered: ['matter'],
  MembersCodeAdopted: ['version'],
  NecessaryOfficerDisclosureRecorded: ['from', 'to', 'reason'],
  NeutralityConcernRaised: ['id', 'by', 'about', 'kind', 'matter'],
  NeutralityConcernSettled: ['id', 'outcome', 'by'],
  NonCouncillorAttendanceAuthorised: ['request', 'by'],
  NonCouncillorAttendanceRefused: ['request', 'by'],
  NonCouncillorPresenceRecorded: ['meeting', 'count', 'coopted'],
  OfficeHolderBriefingDeclined: ['office'],
  OfficeHolderBriefingHeld: ['office', 'flags'],
  OfficeHolderBriefingOffered: ['office'],
  OfficerAllocatedToSupport: ['officer', 'memberOrGroup', 'until'],
  OfficerAttendedGroupMeeting: ['meeting', 'officer', 'role', 'group', 'request', 'until', 'accompaniedBy'],
  OfficerDepartmentAssigned: ['officer', 'department', 'significantWork'],
  OfficerLeftGroupMeeting: ['meeting', 'officer', 'reason'],
  OfficerNominatedToAttend: ['request', 'officer'],
  OtherGroupNotified: ['group', 'matter', 'version', 'by'],
  PartyBusinessAdviceGiven: ['meeting', 'group', 'officer'],
  PartyBusinessAdviceSought: ['by', 'role', 'meeting', 'group'],
  PartyBusinessSegmentStarted: ['meeting', 'until'],
  PolicyAdviserNominated: ['officer', 'memberOrGroup'],
  PoliticalAssistantAppointed: ['officer', 'group'],
  PoliticalGroupDissolved: ['group'],
  PoliticalGroupRegistered: ['group'],
  ProtocolAdoptionMinuted: ['date', 'minute', 'signedByRole'],
  ProtocolGapRecorded: ['clause', 'kind'],
  ProtocolGuidanceSought: ['byRole', 'toRole'],
  ProtocolPackAdopted: ['packId', 'version', 'effectiveFrom', 'basis', 'sourceFile'],
  ProtocolPackDrafted: ['packId', 'version'],
  ProtocolPackSuperseded: ['packId', 'version'],
  ProtocolReviewCompleted: ['outcome'],
  ProtocolReviewScheduled: ['next'],
  ProtocolReviewTriggered: ['cause'],
  RoleAssigned: ['role', 'person', 'group'],
  RoleVacated: ['roles', 'group'],
  SupportAvailabilityPublished: ['matter', 'group'],
  WardPartyMeetingRequested: ['id', 'by'],
  WorkingCalendarSet: ['dates'],
};

/** Fields that events.md types *list*; a list anywhere else stands for one event per element. */
const LISTS = [
  'versions',
  'items',
  'roles',
  'dates',
  'directlyAffectsPersonally',
  'told',
  'members',
  'matters',
  'consulted',
];

/** events.md, event files: a list in a field with a singular name stands for one event per element. */
export function isSingular(field: string): boolean {
  return !LISTS.includes(field);
}

/** Events that the ledger raises itself; in a file they are read and ignored (readings 1.8). */
export const RAISED_BY_LEDGER = [
  ...['GroupSupportRequestMisrouted', 'BodyConflictDetected', 'BodyConflictCleared', 'NoticeObligationOpened'],
  ...['FormalAdviceOwed', 'EnquiryOverdue', 'FindingRaised', 'FindingResolved'],
];
