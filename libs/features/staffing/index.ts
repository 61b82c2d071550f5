export { type StaffingEvent, staffingEvents } from './events.js';
export { type StaffingState, evolveStaffing, initialStaffing } from './state.js';
export { staffingFindings } from './rules.js';
export { agreeCompanyRecruitment } from './commands.js';
export { recruitmentView, restrictedPostsView } from './projections.js';
