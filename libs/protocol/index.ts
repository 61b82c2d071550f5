export { clausesFor, kindOf, wordsFor } from './binding.js';
export { CATALOGUE, type Catalogue, type RouteId, type RuleId, routeIds, ruleIds } from './catalogue.js';
export {
  type FallbackWhen,
  type Level,
  type Pack,
  type PackRule,
  type RouteStep,
  daysAfterFirst,
  isCalled,
  isHard,
  namingOf,
  levelOf,
  quantity,
  words,
} from './pack.js';
export { loadPack } from './loader.js';
export { NO_PACK } from './no-pack.js';
export type { PackShelf } from './pack-shelf.js';
export { builtInPacks, shelfOf } from './shelf.js';
export { partsOf } from './text.js';
export { type Fact, type Finding, judge } from './finding.js';
export { findingId } from './finding-id.js';
export { type Decision, UNKNOWN_ENTRY, blocked } from './decision.js';
export {
  type Parity,
  type StandingRefusal,
  dropAnswer,
  initialParity,
  noteAnswer,
  noteGiven,
  settleParity,
  unexplained,
  unexplainedByMatter,
} from './parity.js';
export { endOfPeriod, missed } from './missed.js';
