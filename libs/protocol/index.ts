export { CATALOGUE, type Catalogue, type RouteId, type RuleId, routeIds, ruleIds } from './catalogue.js';
export {
  type FallbackWhen,
  type Level,
  type Pack,
  type PackRule,
  type RouteStep,
  daysAfterFirst,
  isHard,
  levelOf,
  quantity,
  words,
} from './pack.js';
export { loadPack } from './loader.js';
export { NO_PACK, type PackName, type PackShelf, builtInPacks, isPackNamed, shelfOf } from './shelf.js';
export { partsOf } from './text.js';
export { type Fact, type Finding, judge } from './finding.js';
export { type Decision, UNKNOWN_ENTRY, blocked } from './decision.js';
export {
  type Parity,
  countUnexplained,
  initialParity,
  noteAnswer,
  settleParity,
  unexplainedByMatter,
} from './parity.js';
export { endOfPeriod, missed } from './missed.js';
