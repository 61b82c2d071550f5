export { GIFT_POUNDS, type Particular, dpiKinds, dpiThresholds, isDpiKind } from './dpi-kinds.js';
export { interestEvents } from './events.js';
export type { InterestsInput } from './input.js';
export { type InterestsState, evolveInterests, initialInterests } from './state.js';
export { lastDispensedDay } from './standing.js';
export { interestFindings } from './rules.js';
export { type ParticipationView, participationView } from './projections.js';
export { type PromptsView, promptsView } from './prompts.js';
export { type RegisterView, type ReturnsView, registerView, returnsView } from './register-view.js';
