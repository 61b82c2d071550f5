export { BusModule } from './bus.module.js';
export {
  type Answer,
  type Ask,
  AskPermission,
  type AskRefusal,
  type GivenEvent,
  type ProjectionDocument,
  type ProjectionQuestion,
  ReadProjection,
  type ReadRefusal,
  ReadTimeline,
  type Recorded,
  RecordEvents,
  type RecordRefusal,
  type TimelinePage,
} from './messages.js';
export type { BusParts } from './parts.js';
