import type { WordsOf } from '#lib/kernel/index.js';
import type { correctionEvents } from './events.js';

/** What amendments and the ledger's own acts are called on pages and in the catalogue. */
export const correctionWords = {
  EntryCorrected: {
    label: 'Entry corrected',
    sentence: 'Somebody corrected fields of an entry; the entry as first recorded stays in the ledger.',
    fields: {
      target: ['Entry', 'The event or the entry that is corrected.'],
      set: ['Corrected fields', 'Each corrected field with its right value.'],
    },
  },
  EntryWithdrawn: {
    label: 'Entry withdrawn',
    sentence: 'Somebody withdrew an entry, which counts in no figure from then on and stays in the ledger.',
    fields: {
      target: ['Entry', 'The event or the entry that is withdrawn.'],
      reason: ['Reason', 'Why the entry is withdrawn.'],
    },
  },
  SealedPayloadOpened: {
    label: 'Sealed values opened',
    sentence: 'Somebody opened the sealed personal data of an event.',
    fields: {
      target: ['Event', 'The event whose sealed values were opened.'],
      by: ['Opened by', 'The person who opened them.'],
      why: ['Why', 'Why they were opened.'],
    },
  },
  SealedPayloadDestroyed: {
    label: 'Sealed values destroyed',
    sentence: "A person's key was destroyed, so that nobody can open that person's sealed data any longer.",
    fields: {
      subject: ['Person', 'The person whose key was destroyed.'],
      basis: ['Basis', 'The legal basis or the reason of the erasure.'],
      by: ['Destroyed by', 'The person who ordered the erasure.'],
      proposal: ['Proposal', 'The proposal of the erasure that another person made.'],
    },
  },
  HistoryReplayed: {
    label: 'History replayed',
    sentence: 'Somebody had the recorded history read again.',
    fields: {
      by: ['Replayed by', 'The person who asked for the replay.'],
      asAt: ['As at', 'The time as at which the history was read.'],
      packId: ['Protocol pack', 'The pack by which the history was judged.'],
    },
  },
} as const satisfies WordsOf<typeof correctionEvents>;
