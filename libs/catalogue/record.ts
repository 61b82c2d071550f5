// What recording needs to know of events: their fields, and what of them is sealed.
export { eventCatalogue, sealedFieldsNamed, sealedFieldsOf } from './catalogue.js';
export { STAND_IN, type SealedField, personsOf, withRemainders } from './sealed-fields.js';
