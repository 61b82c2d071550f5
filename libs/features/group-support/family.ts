import { adviceEvents } from '../advice/events.js';
import { attendanceEvents } from '../attendance/events.js';
import type { StructureState } from '../structure/state.js';
import { family, permission, projection } from '../family.js';
import { acceptRequest, approveAccompaniment, authoriseNonCouncillors } from './commands.js';
import { groupSupportCommands, groupSupportEvents } from './events.js';
import { groupSupportDescribed } from './figures.js';
import { groupSupportExplained, groupSupportView, ownSupport } from './projections.js';
import { groupSupportFindings } from './rules.js';
import { type GroupSupportState, evolveGroupSupport, initialGroupSupport, settleGroupSupport } from './state.js';

const { GroupBriefingGiven, GroupReportSupplied } = adviceEvents;
const { OfficerAttendedGroupMeeting } = attendanceEvents;
const asked = groupSupportCommands;

interface Known {
  readonly structure: StructureState;
}

/** A group's requests for support, and what became of them. */
export const groupSupport = family<GroupSupportState, Known>()({
  name: 'group-support',
  events: groupSupportEvents,
  listens: { GroupBriefingGiven, GroupReportSupplied, OfficerAttendedGroupMeeting },
  commands: {
    AcceptGroupSupportRequest: permission(asked.AcceptGroupSupportRequest, acceptRequest),
    AuthoriseNonCouncillorAttendance: permission(asked.AuthoriseNonCouncillorAttendance, authoriseNonCouncillors),
    ApproveAccompaniment: permission(asked.ApproveAccompaniment, approveAccompaniment),
  },
  initial: initialGroupSupport,
  evolve: evolveGroupSupport,
  settle: (state, at, { structure }) => settleGroupSupport(state, at, structure),
  findings: groupSupportFindings,
  judges: [
    'grp.request_addressee',
    'grp.no_ward_party_meetings',
    'grp.no_surgeries_casework',
    'grp.follow_up_route',
    'grp.conclusions_not_decisions',
  ],
  projections: {
    'group-support': projection({
      described: groupSupportDescribed,
      view: groupSupportView,
      narrow: ownSupport,
      explain: {
        lines: groupSupportExplained,
        rowOf: (data, row) => (row === 'council' ? data : data.rows?.find(({ request }) => request === row)),
        ofAll: ['council'],
      },
    }),
  },
});
