export {
  type CommandName,
  type EventName,
  checkCommand,
  checkPayload,
  commandCatalogue,
  eventCatalogue,
  grantedAs,
  raisedByLedger,
} from './catalogue.js';
export { givesGround, groundFaults } from './grounds.js';
export { checkLiveCommand, checkLiveTokens, liveToken } from './live-tokens.js';
export { type Noted, notesOn, speaksOfRoles } from './notes.js';
export { Declared } from './references.js';
export { checkSense } from './sense.js';
