export { BusModule } from './bus.module.js';
export { APPLICATION } from './handlers.js';
export {
  AskPermission,
  CheckEvents,
  ExplainFigure,
  OpenCouncil,
  OpenSealed,
  PublishPack,
  ReadCouncil,
  ReadEvent,
  ReadNotes,
  ReadPacks,
  ReadProjection,
  ReadTimeline,
  RecordEvents,
} from './messages.js';
