import {
  type DescribedProjection,
  listOfAll,
  moment,
  orNothing,
  payload,
  recordOf,
  rowsOf,
  text,
  wholeNumber,
  wordOf,
  yesNo,
} from '#lib/kernel/figures.js';
import type { Actor } from '#lib/kernel/index.js';
import { type Level, ruleIds } from '#lib/protocol/index.js';
import type { FindingRow, FindingsView } from './findings.js';
import type { StatutoryView } from './statutory.js';
import type { TimelineRow } from './timeline.js';

type Count = FindingsView['totals'][Level];

const count = recordOf<Count>({
  open: ['Open', 'How many are open.', wholeNumber],
  total: ['Total', 'How many there are, open and resolved.', wholeNumber],
});

const members = {
  rows: [
    'Findings',
    'One row for each finding, in the order in which it occurred.',
    rowsOf<FindingRow>({
      finding: ['Finding', 'What the finding is called.', text],
      rule: ['Rule', 'The rule that was not kept.', wordOf(...ruleIds)],
      clauses: ['Clauses', 'The clauses of the protocol on which the rule rests.', listOfAll(text)],
      level: ['Level', 'How grave the finding is.', wordOf('BREACH', 'WARN', 'INFO')],
      severity: ['Severity', 'How severe the protocol takes a breach of the rule to be.', text],
      basis: ['Basis', 'Whether events show it or somebody reported it.', wordOf('observed', 'reported')],
      state: ['State', 'Whether it has been put right.', wordOf('open', 'resolved')],
      subject: ['Subject', 'What the finding is about.', text],
      event: [
        'Event',
        'The event in which it is anchored; nothing where the protocol alone sets the date.',
        orNothing(text),
      ],
      events: ['Events', 'The events that the rule read for it, in order of occurrence.', listOfAll(text)],
      occurredAt: ['Occurred at', 'When it happened, or the second after its period ended.', moment],
      recordedAt: ['Recorded at', 'When the last event on which it rests was recorded.', moment],
      remediedAt: ['Put right at', 'When it was put right.', orNothing(moment)],
      elapsedDays: [
        'Days elapsed',
        'How many days passed until it was done, where the protocol names no day.',
        wholeNumber,
        'sometimes',
      ],
    }),
  ],
  totals: [
    'Totals',
    'The number of findings by level.',
    recordOf<FindingsView['totals']>({
      BREACH: ['Breaches', 'Findings of a rule that binds.', count],
      WARN: ['Warnings', 'Findings of a rule that is softer.', count],
      INFO: ['Notes', 'Findings that only inform.', count],
    }),
    'unless hidden',
  ],
  notEvaluated: [
    'Not evaluated',
    'The rules that bind under this protocol and that no event can show to be broken yet.',
    listOfAll(wordOf(...ruleIds)),
    'unless hidden',
  ],
} as const;

const findings = recordOf<FindingsView>(members);

const [rows, totals, notEvaluated] = [members.rows, members.totals, members.notEvaluated];

const statutory = recordOf<Partial<FindingsView> & { readonly adopted?: boolean }>({
  rows: [rows[0], rows[1], rows[2], 'sometimes'],
  totals: [totals[0], totals[1], totals[2], 'sometimes'],
  notEvaluated: [notEvaluated[0], notEvaluated[1], notEvaluated[2], 'sometimes'],
  adopted: ['Adopted', 'Stands only where no overlay was adopted: then nothing was judged.', yesNo, 'sometimes'],
});

export const findingsDescribed: DescribedProjection<FindingsView> = {
  label: 'Findings',
  sentence: 'Where the protocol of the council was not kept.',
  data: findings,
};

export const statutoryFindingsDescribed: DescribedProjection<StatutoryView> = {
  label: 'Statutory findings',
  sentence:
    "Where the law was not kept, as far as the adopted statutory overlays say, apart from the council's protocol.",
  data: statutory,
};

const recorder = recordOf<Actor>({
  role: ['Role', 'The role in which the person recorded it.', text],
  person: ['Person', 'The person who recorded it.', text],
});

export const timelineDescribed: DescribedProjection<{ readonly rows: readonly TimelineRow[] }> = {
  label: 'Audit timeline',
  sentence: 'Every recorded event as it was recorded, in the order in which it happened.',
  data: recordOf<{ readonly rows: readonly TimelineRow[] }>({
    rows: [
      'Events',
      'One row for each event.',
      rowsOf<TimelineRow>({
        event: ['Event', 'The own id of the event, as it was given.', text],
        position: ['Position', 'The place of the event in the order of recording.', text],
        occurredAt: ['Occurred at', 'When it happened.', moment],
        recordedAt: ['Recorded at', 'When it was recorded.', moment],
        type: ['Kind of event', 'The name of the event.', text],
        payload: ['Fields', 'The fields of the event.', payload],
        recordedBy: ['Recorded by', 'The role and the person that recorded it.', orNothing(recorder)],
        packId: ['Protocol pack', 'The pack that was in force.', orNothing(text)],
        packVersion: ['Pack version', 'The version of that pack.', orNothing(text)],
        amends: ['Amends', 'The entry that it corrects or withdraws.', orNothing(text)],
        effect: ['Effect', 'Stands only where the event changed nothing.', wordOf('none'), 'sometimes'],
        why: ['Why', 'Why the event changed nothing.', text, 'sometimes'],
      }),
    ],
  }),
};
