import {
  type DescribedProjection,
  day,
  moment,
  orNothing,
  recordOf,
  rowsOf,
  text,
  wholeNumber,
  wordOf,
  yesNo,
} from '#lib/kernel/figures.js';
import { type RetentionClass, retentionClasses } from './events.js';
import type { ClassRow, DueRow, RetentionView } from './projections.js';

const classRow = recordOf<ClassRow>({
  period: [
    'Period',
    'How long records of the class are kept; nothing where nobody set it or they are kept without end.',
    orNothing(
      recordOf<NonNullable<ClassRow['period']>>({
        years: ['Years', 'The years of the period.', wholeNumber],
        months: ['Months', 'The months of the period, beside the years.', wholeNumber],
        from: [
          'Counted from',
          'Whether the period starts when the entry ends or when it is made.',
          wordOf('end', 'event'),
        ],
      }),
    ),
  ],
  source: ['Source', 'The policy or the decision that set the period.', orNothing(text)],
  by: ['Set by', 'The role that set the period.', orNothing(text)],
  setAt: ['Set at', 'When the period was set.', orNothing(moment)],
});

export const retentionDescribed: DescribedProjection<RetentionView> = {
  label: 'Retention due',
  sentence: 'How long each class of personal records is kept, and which records have been kept for as long as that.',
  data: recordOf<RetentionView>({
    classes: [
      'Classes',
      'The period of each class of records.',
      recordOf<Readonly<Record<RetentionClass, ClassRow>>>({
        interests_register: ['Register of interests', 'Entries of the register.', classRow],
        sensitive_interests: ['Sensitive interests', 'Requests to withhold details.', classRow],
        meeting_declarations: ['Declarations at meetings', 'Interests declared at meetings.', classRow],
        gifts: ['Gifts and hospitality', 'Gifts and hospitality.', classRow],
        arrears: ['Arrears', 'Arrears of rent and council tax.', classRow],
        relationships: ['Relationships', 'Declared relationships.', classRow],
        recruitment: ['Recruitment', 'Relationships with candidates.', classRow],
      }),
      'unless hidden',
    ],
    rows: [
      'Records due',
      'One row for each record whose period is over.',
      rowsOf<DueRow>({
        class: ['Class of record', 'The class that the record belongs to.', wordOf(...retentionClasses)],
        person: ['Person', 'The person whom the record is about.', text],
        entry: ['Entry', 'The entry.', text],
        since: ['Since', 'When the period began.', moment],
        due: ['Due', 'The day on which the period was over.', day],
        erased: ['Erased', 'Whether the sealed values of a person in it have been destroyed since.', yesNo],
      }),
      'unless hidden',
    ],
  }),
};
