import {
  type DescribedProjection,
  byName,
  moment,
  recordOf,
  rowsOf,
  text,
  wholeNumber,
  wordOf,
} from '#lib/kernel/figures.js';
import { interestWords } from './claims.js';
import type { ParticipationRow, ParticipationView } from './projections.js';

const part = recordOf<ParticipationRow>({
  interest: ['Interest', 'The interest that the person held in the item.', wordOf(...interestWords)],
  required: ['Required', 'What the protocol asked of the person.', wordOf('none', 'declare', 'abstain', 'withdraw')],
  happened: [
    'Happened',
    'What the person did.',
    wordOf('voted', 'withdrew', 'abstained', 'participated', 'declared', 'none'),
  ],
  verdict: ['Verdict', 'How the protocol was kept.', wordOf('clear', 'breach', 'warn')],
});

export const participationDescribed: DescribedProjection<ParticipationView> = {
  label: 'Meeting participation',
  sentence: 'Who held which interest in each item of a meeting, what the protocol asked and what happened.',
  data: recordOf<ParticipationView>({
    items: ['Items', 'One row for each item and person.', byName(byName(part))],
    votesInBreach: [
      'Votes in breach',
      'How many votes on each item broke the protocol.',
      byName(wholeNumber),
      'unless hidden',
    ],
    lateKnowledge: [
      'Late knowledge',
      'What was recorded on a later day than it happened.',
      rowsOf<ParticipationView['lateKnowledge'][number]>({
        person: ['Person', 'The person whom the entry is about.', text],
        occurredAt: ['Occurred at', 'When it happened.', moment],
        recordedAt: ['Recorded at', 'When it was recorded.', moment],
        lateByDays: ['Days late', 'How many days later it was recorded.', wholeNumber],
      }),
      'unless hidden',
    ],
  }),
};
