import { adviceEvents } from '../advice/events.js';
import { attendanceEvents } from '../attendance/events.js';
import { family, none, projection } from '../family.js';
import { groupSupportEvents } from '../group-support/events.js';
import type { GroupSupportState } from '../group-support/state.js';
import { structureEvents } from '../structure/events.js';
import type { StructureState } from '../structure/state.js';
import { relationshipEvents } from './events.js';
import { bodyConflictsDescribed, relationshipsDescribed, touchDescribed } from './figures.js';
import { keepersOf, ownConflicts, ownRelationships, ownTouches } from './narrow.js';
import { bodyConflictsExplained, bodyConflictsView, relationshipsExplained, relationshipsView } from './projections.js';
import { relationshipFindings } from './rules.js';
import {
  type RelationshipsInput,
  type RelationshipsState,
  evolveRelationships,
  initialRelationships,
  settleRelationships,
} from './state.js';
import {
  type TouchInput,
  type TouchState,
  initialTouches,
  noteTouch,
  settleTouches,
  touchExplained,
  touchView,
} from './touch.js';

interface Known {
  readonly structure: StructureState;
  readonly 'group-support': GroupSupportState;
}

interface State extends RelationshipsState {
  readonly touches: TouchState;
}

const { PoliticalGroupRegistered, PoliticalGroupDissolved, GroupMembershipChanged } = structureEvents;
const { RoleAssigned, RoleVacated } = structureEvents;
const { BodyMembershipStarted, BodyMembershipEnded, OfficerDepartmentAssigned, WorkingCalendarSet } = structureEvents;
const { OfficerNominatedToAttend } = groupSupportEvents;
const { OfficerAttendedGroupMeeting } = attendanceEvents;
const { GroupBriefingGiven, GroupReportSupplied } = adviceEvents;

function evolve(state: State, event: RelationshipsInput | TouchInput, { structure }: Known): string | undefined {
  switch (event.type) {
    case 'OfficerAttendedGroupMeeting':
    case 'OfficerNominatedToAttend':
    case 'GroupBriefingGiven':
    case 'GroupReportSupplied':
      noteTouch(state.touches, event);
      return undefined;
    default:
      return evolveRelationships(state, event, structure);
  }
}

/** Relationships between members and officers, and where they touch the support of groups. */
export const relationships = family<State, Known>()({
  name: 'relationships',
  events: relationshipEvents,
  listens: {
    ...{ PoliticalGroupRegistered, PoliticalGroupDissolved, GroupMembershipChanged, RoleAssigned, RoleVacated },
    ...{ BodyMembershipStarted, BodyMembershipEnded, OfficerDepartmentAssigned, WorkingCalendarSet },
    ...{ OfficerNominatedToAttend, OfficerAttendedGroupMeeting, GroupBriefingGiven, GroupReportSupplied },
  },
  commands: none,
  initial: () => ({ ...initialRelationships(), touches: initialTouches() }),
  evolve,
  settle: (state, _at, known) => {
    const decided = settleRelationships(state);
    settleTouches(state.touches, { ...known, relationships: state });
    return decided;
  },
  findings: (state, { at }) => relationshipFindings(state, at),
  judges: [
    'rel.familiarity',
    'rel.declare',
    'rel.avoid_perceived_conflict',
    'rel.body_or_decision',
    'rel.committee_for_department',
    'rel.office_holder_closeness',
    'rel.officer_private_matters',
    'stf.privacy',
  ],
  projections: {
    'relationship-register': projection({
      described: relationshipsDescribed,
      view: (state, { pack, at }) => relationshipsView(state, pack, at),
      narrow: ownRelationships,
      fullFor: keepersOf,
      explain: {
        lines: (state) => relationshipsExplained(state),
        rowOf: (data, row) => (row === 'council' ? data : data.relationships?.[row]),
        ofAll: ['council'],
      },
      maps: ['relationships'],
    }),
    'body-conflicts': projection({
      described: bodyConflictsDescribed,
      view: (state, { at }) => bodyConflictsView(state, at),
      narrow: ownConflicts,
      fullFor: keepersOf,
      explain: {
        lines: (state) => bodyConflictsExplained(state),
        rowOf: (data, row) => (row === 'council' ? data : undefined),
        ofAll: ['council'],
      },
    }),
    'relationship-touch': projection({
      described: touchDescribed,
      view: ({ touches }) => touchView(touches),
      narrow: (data, sight, state) => ownTouches(data, sight, state),
      fullFor: keepersOf,
      explain: {
        lines: ({ touches }) => touchExplained(touches),
        rowOf: (data, row) => (row === 'council' ? data : undefined),
        ofAll: ['council'],
      },
    }),
  },
});
