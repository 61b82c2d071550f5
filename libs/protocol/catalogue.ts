import { routeCatalogue } from './route-catalogue.js';
import { ruleCatalogue } from './rule-catalogue.js';

export { type RouteId, routeCatalogue, routeIds } from './route-catalogue.js';

export type RuleId = keyof typeof ruleCatalogue;

/** In the order of the catalogue. */
export const ruleIds = Object.keys(ruleCatalogue) as readonly RuleId[];

/** Raised by one whenever a rule or a route is added to the catalogue. */
const VERSION = 1;

/** A rule and route catalogue: its version, and each id with the version with which it came, in the order of the catalogue. */
export interface Catalogue {
  readonly version: number;
  readonly rules: ReadonlyMap<string, number>;
  readonly routes: ReadonlyMap<string, number>;
}

function sinceOf(entries: Readonly<Record<string, { readonly since: number }>>): ReadonlyMap<string, number> {
  return new Map(Object.entries(entries).map(([id, { since }]) => [id, since]));
}

/** The catalogue that this build knows. */
export const CATALOGUE: Catalogue = {
  version: VERSION,
  rules: sinceOf(ruleCatalogue),
  routes: sinceOf(routeCatalogue),
};
