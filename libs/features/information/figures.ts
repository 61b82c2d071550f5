import { type DescribedProjection, byName, orNothing, recordOf, share, wholeNumber } from '#lib/kernel/figures.js';
import type { CouncillorRow, CouncillorsView } from './projections.js';

const councillorRow = recordOf<CouncillorRow>({
  requests: ['Requests', 'How many requests for information the councillor made.', wholeNumber],
  granted: ['Granted', 'How many of them were granted.', wholeNumber],
  refused: ['Refused', 'How many of them were refused.', wholeNumber],
  rate: [
    'Rate granted',
    'The share of the decided requests that were granted; nothing where none was decided.',
    orNothing(share),
  ],
  supported: ['Supported', 'How often the councillor was given support.', wholeNumber],
  supportDeclined: ['Support declined', 'How often support was declined to the councillor.', wholeNumber],
});

export const councillorsDescribed: DescribedProjection<CouncillorsView> = {
  label: 'Even-handedness by councillor',
  sentence: 'What information and support each councillor asked for and received, side by side.',
  data: recordOf<CouncillorsView>({
    councillors: ['Councillors', 'One row for each councillor.', byName(councillorRow)],
    unregistered: [
      'Not registered',
      'The same for whoever no membership and no ward ever named, where memberships are recorded.',
      byName(councillorRow),
      'sometimes',
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
          'How many requests and how much support were refused without a ground while another councillor got the like.',
          wholeNumber,
        ],
      }),
      'unless hidden',
    ],
  }),
};
