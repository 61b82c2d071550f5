import { family, none, projection, settled } from '../family.js';
import { structureEvents } from '../structure/events.js';
import { interestEvents } from './events.js';
import { participationDescribed } from './participation-figures.js';
import { promptsDescribed, registerDescribed, returnsDescribed } from './register-figures.js';
import { ownParts, participationView } from './projections.js';
import { promptsView } from './prompts.js';
import { ownRows, registerView, returnsView, withheldEntries } from './register-view.js';
import { type Relations, registersOf } from './relations.js';
import { interestFindings } from './rules.js';
import { type InterestsState, evolveInterests, initialInterests } from './state.js';

interface Known {
  readonly relationships: Relations;
}

const { MeetingConvened, RoleAssigned, BodyMembershipStarted, BodyMembershipEnded } = structureEvents;

/** Interests and conduct at meetings. */
export const interests = family<InterestsState, Known>()({
  name: 'interests',
  events: interestEvents,
  listens: { MeetingConvened, RoleAssigned, BodyMembershipStarted, BodyMembershipEnded },
  commands: none,
  initial: initialInterests,
  evolve: evolveInterests,
  settle: settled,
  findings: (state, { known, at }) => interestFindings(state, registersOf(known.relationships), at),
  judges: [
    'int.categories_registered',
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
    'interests-register': projection({
      described: registerDescribed,
      view: (state, { at }) => registerView(state, at),
      narrow: withheldEntries,
    }),
    'register-returns': projection({
      described: returnsDescribed,
      view: (state, { at }) => returnsView(state, at),
      narrow: ({ rows, reviews }, { viewer }) => ({ rows: ownRows(rows, viewer), reviews: ownRows(reviews, viewer) }),
    }),
    'declaration-prompts': projection({
      described: promptsDescribed,
      view: (state, { at }) => promptsView(state, at),
      narrow: ({ rows }, { viewer }) => ({ rows: ownRows(rows, viewer) }),
    }),
    'meeting-participation': projection({
      described: participationDescribed,
      view: (state, { known }) => participationView(state, registersOf(known.relationships)),
      narrow: ownParts,
      maps: ['items'],
    }),
  },
});
