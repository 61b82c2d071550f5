import type { WordsOf } from '#lib/kernel/index.js';
import type { retentionEvents } from './events.js';

/** What the events of this family are called on pages and in the catalogue. */
export const retentionWords = {
  RetentionPeriodSet: {
    label: 'Retention period set',
    sentence: 'The council set how long it keeps one class of personal records.',
    fields: {
      class: ['Class of record', 'The class of records that the period is for.'],
      years: ['Years', 'How many years the council keeps the records.'],
      months: ['Months', 'How many months the council keeps the records, beside the years.'],
      from: ['Counted from', 'Whether the period starts when the entry ends or when it is made.'],
      source: ['Source', 'The policy or the decision that sets the period.'],
      by: ['Set by', 'The role that set the period.'],
    },
  },
} as const satisfies WordsOf<typeof retentionEvents>;
