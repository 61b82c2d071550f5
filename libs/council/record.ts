// The record of a council without its rules: what recording and sealing need to know of it.
export { type CouncilEvent, type Entry, type PackAt, byOccurrence, councilEventOf, packsInForce } from './history.js';
export { type Targets, amend, isAmendment, isNamed, targetOf, targetsAmong } from './amendments.js';
export {
  type Publication,
  isPublication,
  packNameOf,
  publicationsIn,
  saysWhichPack,
  textOf,
  withPublished,
} from './published.js';
