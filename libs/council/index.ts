export {
  type CommandName,
  checkCommand,
  checkPayload,
  commandCatalogue,
  eventCatalogue,
  raisedByLedger,
} from './catalogue.js';
export { type Noted, namesRole, notesOn, speaksOfRoles } from './notes.js';
export { checkSense } from './sense.js';
export { decide } from './commands.js';
export type { Decision } from '#lib/protocol/index.js';
export { type CouncilEvent, packsInForce } from './history.js';
export type { Question, Viewer } from './replay.js';
export { type CouncilView, type ProjectionName, projectionNames, replay } from './view.js';
export { CouncilHead } from './head.js';
export { type Loss, SealedHistory } from './sealed-history.js';
export type { Opener } from './readings.js';
export { type ToSeal, needsKeys, valuesToSeal } from './to-seal.js';
export { Erasures, Generations, isErasure } from './erasures.js';
