import {
  type DescribedProjection,
  day,
  listOfAll,
  orNothing,
  recordOf,
  text,
  wholeNumber,
  wordOf,
  yesNo,
} from '#lib/kernel/figures.js';
import type { ProtocolStatusView } from './projections.js';

export const protocolStatusDescribed: DescribedProjection<ProtocolStatusView> = {
  label: 'Protocol status',
  sentence: 'Where the protocol itself stands: its adoption, its reviews and its gaps.',
  data: recordOf<ProtocolStatusView>({
    sourceState: [
      'State of the pack',
      'What the pack says of itself: drafted, adopted, or reviewed and overdue for its next review.',
      text,
    ],
    sourceStatus: ['Status of the text', 'What the pack says of the text that it was read from.', text],
    approvalRecorded: ['Approval on record', 'Whether there is an adoption with evidence.', yesNo],
    reviewState: [
      'State of the review',
      'Whether a review is due, overdue or not.',
      wordOf('none', 'current', 'triggered', 'overdue', 'continuous_monitoring'),
    ],
    ageDays: [
      'Age in days',
      'How many days ago a review was first triggered that nobody has made yet.',
      orNothing(wholeNumber),
    ],
    lastEvidencedAdoption: ['Last adoption on file', 'The day of the last adoption with evidence.', orNothing(day)],
    minute: ['Minute', 'The minute of that adoption.', orNothing(text)],
    evidencedAdoptions: ['Adoptions on file', 'How many adoptions have evidence.', wholeNumber],
    nextExpected: ['Next review', 'The last day on which the review that is expected is in time.', orNothing(day)],
    overdueDays: ['Days overdue', 'How many days the review is late.', wholeNumber],
    warn: ['Open warnings', 'How many warnings about the life of the protocol are open.', wholeNumber],
    findings: ['Findings', 'How many findings about the life of the protocol there are in all.', wholeNumber],
    gaps: ['Gaps', 'The clauses that leave something open.', listOfAll(text)],
  }),
};
