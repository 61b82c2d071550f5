import { family, none, ownRows, permission, projection, settled } from '../family.js';
import { agreeCompanyRecruitment } from './commands.js';
import { staffingCommands, staffingEvents } from './events.js';
import { recruitmentDescribed, restrictedPostsDescribed } from './figures.js';
import {
  recruitmentExplained,
  recruitmentRow,
  recruitmentView,
  restrictedPostsExplained,
  restrictedPostsView,
} from './projections.js';
import { staffingFindings } from './rules.js';
import { type StaffingState, evolveStaffing, initialStaffing } from './state.js';

/** Recruitment and politically restricted posts. */
export const staffing = family<StaffingState>()({
  name: 'staffing',
  events: staffingEvents,
  listens: none,
  commands: {
    AgreeCompanyRecruitmentParticipation: permission(
      staffingCommands.AgreeCompanyRecruitmentParticipation,
      (_state, fields, pack) => agreeCompanyRecruitment(fields, pack),
    ),
  },
  initial: initialStaffing,
  evolve: evolveStaffing,
  settle: settled,
  findings: staffingFindings,
  judges: [
    'stf.candidate_relationship',
    'stf.no_support_or_reference',
    'stf.company_recruitment',
    'pol.restricted_posts',
  ],
  projections: {
    'recruitment-declarations': projection({
      described: recruitmentDescribed,
      view: (state, { pack }) => recruitmentView(state, pack),
      narrow: ({ rows, companies }, sight) => ({
        rows: ownRows(rows, sight),
        companies: companies.filter(({ officer }) => officer === sight.viewer.person),
      }),
      explain: { lines: (state, { pack }) => recruitmentExplained(state, pack), rowOf: recruitmentRow },
    }),
    'restricted-posts': projection({
      described: restrictedPostsDescribed,
      view: restrictedPostsView,
      narrow: ({ posts }, { viewer }) => ({
        posts: Object.fromEntries(Object.entries(posts).filter(([, { officer }]) => officer === viewer.person)),
      }),
      explain: { lines: (state) => restrictedPostsExplained(state), rowOf: ({ posts }, row) => posts?.[row] },
      maps: ['posts'],
    }),
  },
});
