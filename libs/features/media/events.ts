import { boolean, listOf, token } from '#lib/kernel/index.js';

/** STORAGE SHAPES: media enquiries and statements. A change here is a migration. */
export const mediaEvents = {
  MediaEnquiryReceived: { id: token },
  MediaStatementCleared: { id: token, by: token, consulted: listOf(token) },
  MediaStatementIssued: { id: token, by: token, politicalOpinion: boolean },
} as const;
