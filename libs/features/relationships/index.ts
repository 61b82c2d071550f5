export { type RelationshipEvent, relationshipEvents } from './events.js';
export {
  type RelationshipsInput, type RelationshipsState, evolveRelationships, initialRelationships, settleRelationships,
} from './state.js';
export { relationshipFindings } from './rules.js';
export { registersOf } from './registers.js';
export {
  type BodyConflictsView, type RelationshipRow, type RelationshipsView, bodyConflictsView, relationshipsView,
} from './projections.js';
