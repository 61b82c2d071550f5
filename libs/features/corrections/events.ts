import { anything, instant, mapOf, required, token } from '#lib/kernel/index.js';

/** STORAGE SHAPES: amendments and the ledger's own acts. A change here is a migration. */
export const correctionEvents = {
  EntryCorrected: { target: required(token), set: required(mapOf(anything)) },
  EntryWithdrawn: { target: required(token), reason: token },
  SealedPayloadOpened: { target: required(token), by: required(token), why: required(token) },
  SealedPayloadDestroyed: {
    subject: required(token),
    basis: required(token),
    by: required(token),
    proposal: token,
  },
  HistoryReplayed: { by: required(token), asAt: instant, packId: token },
} as const;
