export { type StaffingEvent, staffingCommands, staffingEvents } from './events.js';
export { type StaffingState, evolveStaffing, initialStaffing } from './state.js';
export { staffingFindings } from './rules.js';
export { agreeCompanyRecruitment } from './commands.js';
export {
  type RecruitmentView, type RestrictedPostsView, recruitmentView, restrictedPostsView,
} from './projections.js';
