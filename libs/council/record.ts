// The part of the room that recording and sealing need: a council's record without its rules.
export {
  type CouncilEvent,
  type Entry,
  type PackAt,
  byOccurrence,
  councilEventOf,
  entriesOf,
  packsInForce,
} from './history.js';
export { type Targets, amend, isAmendment, isNamed, targetOf, targetsAmong } from './amendments.js';
export {
  type Publication,
  isPublication,
  packNameOf,
  publicationsIn,
  saysWhichPack,
  textOf,
  wholeTextsIn,
  withPublished,
} from './published.js';
