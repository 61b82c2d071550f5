export { interestEvents } from './events.js';
export type { InterestsInput } from './input.js';
export { type InterestsState, evolveInterests, initialInterests } from './state.js';
export { interestFindings } from './rules.js';
export { type ParticipationView, participationView, registerView } from './projections.js';
