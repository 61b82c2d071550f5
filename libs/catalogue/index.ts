export {
  type CommandName,
  checkCommand,
  checkPayload,
  commandCatalogue,
  eventCatalogue,
  raisedByLedger,
  sealedFieldsNamed,
  sealedFieldsOf,
} from './catalogue.js';
export { type Noted, namesRole, notesOn, speaksOfRoles } from './notes.js';
export { STAND_IN, type SealedField, personsOf, withRemainders } from './sealed-fields.js';
export { checkSense } from './sense.js';
