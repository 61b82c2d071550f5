import type { Payload } from '#lib/kernel/index.js';
import { type Diary, day, time } from './diary.js';

type Row = readonly [day: string, hours: number, type: string, payload: Payload];

const life: readonly Row[] = [
  [
    '2025-11-10',
    19,
    'ProtocolAdoptionMinuted',
    { date: '2025-11-10', minute: 'MIN-44', signedByRole: 'chair_of_council' },
  ],
  ['2025-11-12', 9, 'ProtocolGapRecorded', { clause: '8.3', kind: 'no_period_given' }],
  ['2026-05-11', 19, 'MembersCodeAdopted', { version: '2026' }],
  ['2026-05-12', 9, 'ProtocolReviewScheduled', { next: '2026-12-01' }],
  ['2026-09-14', 11, 'ProtocolGuidanceSought', { byRole: 'committee_chair', toRole: 'proper_officer' }],
];

const interests: readonly Row[] = [
  [
    '2025-11-05',
    10,
    'InterestRegistered',
    { person: 'M-01', category: 'dpi', interest: 'INT-1', holder: 'self', kind: 'employment' },
  ],
  ['2025-11-05', 11, 'InterestRegistered', { person: 'M-13', category: 'ori', interest: 'INT-2', kind: 'charity' }],
  ['2025-11-06', 10, 'OutsideBodyRoleDeclared', { person: 'M-13', body: 'B-ALLOTMENTS' }],
  ['2026-01-12', 10, 'TenancyDeclared', { person: 'M-19', since: '2021-04-01' }],
  ['2026-02-02', 10, 'OfficerInterestRegistered', { officer: 'O-4', interest: 'INT-3', category: 'land' }],
  ['2026-02-03', 10, 'OfficerInterestDeclared', { officer: 'O-4', matter: 'MAT-06', to: 'proper_officer' }],
  ['2026-02-04', 10, 'OfficerWithdrewFromMatter', { officer: 'O-4', matter: 'MAT-06' }],
  [
    '2026-03-02',
    9,
    'DispensationRecorded',
    { person: 'M-19', category: 'tenancy', scope: 'speak_and_vote', until: '2027-03-01' },
  ],
  [
    '2026-04-20',
    9,
    'ImproperInfluenceReported',
    { by: 'O-4', about: 'M-08', kind: 'private_advantage', matter: 'MAT-10' },
  ],
];

const relationships: readonly Row[] = [
  [
    '2026-01-19',
    10,
    'RelationshipDeclared',
    { id: 'REL-1', by: 'M-02', about: 'O-2', category: 'family', degree: 'sibling', to: 'proper_officer' },
  ],
  [
    '2026-01-20',
    10,
    'RelationshipDeclared',
    { id: 'REL-1', by: 'O-2', about: 'M-02', category: 'family', degree: 'sibling', to: 'line_manager' },
  ],
  [
    '2026-01-26',
    10,
    'RelationshipMitigationAgreed',
    { id: 'REL-1', mitigation: 'no_shared_matters', by: 'proper_officer' },
  ],
  ['2026-03-09', 9, 'BodyMembershipEnded', { member: 'M-02', body: 'C-PARKS' }],
  ['2026-06-15', 14, 'FamiliarityConcernRaised', { id: 'REL-2', by: 'O-3', member: 'M-19', officer: 'O-5' }],
  ['2026-07-13', 14, 'PersonalMatterRaised', { officer: 'O-3', member: 'M-05' }],
];

const staffing: readonly Row[] = [
  ['2026-02-16', 9, 'PostDesignatedPoliticallyRestricted', { post: 'P-1', officer: 'O-1', notice: true }],
  [
    '2026-05-18',
    10,
    'CandidateRelationshipDeclared',
    { person: 'M-03', candidate: 'K-1', post: 'P-7', knownAt: '2026-05-18T09:00', to: 'proper_officer' },
  ],
  [
    '2026-05-18',
    12,
    'RecruitmentParticipationDetermined',
    { person: 'M-03', candidate: 'K-1', post: 'P-7', outcome: 'no_further_part', by: 'proper_officer' },
  ],
  ['2026-05-20', 10, 'RecruitmentStepTaken', { person: 'M-12', post: 'P-7', step: 'interview' }],
];

const offices: readonly Row[] = [
  ['2025-12-01', 9, 'OfficeHolderBriefingOffered', { office: 'committee_chair' }],
  ['2025-12-03', 14, 'OfficeHolderBriefingHeld', { office: 'committee_chair', flags: { facts: true, options: true } }],
  ['2025-12-01', 9.25, 'OfficeHolderBriefingOffered', { office: 'committee_vice_chair' }],
  ['2025-12-04', 9, 'OfficeHolderBriefingDeclined', { office: 'committee_vice_chair' }],
  ['2026-06-08', 9, 'OfficeHolderBriefingOffered', { office: 'chair_of_council' }],
  ['2026-06-10', 14, 'OfficeHolderBriefingHeld', { office: 'chair_of_council', flags: { facts: true, options: true } }],
];

const information: readonly Row[] = [
  [
    '2026-01-14',
    9,
    'InformationRequested',
    { id: 'INF-1', member: 'M-14', basis: 'own_committee', to: 'proper_officer', matter: 'MAT-05' },
  ],
  ['2026-01-16', 9, 'NeedToKnowDetermined', { id: 'INF-1', outcome: 'granted', by: 'proper_officer', justified: true }],
  ['2026-01-19', 9, 'InformationProvided', { id: 'INF-1' }],
  ['2026-03-23', 9, 'InformationRequested', { id: 'INF-2', member: 'M-18', basis: 'curiosity', to: 'proper_officer' }],
  ['2026-03-25', 9, 'InformationRefused', { id: 'INF-2', by: 'proper_officer', ground: 'no_need_shown' }],
  ['2026-04-13', 9, 'EnquiryRegistered', { id: 'ENQ-1', member: 'M-16', by: 'M-16' }],
  ['2026-04-17', 9, 'EnquiryAnswered', { id: 'ENQ-1' }],
  ['2026-04-14', 9, 'EnquiryRegistered', { id: 'ENQ-2', member: 'M-16', by: 'M-16' }],
  ['2026-04-16', 9, 'EntryWithdrawn', { target: 'ENQ-2', reason: 'entered_twice' }],
  ['2026-07-06', 9, 'WardInformationIssued', { ward: 'W-1', matter: 'MAT-15', told: ['M-04'] }],
];

const concerns: readonly Row[] = [
  [
    '2026-02-23',
    9,
    'NeutralityConcernRaised',
    { id: 'CON-1', by: 'M-13', about: 'O-2', kind: 'favouritism', matter: 'MAT-07' },
  ],
  ['2026-03-16', 9, 'NeutralityConcernSettled', { id: 'CON-1', outcome: 'not_confirmed', by: 'proper_officer' }],
  ['2026-06-22', 9, 'UnduePressureReported', { by: 'O-3', about: 'M-08', kind: 'advice', matter: 'MAT-14' }],
  ['2026-06-23', 9, 'ConcernRaised', { id: 'CON-2', by: 'O-3', about: 'M-08', to: 'proper_officer' }],
  ['2026-06-29', 9, 'GroupLeaderApproached', { id: 'CON-2' }],
  ['2026-07-20', 9, 'ConcernClosed', { id: 'CON-2' }],
  ['2026-09-07', 9, 'PartyBusinessAdviceSought', { by: 'M-03', role: 'committee_chair', group: 'G-ASH' }],
  ['2026-09-21', 9, 'GroupConfidenceBreachReported', { from: 'G-CEDAR', to: 'media', about: 'O-5', legalDuty: false }],
];

const media: readonly Row[] = [
  ['2026-09-22', 9, 'MediaEnquiryReceived', { id: 'MED-1' }],
  ['2026-09-22', 11, 'MediaStatementCleared', { id: 'MED-1', by: 'proper_officer', consulted: ['chair_of_council'] }],
  ['2026-09-22', 12, 'MediaStatementIssued', { id: 'MED-1', by: 'O-5', politicalOpinion: false }],
];

/** The events of a year apart from advice and meetings, by family. */
export function noteConduct(diary: Diary): void {
  for (const rows of [life, interests, relationships, staffing, offices, information, concerns, media]) {
    for (const [on, hours, type, payload] of rows) diary.note(time(day(on), hours), type, payload);
  }
}
