import type { WordsOf } from '#lib/kernel/index.js';
import type { mediaEvents } from './events.js';

/** What the events of this family are called on pages and in the catalogue. */
export const mediaWords = {
  MediaEnquiryReceived: {
    label: 'Media enquiry received',
    sentence: 'The press or another medium asked the council for a statement.',
    fields: { id: ['Enquiry', 'The name of the enquiry, by which later entries refer to it.'] },
  },
  MediaStatementCleared: {
    label: 'Media statement cleared',
    sentence: 'A role cleared a statement of the council for release.',
    fields: {
      id: ['Enquiry', 'The enquiry that the statement answers.'],
      by: ['Cleared by', 'The role or the person who cleared the statement.'],
      consulted: ['Consulted', 'The roles and persons who were consulted before.'],
    },
  },
  MediaStatementIssued: {
    label: 'Media statement issued',
    sentence: 'A statement was given to the media.',
    fields: {
      id: ['Enquiry', 'The enquiry that the statement answers.'],
      by: ['Issued by', 'The role or the person who issued the statement.'],
      politicalOpinion: ['Political opinion', 'Whether the statement expresses a political opinion.'],
    },
  },
} as const satisfies WordsOf<typeof mediaEvents>;
