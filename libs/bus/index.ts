export { BusModule } from './bus.module.js';
export {
  type Ask,
  AskPermission,
  type GivenEvent,
  ReadNotes,
  ReadProjection,
  ReadTimeline,
  RecordEvents,
} from './messages.js';
export type { BusParts, Watch } from './parts.js';
