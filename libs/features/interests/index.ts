export { interestEvents, type InterestEvent } from './events.js';
export type { InterestsInput } from './input.js';
export { type InterestsState, evolveInterests, initialInterests } from './state.js';
export type { Registers, Relation } from './held.js';
export { interestFindings } from './rules.js';
export {
  type ParticipationRow, type ParticipationView, type RegisterRow, type RegisterView, participationView, registerView,
} from './projections.js';
