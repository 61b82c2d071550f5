export { CATALOGUE, type Catalogue, type RouteId, type RuleId, routeIds, ruleIds } from './catalogue.js';
export {
  type FallbackWhen,
  type Level,
  type Pack,
  type PackRule,
  type RouteStep,
  clausesFor,
  daysAfterFirst,
  isHard,
  kindOf,
  levelOf,
  quantity,
  words,
  wordsFor,
} from './pack.js';
export { loadPack } from './loader.js';
export { NO_PACK, type PackName, type PackShelf, builtInPacks, isPackNamed, shelfOf } from './shelf.js';
export { partsOf } from './text.js';
export { type Fact, type Finding, judge } from './finding.js';
export { findingId } from './finding-id.js';
export { type PackDifference, diffPacks } from './diff.js';
export { type Decision, UNKNOWN_ENTRY, blocked } from './decision.js';
export {
  type Parity,
  countUnexplained,
  initialParity,
  noteAnswer,
  settleParity,
  unexplainedByMatter,
} from './parity.js';
