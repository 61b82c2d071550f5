import { attendanceEvents } from '../attendance/events.js';
import { family, none, projection } from '../family.js';
import type { GroupSupportState } from '../group-support/state.js';
import type { StructureState } from '../structure/state.js';
import { adviceEvents } from './events.js';
import { groupsDescribed, mattersDescribed, noticesDescribed } from './figures.js';
import { factOfSupply, ownGroup, ownNotices } from './narrow.js';
import { groupsExplained, groupsView } from './by-group.js';
import { mattersExplained, mattersView } from './by-matter.js';
import { noticeView, noticesExplained } from './notice-view.js';
import { adviceFindings } from './rules.js';
import { type AdviceState, evolveAdvice, initialAdvice, settleAdvice } from './state.js';

interface Known {
  readonly structure: StructureState;
  readonly 'group-support': GroupSupportState;
}

const { OfficerAttendedGroupMeeting } = attendanceEvents;

/** Advice given to groups, and parity between them. */
export const advice = family<AdviceState, Known>()({
  name: 'advice',
  events: adviceEvents,
  listens: { OfficerAttendedGroupMeeting },
  commands: none,
  initial: initialAdvice,
  evolve: evolveAdvice,
  settle: settleAdvice,
  findings: (state, { known, at }) => adviceFindings(state, known['group-support'], at),
  judges: [
    'grp.council_business_only',
    'grp.facts_and_options',
    'grp.no_political_implications',
    'grp.no_recommendation',
    'grp.formal_advice_still_owed',
    'grp.notify_other_groups',
    'grp.same_advice',
    'grp.even_handed',
    'clr.equal_treatment',
  ],
  projections: {
    'even-handedness-by-group': projection({
      described: groupsDescribed,
      view: groupsView,
      narrow: ownGroup,
      maps: ['groups', 'unregistered'],
      explain: {
        lines: groupsExplained,
        rowOf: ({ groups, unregistered, council }, row) =>
          row === 'council' ? council : (groups?.[row] ?? unregistered?.[row]),
        ofAll: ['council'],
      },
    }),
    'even-handedness-by-matter': projection({
      described: mattersDescribed,
      view: mattersView,
      narrow: factOfSupply,
      maps: ['matters'],
      explain: { lines: mattersExplained, rowOf: ({ matters }, row) => matters?.[row] },
    }),
    'notice-obligations': projection({
      described: noticesDescribed,
      view: noticeView,
      narrow: ownNotices,
      maps: ['matters'],
      explain: {
        lines: noticesExplained,
        rowOf: ({ matters, totals }, row) => (row === 'totals' ? totals : matters?.[row]),
        ofAll: ['totals'],
      },
    }),
  },
});
