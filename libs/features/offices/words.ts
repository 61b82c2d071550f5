import type { WordsOf } from '#lib/kernel/index.js';
import type { officeEvents } from './events.js';

/** What the events of this family are called on pages and in the catalogue. */
export const officeWords = {
  OfficeHolderBriefingOffered: {
    label: 'Office-holder briefing offered',
    sentence: 'An officer offered a briefing to the holder of an office.',
    fields: { office: ['Office', 'The office whose holder was offered the briefing.'] },
  },
  OfficeHolderBriefingHeld: {
    label: 'Office-holder briefing held',
    sentence: 'An officer briefed the holder of an office.',
    fields: {
      office: ['Office', 'The office whose holder was briefed.'],
      flags: ['Content', 'What the briefing contained, such as facts, options or a recommendation.'],
    },
  },
  OfficeHolderBriefingDeclined: {
    label: 'Office-holder briefing declined',
    sentence: 'The holder of an office did not take up a briefing.',
    fields: { office: ['Office', 'The office whose holder declined.'] },
  },
} as const satisfies WordsOf<typeof officeEvents>;
