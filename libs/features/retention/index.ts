export { type RetentionEvent, retentionEvents } from './events.js';
export {
  type OtherEvent,
  type RetentionState,
  evolveRetention,
  initialRetention,
  noteRecord,
  recordTypes,
} from './state.js';
export { retentionView } from './projections.js';
