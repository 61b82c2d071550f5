import { family, none, projection } from '../family.js';
import type { GroupSupportState } from '../group-support/state.js';
import type { StructureState } from '../structure/state.js';
import { attendanceEvents } from './events.js';
import { attendanceDescribed } from './figures.js';
import { attendanceExplained, attendanceView, ownMeetings } from './projections.js';
import { attendanceFindings } from './rules.js';
import { type AttendanceState, evolveAttendance, initialAttendance, settleAttendance } from './state.js';

interface Known {
  readonly structure: StructureState;
  readonly 'group-support': GroupSupportState;
}

/** Officers at group meetings, and what groups say in confidence. */
export const attendance = family<AttendanceState, Known>()({
  name: 'attendance',
  events: attendanceEvents,
  listens: none,
  commands: none,
  initial: initialAttendance,
  evolve: evolveAttendance,
  settle: settleAttendance,
  findings: (state, { at, known }) => attendanceFindings(state, at, known['group-support']),
  judges: [
    'grp.attendee_limit',
    'grp.non_councillor_authorisation',
    'grp.non_councillor_restricted_information',
    'grp.no_party_business_advice',
    'grp.absent_for_party_business',
    'grp.discussion_confidential',
    'grp.duty_to_disclose',
  ],
  projections: {
    'attendance-log': projection({
      described: attendanceDescribed,
      view: attendanceView,
      narrow: ownMeetings,
      explain: { lines: attendanceExplained, rowOf: ({ meetings }, row) => meetings?.[row] },
      maps: ['meetings'],
    }),
  },
});
