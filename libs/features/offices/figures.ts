import { type DescribedProjection, type FiguresOf, byName, recordOf, wholeNumber } from '#lib/kernel/figures.js';
import type { OfficesView } from './projections.js';
import type { OfficeCounts } from './state.js';

const counts = {
  offered: ['Offered', 'How many briefings were offered.', wholeNumber],
  held: ['Held', 'How many briefings were held.', wholeNumber],
  declined: ['Declined', 'How many briefings were declined.', wholeNumber],
} as const satisfies FiguresOf<OfficeCounts>;

export const officesDescribed: DescribedProjection<OfficesView> = {
  label: 'Office-holder briefings',
  sentence: 'Which briefings were offered to the holders of offices, held and declined, apart from support of groups.',
  data: recordOf<OfficesView>({
    offices: ['Offices', 'The briefings of each office.', byName(recordOf<OfficeCounts>(counts))],
    totals: ['Totals', 'The briefings of all offices together.', recordOf<OfficeCounts>(counts)],
  }),
};
