import { type DescribedProjection, byName, orNothing, recordOf, share, wholeNumber } from '#lib/kernel/figures.js';
import type { CouncillorsView } from './projections.js';

export const councillorsDescribed: DescribedProjection<CouncillorsView> = {
  label: 'Even-handedness by councillor',
  sentence: 'What information each councillor asked for and received, side by side.',
  data: recordOf<CouncillorsView>({
    councillors: [
      'Councillors',
      'One row for each councillor.',
      byName(
        recordOf<CouncillorsView['councillors'][string]>({
          requests: ['Requests', 'How many requests for information the councillor made.', wholeNumber],
          granted: ['Granted', 'How many of them were granted.', wholeNumber],
          refused: ['Refused', 'How many of them were refused.', wholeNumber],
          rate: [
            'Rate granted',
            'The share of the decided requests that were granted; nothing where none was decided.',
            orNothing(share),
          ],
        }),
      ),
    ],
    council: [
      'Council',
      'The figures of the council as a whole.',
      recordOf<CouncillorsView['council']>({
        gap: [
          'Gap in grants',
          'The difference between the highest and the lowest rate of a councillor.',
          orNothing(share),
        ],
        unexplainedRefusals: [
          'Unexplained refusals',
          'How many requests were refused without a ground while another councillor was granted the like.',
          wholeNumber,
        ],
      }),
      'unless hidden',
    ],
  }),
};
