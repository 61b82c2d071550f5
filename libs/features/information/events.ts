import { type EventsOf, boolean, listOf, nullable, oneOf, required, role, shape, token } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

const id = required(token);
const dispute = oneOf('granted', 'redacted', 'public_part_only', 'refused');
const basis = oneOf(
  'own_committee',
  'scrutiny_in_scope',
  'ward_problem',
  'portfolio',
  'other_committee',
  'other',
  'fishing',
  'curiosity',
  'ulterior_purpose',
);

/** STORAGE SHAPES: members' requests for information, and support for single members. A change here is a migration. */
export const informationEvents = {
  InformationRequested: {
    id,
    member: token,
    by: token,
    principal: nullable(token),
    basis,
    class: oneOf(
      'public',
      'confidential',
      'exempt',
      'personal_record',
      'administration_draft',
      'group_internal',
      'legal_proceedings',
      'staff_disciplinary_or_grievance',
    ),
    to: token,
    matter: token,
    paperOf: token,
    thirdPartyPersonalData: boolean,
    justification: nullable(token),
    forThirdParty: boolean,
    factual: boolean,
  },
  InformationProvided: {
    id,
    by: token,
    redacted: boolean,
    maySurfaceAt: shape({ body: token, meeting: token }),
    inPublicDomain: boolean,
    barredByDataProtection: boolean,
  },
  InformationRefused: { id, by: token, ground: nullable(token) },
  InformationDisputeReferred: { id, to: required(role), why: oneOf('refused', 'doubt', 'disputed') },
  InformationDisputeDetermined: {
    id,
    outcome: required(dispute),
    redacted: boolean,
    markedConfidential: boolean,
    by: role,
    ground: nullable(token),
  },
  InterestDeclaredForAccess: { id, member: required(token), privateCapacityStated: boolean },
  NeedToKnowDetermined: {
    id,
    outcome: required(oneOf('granted', 'redacted', 'public_part_only', 'refused', 'doubt')),
    ground: nullable(token),
    by: role,
    presumed: boolean,
    justified: boolean,
  },
  RequestPrincipalNamed: { id, member: required(token) },
  CopyDisclosedToOriginator: { id, to: token },
  CorrespondenceCopied: { id, to: required(token) },
  ChairAdvisedOfInformation: { id, body: token },
  EnquiryRegistered: {
    id,
    member: token,
    group: token,
    by: token,
    principal: nullable(token),
    to: role,
    matter: token,
  },
  EnquiryAnswered: { id, by: token },
  EnquiryChased: { id, by: token },
  WardInformationIssued: { ward: required(token), matter: required(token), told: listOf(token) },
  SupportProvided: { id: token, member: required(token), by: token, matter: token },
  SupportDeclined: { id: token, member: required(token), ground: nullable(token), by: token, matter: token },
} as const;

export type InformationEvent = EventsOf<typeof informationEvents, Pack>;
