export { type Application, applicationOver } from './application.js';
export type { ApplicationParts, Watch } from './parts.js';
export type { GivenEvent, RecordContext } from './given.js';
export { type RecordRefusal, type Recorded, recordEvents } from './record-events.js';
export { type Answer, type Ask, type AskRefusal, askPermission } from './ask-permission.js';
export { type OpenRefusal, type OpenedEvent, type Opening, openSealed } from './open-sealed.js';
export { checkEvents } from './check-events.js';
export { type ImportProgress, type ImportedEvent, importEvents } from './import-events.js';
export { readFileNotes, readNotes } from './read-notes.js';
export {
  type FigureQuestion,
  type ProjectionQuestion,
  type ReadRefusal,
  explainFigure,
  readProjection,
} from './read-projection.js';
export { type TimelinePage, type TimelineQuestion, readTimeline } from './read-timeline.js';
export { readRoles } from './read-roles.js';
export { type CouncilSummary, readCouncil } from './read-council.js';
export { type EventInContext, readEvent } from './read-event.js';
export { erasureFollower, replayErasures } from './erasing.js';
export {
  type CouncilPack,
  type PackFile,
  type PublishedPack,
  checkPack,
  publishPack,
  readPacks,
} from './publish-pack.js';
export { type NewCouncil, openCouncil } from './open-council.js';
