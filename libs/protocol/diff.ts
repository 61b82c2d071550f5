import { type Words, canonicalJson } from '#lib/kernel/index.js';
import { CATALOGUE, type Catalogue, type RouteId, type RuleId, routeCatalogue } from './catalogue.js';
import { type RuleInWords, rolesNamed, wordsOfRule } from './rules-in-words.js';
import type { Pack, PackRoute, PackRule, SilentRoute } from './pack.js';

/** One member in which two packs differ; null if a pack has nothing there. */
export interface Difference {
  readonly member: string;
  readonly a: unknown;
  readonly b: unknown;
}

/** Whether a pack speaks of a rule or route; `not_asked` where it came after the pack was written. */
export type Voice = 'spoken' | 'silent' | 'not_asked';

/** How two packs differ on one rule; members on which they agree are left out. */
export interface RuleDifference {
  readonly rule: RuleId;
  readonly label: string;
  readonly sentence: string;
  /** What each pack calls the roles that its rule names. */
  readonly roles: { readonly a: RuleInWords['roles']; readonly b: RuleInWords['roles'] };
  readonly a: Voice;
  readonly b: Voice;
  /** Of stance, mode, sev, src, softened, observable, and each parameter as `params.<name>`. */
  readonly differences: readonly Difference[];
}

/** How two packs differ on one route. */
export interface RouteDifference {
  readonly route: RouteId;
  readonly label: string;
  readonly sentence: string;
  readonly a: Voice;
  readonly b: Voice;
  /** Of src, parallel, steps, variants, fallbackWhen, flag; of silent routes fallback, fallbackWhen and reason. */
  readonly differences: readonly Difference[];
}

export interface PackDifference {
  readonly a: Pack['ref'];
  readonly b: Pack['ref'];
  readonly rules: readonly RuleDifference[];
  readonly routes: readonly RouteDifference[];
}

type Members = Readonly<Record<string, unknown>>;

function compare(a: Members, b: Members): Difference[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .map((member) => ({ member, a: a[member] ?? null, b: b[member] ?? null }))
    .filter((one) => canonicalJson(one.a) !== canonicalJson(one.b));
}

/** The clauses as a pack writes them: a list, or one for each kind of person whom they bind. */
function written({ members, officers, both }: PackRule['src']): unknown {
  if (members === officers) return both;
  return { ...(members === null ? {} : { members }), ...(officers === null ? {} : { officers }) };
}

function membersOfRule(rule: PackRule | undefined): Members {
  if (rule === undefined) return {};
  const { stance, mode, sev, src, softened, observable, params } = rule;
  const named = Object.entries(params).map(([name, value]) => [`params.${name}`, value] as const);
  return { stance, mode, sev, src: written(src), softened, observable, ...Object.fromEntries(named) };
}

function membersOfRoute(route: PackRoute | undefined, silent: SilentRoute | undefined): Members {
  if (route !== undefined) {
    const { src, parallel, steps, variants, fallbackWhen, flag } = route;
    return { src, parallel, steps, variants: Object.fromEntries(variants), fallbackWhen, flag };
  }
  if (silent === undefined) return {};
  return { fallback: silent.fallback, fallbackWhen: silent.fallbackWhen, reason: silent.reason };
}

function ruleVoice({ rules, notAsked }: Pack, id: RuleId): Voice {
  if (notAsked.rules.includes(id)) return 'not_asked';
  return rules.has(id) ? 'spoken' : 'silent';
}

function routeVoice({ routes, notAsked }: Pack, id: RouteId): Voice {
  if (notAsked.routes.includes(id)) return 'not_asked';
  return routes.has(id) ? 'spoken' : 'silent';
}

function ruleInBoth(id: RuleId, a: Pack, b: Pack): Pick<RuleDifference, 'label' | 'sentence' | 'roles'> {
  const [label, sentence] = wordsOfRule(id);
  return { label, sentence, roles: { a: rolesNamed(a.rules.get(id), a), b: rolesNamed(b.rules.get(id), b) } };
}

function routeInWords(id: RouteId): Pick<RouteDifference, 'label' | 'sentence'> {
  const known: Readonly<Partial<Record<string, { readonly words: Words }>>> = routeCatalogue;
  const [label, sentence] = known[id]?.words ?? [id, ''];
  return { label, sentence };
}

const differ = ({ a, b, differences }: Pick<RuleDifference, 'a' | 'b' | 'differences'>): boolean =>
  a !== b || differences.length > 0;

/**
 * How two packs differ, rule by rule and route by route in the order of the catalogue, as data. A rule on which only
 * one pack speaks is listed with all its members; `b` of its members is then null. A rule that is silent in one and not
 * asked in the other is listed without members.
 */
export function diffPacks(a: Pack, b: Pack, catalogue: Catalogue = CATALOGUE): PackDifference {
  const rules = ([...catalogue.rules.keys()] as RuleId[]).map((rule) => ({
    rule,
    ...ruleInBoth(rule, a, b),
    a: ruleVoice(a, rule),
    b: ruleVoice(b, rule),
    differences: compare(membersOfRule(a.rules.get(rule)), membersOfRule(b.rules.get(rule))),
  }));
  const routes = ([...catalogue.routes.keys()] as RouteId[]).map((route) => ({
    route,
    ...routeInWords(route),
    a: routeVoice(a, route),
    b: routeVoice(b, route),
    differences: compare(
      membersOfRoute(a.routes.get(route), a.silentRoutes.get(route)),
      membersOfRoute(b.routes.get(route), b.silentRoutes.get(route)),
    ),
  }));
  return { a: a.ref, b: b.ref, rules: rules.filter(differ), routes: routes.filter(differ) };
}
