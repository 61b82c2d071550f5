// What rules, routes and roles are called: for reading and asking. Recording loads nothing of it.
import type { Words } from '#lib/kernel/index.js';
import { type RouteId, routeCatalogue, routeIds } from './catalogue.js';

export { CATALOGUE } from './catalogue.js';
export { type PackDifference, diffPacks } from './diff.js';
export { ruleWords } from './rule-words.js';
export { type RulesInWords, ruleInWords, rulesInWords } from './rules-in-words.js';
export { roleWords } from './words/roles.js';

/** What each route is called, and the situation that it is for. */
export const routeWords = Object.fromEntries(routeIds.map((id) => [id, routeCatalogue[id].words])) as Readonly<
  Record<RouteId, Words>
>;
