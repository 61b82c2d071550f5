import { type EventsOf, boolean, listOf, mapOf, oneOf, required, role, sha256, token } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** Group and matter may come from the request; the version is the advice version held afterwards. */
const delivery = {
  group: token,
  matter: token,
  version: required(token),
  request: token,
  flags: mapOf(boolean),
  items: listOf(token),
  role,
  officer: token,
  administrationDraft: boolean,
} as const;

/** STORAGE SHAPES: advice to groups and parity between them. A change here is a migration. */
export const adviceEvents = {
  GroupBriefingGiven: delivery,
  GroupReportSupplied: delivery,
  AdviceVersionPrepared: {
    matter: required(token),
    version: required(token),
    items: listOf(token),
    fingerprint: sha256,
  },
  AdviceReissued: { group: required(token), matter: required(token), version: required(token), officer: token },
  AdviceEquivalenceDetermined: {
    matter: required(token),
    versions: required(listOf(token)),
    outcome: required(oneOf('substantially_same', 'different')),
    by: required(role),
  },
  OtherGroupNotified: { group: required(token), matter: required(token), version: token, by: role, officer: token },
  SupportAvailabilityPublished: { matter: token, group: token },
  FormalAdvicePresented: {
    matter: required(token),
    author: token,
    ownRecommendation: boolean,
    viewsAttributed: boolean,
  },
  MatterFormallyConsidered: { matter: required(token), partnerReport: boolean },
} as const;

export type AdviceEvent = EventsOf<typeof adviceEvents, Pack>;
