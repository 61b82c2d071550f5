import {
  type DescribedProjection,
  type FiguresOf,
  byName,
  listOfAll,
  moment,
  orNothing,
  recordOf,
  rowsOf,
  share,
  text,
  wholeNumber,
  wordOf,
} from '#lib/kernel/figures.js';
import type { NoticeCounts, NoticeRow, NoticeView } from './notice-view.js';
import type { GroupRow, GroupsView } from './by-group.js';
import type { Because, MatterRow, MattersView } from './by-matter.js';
import type { MatterStatus } from './reasons.js';

const noticeCounts = recordOf<NoticeCounts>({
  owed: ['Owed', 'How many notices were owed in all.', wholeNumber],
  met: ['Met', 'How many notices were sent in time.', wholeNumber],
  metLate: ['Met late', 'How many notices were sent after their target.', wholeNumber],
  open: ['Open', 'How many notices are not sent yet and not late.', wholeNumber],
  overdue: ['Overdue', 'How many notices are not sent and late.', wholeNumber],
  missed: ['Missed', 'How many notices had not been sent when the matter was formally considered.', wholeNumber],
});

const groupRow = recordOf<GroupRow>({
  requests: ['Requests', 'How many requests the group made.', wholeNumber],
  pending: ['Pending', 'How many of its requests nobody has decided yet.', wholeNumber],
  accepted: ['Accepted', 'How many of its requests were accepted.', wholeNumber],
  declined: ['Declined', 'How many of its requests were declined.', wholeNumber],
  withdrawn: ['Withdrawn', 'How many of its requests the group took back.', wholeNumber],
  acceptanceRate: [
    'Acceptance rate',
    'The share of its decided requests that were accepted; nothing where none was decided.',
    orNothing(share),
  ],
  briefings: ['Briefings', 'How many briefings the group received.', wholeNumber],
  reports: ['Reports', 'How many written reports the group received.', wholeNumber],
  support: ['Support', 'How many briefings and reports the group received together.', wholeNumber],
  supportShare: [
    'Share of support',
    'The share of all briefings and reports that went to this group; nothing where nobody received any.',
    orNothing(share),
    'unless hidden',
  ],
  attendances: ['Attendances', 'How many of its meetings officers attended.', wholeNumber],
  noticesReceived: ['Notices received', 'How many notices of advice to other groups it received.', wholeNumber],
  allocatedOfficers: ['Allocated officers', 'How many officers are allocated to support it now.', wholeNumber],
});

const byStatus = recordOf<Readonly<Record<MatterStatus, number>>>({
  EVEN: ['Even', 'How many matters were handled evenly.', wholeNumber],
  UNEVEN: ['Uneven', 'How many matters were handled unevenly.', wholeNumber],
  REVIEW: ['To be reviewed', 'How many matters hold an unexplained refusal that somebody should look at.', wholeNumber],
  PENDING: ['Pending', 'How many matters wait for a notice or for a comparison of versions.', wholeNumber],
  SINGLE_GROUP: [
    'Single group',
    'How many matters were advised on to one group where the protocol asks for no notice.',
    wholeNumber,
  ],
  SOME_GROUPS: [
    'Some groups',
    'How many matters some active group holds no advice on and was neither told of nor offered.',
    wholeNumber,
  ],
});

export const groupsDescribed: DescribedProjection<GroupsView> = {
  label: 'Even-handedness by group',
  sentence: 'What each group asked for and received, side by side.',
  data: recordOf<GroupsView>({
    groups: ['Groups', 'One row for each group.', byName(groupRow)],
    unregistered: [
      'Not registered',
      'The same for each group that was never registered, where at least one group was.',
      byName(groupRow),
      'sometimes',
    ],
    council: [
      'Council',
      'The figures of the council as a whole.',
      recordOf<GroupsView['council']>({
        acceptanceGap: [
          'Gap in acceptance',
          'The difference between the highest and the lowest acceptance rate of a group.',
          orNothing(share),
        ],
        totalSupport: [
          'Support in all',
          'How many briefings and reports all groups received together.',
          wholeNumber,
          'unless hidden',
        ],
        unexplainedRefusals: [
          'Unexplained refusals',
          'How many requests were declined without a ground while another group was accepted or supplied on the same matter.',
          wholeNumber,
        ],
        administration: [
          'Administration',
          'The group that forms the administration.',
          orNothing(text),
          'unless hidden',
        ],
        matters: ['Matters by status', 'How many matters stand in each status.', byStatus],
      }),
      'unless hidden',
    ],
  }),
};

const because: FiguresOf<Because> = {
  reason: [
    'Reason',
    'What holds of the matter.',
    wordOf(
      'unexplained_refusal',
      'different_versions',
      'different_at_consideration',
      'notice_missed',
      'notice_unsent',
      'versions_undetermined',
      'single_group',
      'group_without_advice',
    ),
  ],
  groups: ['Groups', 'The groups of which it holds.', listOfAll(text)],
  events: ['Events', 'The events that it rests on, in order of occurrence.', listOfAll(text)],
};

const matterRow = recordOf<MatterRow>({
  groupsActive: [
    'Active groups',
    'How many groups were active when advice was first given.',
    wholeNumber,
    'unless hidden',
  ],
  advised: ['Advised', 'How many of these groups hold advice.', wholeNumber],
  informed: ['Informed', 'How many of these groups hold advice, were told of it or were offered it.', wholeNumber],
  coverage: ['Coverage', 'The share of these groups that were informed.', orNothing(share), 'unless hidden'],
  versionsHeld: [
    'Versions held',
    'How many different versions of the advice groups hold.',
    wholeNumber,
    'unless hidden',
  ],
  equivalence: [
    'Equivalence',
    'How the versions that groups hold compare.',
    wordOf('not_needed', 'undetermined', 'substantially_same', 'different'),
    'unless hidden',
  ],
  status: [
    'Status',
    'Whether the matter was handled evenly.',
    wordOf('EVEN', 'UNEVEN', 'REVIEW', 'PENDING', 'SINGLE_GROUP', 'SOME_GROUPS'),
  ],
  because: [
    'Because',
    'Every reason why the matter does not stand as even; the first gives the status.',
    rowsOf<Because>(because),
    'unless hidden',
  ],
  hoursUneven: [
    'Hours uneven',
    'For how many whole hours groups held versions that were determined to be different.',
    wholeNumber,
    'unless hidden',
  ],
  notices: ['Notices', 'The notices owed to other groups on this matter.', noticeCounts, 'unless hidden'],
});

export const mattersDescribed: DescribedProjection<MattersView> = {
  label: 'Even-handedness by matter',
  sentence: 'How each matter was handled: which groups hold advice, who was told, and whether that was even.',
  data: recordOf<MattersView>({
    matters: ['Matters', 'One row for each matter.', byName(matterRow)],
  }),
};

const noticeRow: FiguresOf<NoticeRow> = {
  matter: ['Matter', 'The matter that the advice is about.', text],
  version: ['Advice version', 'The version of the advice.', text],
  group: ['Group', 'The group that is owed the notice.', text],
  opened: ['Opened', 'When the notice came to be owed.', moment],
  target: ['Target', 'The last second in time; nothing where the protocol sets no target.', orNothing(moment)],
  sent: ['Sent', 'When the notice was sent.', orNothing(moment)],
  state: ['State', 'Where the notice stands.', wordOf('met', 'metLate', 'open', 'overdue', 'missed')],
  events: ['Events', 'The events that the row is read from, in order of occurrence.', listOfAll(text)],
};

export const noticesDescribed: DescribedProjection<NoticeView> = {
  label: 'Notice obligations',
  sentence: 'Every notice of advice that is owed to another group, and whether it was sent.',
  data: recordOf<NoticeView>({
    matters: ['Matters', 'The number of notices of each matter.', byName(noticeCounts), 'unless hidden'],
    totals: ['Totals', 'The number of notices of all matters.', noticeCounts, 'unless hidden'],
    rows: ['Notices', 'One row for each matter, advice version and group.', rowsOf<NoticeRow>(noticeRow)],
  }),
};
