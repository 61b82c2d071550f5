import {
  type EventsOf,
  PACK_PART_BYTES,
  date,
  ordinal,
  required,
  role,
  sha256,
  text,
  token,
} from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** STORAGE SHAPES: the life of the protocol itself. A change here is a migration. */
export const protocolLifeEvents = {
  ProtocolPackDrafted: { packId: required(token), version: required(token) },
  ProtocolPackPublished: {
    packId: required(token),
    version: required(token),
    hash: required(sha256),
    part: required(ordinal),
    parts: required(ordinal),
    text: required(text(PACK_PART_BYTES)),
    revision: ordinal,
  },
  ProtocolPackAdopted: {
    packId: required(token),
    version: required(token),
    effectiveFrom: date,
    basis: token,
    sourceFile: token,
    revision: ordinal,
  },
  ProtocolPackSuperseded: { packId: required(token), version: required(token) },
  ProtocolAdoptionMinuted: { date, minute: token, signedByRole: role },
  ProtocolReviewScheduled: { next: required(date) },
  ProtocolReviewTriggered: { cause: token },
  ProtocolReviewCompleted: { outcome: token },
  ProtocolGapRecorded: { clause: required(token), kind: token },
  ProtocolGuidanceSought: { byRole: role, toRole: role },
  MembersCodeAdopted: { version: token },
} as const;

export type ProtocolLifeEvent = EventsOf<typeof protocolLifeEvents, Pack>;
