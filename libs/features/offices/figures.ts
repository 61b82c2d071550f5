import { type DescribedProjection, type FiguresOf, byName, recordOf, wholeNumber } from '#lib/kernel/figures.js';
import type { OfficeCounts, OfficeRow, OfficesView } from './projections.js';

const counts = {
  offered: ['Offered', 'How many briefings were offered.', wholeNumber],
  held: ['Held', 'How many briefings were held.', wholeNumber],
  declined: ['Declined', 'How many briefings were declined.', wholeNumber],
} as const satisfies FiguresOf<OfficeCounts>;

const officeRow = recordOf<OfficeRow>({
  ...counts,
  byGroup: [
    'By group',
    'The briefings of the office that name a group, by that group.',
    byName(recordOf<OfficeCounts>(counts)),
  ],
});

export const officesDescribed: DescribedProjection<OfficesView> = {
  label: 'Office-holder briefings',
  sentence: 'Which briefings were offered to the holders of offices, held and declined, apart from support of groups.',
  data: recordOf<OfficesView>({
    offices: ['Offices', 'The briefings of each office.', byName(officeRow), 'unless hidden'],
    totals: ['Totals', 'The briefings of all offices together.', recordOf<OfficeCounts>(counts), 'unless hidden'],
  }),
};
