export { BusModule } from './bus.module.js';
export {
  type Ask,
  AskPermission,
  type GivenEvent,
  OpenSealed,
  type OpenedEvent,
  ReadNotes,
  type Recorded,
  ReadProjection,
  ReadTimeline,
  RecordEvents,
} from './messages.js';
export type { BusParts, Watch } from './parts.js';
export { Erasing } from './erasing.js';
