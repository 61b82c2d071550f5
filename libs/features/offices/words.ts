import type { WordsOf } from '#lib/kernel/index.js';
import type { officeEvents } from './events.js';

const holder = ['Person', 'The person who held the office.'] as const;
const group = ['Group', 'The group to which the holder belongs.'] as const;

/** What the events of this family are called on pages and in the catalogue. */
export const officeWords = {
  OfficeHolderBriefingOffered: {
    label: 'Office-holder briefing offered',
    sentence: 'An officer offered a briefing to the holder of an office.',
    fields: { office: ['Office', 'The office whose holder was offered the briefing.'], person: holder, group },
  },
  OfficeHolderBriefingHeld: {
    label: 'Office-holder briefing held',
    sentence: 'An officer briefed the holder of an office.',
    fields: {
      office: ['Office', 'The office whose holder was briefed.'],
      person: holder,
      group,
      flags: ['Content', 'What the briefing contained, such as facts, options or a recommendation.'],
      officer: ['Officer', 'The officer who gave the briefing.'],
    },
  },
  OfficeHolderBriefingDeclined: {
    label: 'Office-holder briefing declined',
    sentence: 'The holder of an office did not take up a briefing.',
    fields: { office: ['Office', 'The office whose holder declined.'], person: holder, group },
  },
} as const satisfies WordsOf<typeof officeEvents>;
