// The part of the catalogue that recording needs: the fields of events, and which are sealed.
export { eventCatalogue, sealedFieldsNamed, sealedFieldsOf } from './catalogue.js';
export { STAND_IN, type SealedField, personsOf, withRemainders } from './sealed-fields.js';
