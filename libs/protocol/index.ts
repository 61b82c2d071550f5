export { type RouteId, type RuleId, routeCatalogue, routeIds, ruleIds } from './catalogue.js';
export { type CatalogueRule, ruleCatalogue } from './rule-catalogue.js';
export {
  type AdoptionEntry,
  type Deadline,
  type FallbackWhen,
  type Level,
  type Mode,
  type Pack,
  type PackReview,
  type PackRoute,
  type PackRule,
  type PackSource,
  type RouteStep,
  type Severity,
  type SilentRoute,
  type Stance,
  isHard,
  levelOf,
  quantity,
  words,
} from './pack.js';
export { loadPack } from './loader.js';
export { NO_PACK, type PackShelf, builtInPacks, shelfOf } from './shelf.js';
export { type Fact, type Finding, judge } from './finding.js';
export {
  type Difference,
  type PackDifference,
  type RouteDifference,
  type RuleDifference,
  type Voice,
  diffPacks,
} from './diff.js';
export { type Decision, UNKNOWN_ENTRY, blocked } from './decision.js';
