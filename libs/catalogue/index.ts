export {
  type CommandName,
  type EventName,
  checkCommand,
  checkPayload,
  commandCatalogue,
  eventCatalogue,
  grantedAs,
  raisedByLedger,
  sealedFieldsNamed,
  sealedFieldsOf,
} from './catalogue.js';
export { givesGround, groundFaults } from './grounds.js';
export { checkLiveCommand, checkLiveTokens, liveToken } from './live-tokens.js';
export { type Noted, notesOn, speaksOfRoles } from './notes.js';
export { Declared } from './references.js';
export { STAND_IN, type SealedField, personsOf, withRemainders } from './sealed-fields.js';
export { checkSense } from './sense.js';
