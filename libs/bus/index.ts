export { BusModule } from './bus.module.js';
export { APPLICATION } from './handlers.js';
export {
  AskPermission,
  CheckEvents,
  ExplainFigure,
  OpenSealed,
  ReadCouncil,
  ReadEvent,
  ReadNotes,
  ReadProjection,
  ReadTimeline,
  RecordEvents,
} from './messages.js';
