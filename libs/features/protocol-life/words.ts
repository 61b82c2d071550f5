import type { WordsOf } from '#lib/kernel/index.js';
import type { protocolLifeEvents } from './events.js';

const pack = {
  packId: ['Protocol pack', 'The pack, which holds the protocol as data.'],
  version: ['Version', 'The version of the pack.'],
} as const;

const revision = ['Revision', 'The revision of the reading of that version: 1 where none is given.'] as const;

/** What the events of this family are called on pages and in the catalogue. */
export const protocolLifeWords = {
  ProtocolPackDrafted: {
    label: 'Protocol pack drafted',
    sentence: 'A version of a protocol pack was drafted.',
    fields: pack,
  },
  ProtocolPackPublished: {
    label: 'Protocol pack published',
    sentence: "A part of a protocol pack's text went on record, so that its adoption is judged by that text for good.",
    fields: {
      ...pack,
      hash: ['Hash', 'The SHA-256, in hex, of the whole file.'],
      part: ['Part', 'Which part of the text this is, counted from 1.'],
      parts: ['Parts', 'How many parts the text has.'],
      text: ['Text', 'This part of the text.'],
      revision,
    },
  },
  ProtocolPackAdopted: {
    label: 'Protocol pack adopted',
    sentence: 'The council adopted a protocol pack, by which it judges events from then on.',
    fields: {
      ...pack,
      effectiveFrom: ['Effective from', 'The day from which the protocol applies.'],
      basis: ['Basis', 'What the adoption rests on, such as a resolution.'],
      sourceFile: ['Source file', 'The file that the pack was read from.'],
      revision,
    },
  },
  ProtocolPackSuperseded: {
    label: 'Protocol pack superseded',
    sentence: 'A version of a protocol pack was replaced by a later one.',
    fields: pack,
  },
  ProtocolAdoptionMinuted: {
    label: 'Protocol adoption minuted',
    sentence: 'The minutes of the council record that it adopted the protocol.',
    fields: {
      date: ['Date', 'The day of the adoption; the day of this entry where none is given.'],
      minute: ['Minute', 'The number of the minute.'],
      signedByRole: ['Signed by', 'The role that signed the minutes.'],
    },
  },
  ProtocolReviewScheduled: {
    label: 'Protocol review scheduled',
    sentence: 'The council set the date of the next review of its protocol.',
    fields: { next: ['Next review', 'The day, the month or the year of the next review.'] },
  },
  ProtocolReviewTriggered: {
    label: 'Protocol review triggered',
    sentence: 'Something happened that makes a review of the protocol due.',
    fields: { cause: ['Cause', 'What made the review due.'] },
  },
  ProtocolReviewCompleted: {
    label: 'Protocol review completed',
    sentence: 'The council reviewed its protocol.',
    fields: { outcome: ['Outcome', 'What the review came to.'] },
  },
  ProtocolGapRecorded: {
    label: 'Protocol gap recorded',
    sentence: 'Somebody noted that the text of the protocol leaves something open.',
    fields: {
      clause: ['Clause', 'The clause that leaves it open.'],
      kind: ['Kind of gap', 'What is missing, such as a reference to a section that does not exist.'],
    },
  },
  ProtocolGuidanceSought: {
    label: 'Protocol guidance sought',
    sentence: 'Somebody asked for guidance on the protocol.',
    fields: {
      byRole: ['Sought by', 'The role that asked.'],
      toRole: ['Sought from', 'The role that was asked.'],
    },
  },
  MembersCodeAdopted: {
    label: "Members' code adopted",
    sentence: 'The council adopted a code of conduct for its members.',
    fields: { version: ['Version', 'The version of the code.'] },
  },
} as const satisfies WordsOf<typeof protocolLifeEvents>;
