import {
  type DescribedProjection,
  byName,
  listOfAll,
  moment,
  recordOf,
  rowsOf,
  text,
  wholeNumber,
  wordOf,
} from '#lib/kernel/figures.js';
import { interestWords } from './claims.js';
import type { ParticipationRow, ParticipationView } from './projections.js';
import type { PromptRow, PromptsView } from './prompts.js';

const part = recordOf<ParticipationRow>({
  interest: ['Interest', 'The interest that the person held in the item.', wordOf(...interestWords)],
  required: ['Required', 'What the protocol asked of the person.', wordOf('none', 'declare', 'abstain', 'withdraw')],
  happened: [
    'Happened',
    'What the person did.',
    wordOf('voted', 'withdrew', 'abstained', 'participated', 'declared', 'none'),
  ],
  verdict: ['Verdict', 'How the protocol was kept.', wordOf('clear', 'breach', 'warn')],
  events: ['Events', 'The events that the row is read from.', listOfAll(text)],
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

export const promptsDescribed: DescribedProjection<PromptsView> = {
  label: 'Declaration prompts',
  sentence: 'Which entries of the register touch an item and are not declared there: a reminder, never a finding.',
  data: recordOf<PromptsView>({
    rows: [
      'Prompts',
      'One row for each item and entry.',
      rowsOf<PromptRow>({
        when: [
          'When',
          'Whether it is a reminder before the item or a question after it.',
          wordOf('before', 'question'),
        ],
        meeting: ['Meeting', 'The meeting.', text],
        item: ['Item', 'The item of the agenda.', text],
        starts: ['Starts', 'When the item starts.', moment],
        person: ['Person', 'The person whose entry it is.', text],
        interest: ['Interest', 'The entry of the register.', text],
        category: ['Category', 'The category of the interest.', text],
        reason: ['Reason', 'The events on which the prompt rests.', listOfAll(text)],
      }),
    ],
  }),
};
