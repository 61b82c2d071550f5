import { type EventsOf, anything, boolean, listOf, mapOf, nullable, token } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** STORAGE SHAPES: members' requests for information. A change here is a migration. */
export const informationEvents = {
  InformationRequested: {
    id: token,
    member: token,
    basis: token,
    class: token,
    to: token,
    matter: token,
    paperOf: token,
    thirdPartyPersonalData: boolean,
    justification: nullable(token),
  },
  InformationProvided: { id: token, maySurfaceAt: mapOf(anything) },
  InformationRefused: { id: token, by: token, ground: nullable(token) },
  InformationDisputeReferred: { id: token, to: token, why: token },
  InformationDisputeDetermined: {
    id: token,
    outcome: token,
    redacted: boolean,
    markedConfidential: boolean,
    by: token,
  },
  InterestDeclaredForAccess: { id: token, member: token, privateCapacityStated: boolean },
  NeedToKnowDetermined: { id: token, outcome: token, ground: token, by: token, presumed: boolean, justified: boolean },
  RequestPrincipalNamed: { id: token, member: token },
  CopyDisclosedToOriginator: { id: token },
  CorrespondenceCopied: { id: token, to: token },
  ChairAdvisedOfInformation: { id: token, body: token },
  EnquiryRegistered: { id: token, member: token, group: token, by: token, principal: nullable(token) },
  EnquiryAnswered: { id: token },
  EnquiryChased: { id: token },
  WardInformationIssued: { ward: token, matter: token, told: listOf(token) },
} as const;

export type InformationEvent = EventsOf<typeof informationEvents, Pack>;
