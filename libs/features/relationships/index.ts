export { relationshipEvents } from './events.js';
export {
  type RelationshipsInput,
  type RelationshipsState,
  evolveRelationships,
  initialRelationships,
  settleRelationships,
} from './state.js';
export { relationshipFindings } from './rules.js';
export { registersOf } from './registers.js';
export { type RelationshipsView, bodyConflictsView, relationshipsView } from './projections.js';
export { type TouchInput, type TouchState, initialTouches, noteTouch, settleTouches, touchView } from './touch.js';
export { relationshipRemains } from './remains.js';
