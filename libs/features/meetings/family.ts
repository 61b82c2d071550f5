import { family, none, ownRows, projection, settled } from '../family.js';
import { registerEvents } from '../register/events.js';
import { structureEvents } from '../structure/events.js';
import { meetingEvents } from './events.js';
import { participationDescribed, promptsDescribed } from './figures.js';
import { type Known, registersOf } from './known.js';
import { ownParts, participationExplained, participationRow, participationView } from './projections.js';
import { promptsView } from './prompts.js';
import { meetingFindings } from './rules.js';
import { type MeetingsState, evolveMeetings, initialMeetings } from './state.js';

const { MeetingConvened, RoleAssigned, BodyMembershipStarted, BodyMembershipEnded } = structureEvents;
const { InterestRegistered, InterestChanged, InterestEnded } = registerEvents;
const { OfficerInterestRegistered, InterestsReturnMade } = registerEvents;
const { SensitiveInterestRequested, SensitiveInterestDetermined, SensitiveInterestEnded } = registerEvents;
const { GiftOrHospitalityRecorded } = registerEvents;

/** What is declared and done at meetings, and what bears on it. */
export const meetings = family<MeetingsState, Known>()({
  name: 'meetings',
  events: meetingEvents,
  listens: {
    ...{ MeetingConvened, RoleAssigned, BodyMembershipStarted, BodyMembershipEnded },
    ...{ InterestRegistered, InterestChanged, InterestEnded, OfficerInterestRegistered },
    ...{ InterestsReturnMade, GiftOrHospitalityRecorded },
    ...{ SensitiveInterestRequested, SensitiveInterestDetermined, SensitiveInterestEnded },
  },
  commands: none,
  initial: initialMeetings,
  evolve: evolveMeetings,
  settle: settled,
  findings: (state, { known, at }) => meetingFindings(state, registersOf(known), at),
  judges: [
    'int.declare_at_meeting',
    'int.significance_test',
    'int.withdraw_if_significant',
    'int.predetermination',
    'int.ward_advocacy_statement',
    'int.tenancy',
    'int.rent_arrears_bar',
    'int.council_tax_arrears_bar',
    'int.joint_arrangement',
    'int.company_employment',
    'int.officer_interest',
    'int.role_conflict_advice',
    'int.negotiating_body_bar',
    'int.no_private_advantage',
    'int.legal_proceedings',
    'stf.no_staffing_influence',
  ],
  projections: {
    'declaration-prompts': projection({
      described: promptsDescribed,
      view: (state, { known, at }) => promptsView(state, known.register, at),
      narrow: ({ rows }, sight) => ({ rows: ownRows(rows, sight) }),
    }),
    'meeting-participation': projection({
      described: participationDescribed,
      view: (state, { known }) => participationView(state, registersOf(known)),
      narrow: ownParts,
      explain: {
        lines: (state, { known }) => participationExplained(state, registersOf(known)),
        rowOf: participationRow,
        ofAll: ['council'],
      },
      maps: ['items'],
    }),
  },
});
