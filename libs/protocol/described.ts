import type { Words } from '#lib/kernel/index.js';
import { type RouteId, type RuleId, routeCatalogue, routeIds } from './catalogue.js';
import { conductRuleWords } from './words/conduct.js';
import { groupRuleWords } from './words/groups.js';
import { informationRuleWords } from './words/information.js';
import { interestRuleWords } from './words/interests.js';

export { CATALOGUE } from './catalogue.js';
export { roleWords } from './words/roles.js';

/** What each rule is called, and what it asks; a rule that is left out does not compile. */
export const ruleWords: Readonly<Record<RuleId, Words>> = {
  ...interestRuleWords,
  ...groupRuleWords,
  ...conductRuleWords,
  ...informationRuleWords,
};

/** What each route is called, and the situation that it is for. */
export const routeWords = Object.fromEntries(routeIds.map((id) => [id, routeCatalogue[id].words])) as Readonly<
  Record<RouteId, Words>
>;
