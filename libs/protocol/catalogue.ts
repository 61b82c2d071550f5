import { ruleCatalogue } from './rule-catalogue.js';

/** What one route of the catalogue is for. */
interface CatalogueRoute {
  readonly situation: string;
  /** The version of the catalogue with which the route came. */
  readonly since: number;
}

function route(situation: string, since = 1): CatalogueRoute {
  return { situation, since };
}

/** Every situation that may have a route, with what it is. A pack gives its steps, or a fallback. */
export const routeCatalogue = {
  'protocol.advice.member': route('a member needs guidance on the protocol'),
  'protocol.advice.officer': route('an officer needs guidance on the protocol'),
  'interest.advice': route('doubt about an interest'),
  'relationship.declare.member': route('a member declares a relationship with an officer'),
  'relationship.declare.officer': route('an officer declares a relationship with a member'),
  'group.support.request': route('a group wants attendance, a briefing or a report'),
  'group.support.difficulty': route('doubt or difficulty about group support'),
  'group.follow_up': route('a group wants officer action after its discussion'),
  'member.request.general': route('a member contacts staff about work or services'),
  'information.request': route('a member wants documents or information'),
  'information.dispute': route('refusal, doubt or dispute about need to know'),
  'legal.enquiry': route('enquiry about live proceedings'),
  'legal.representation': route('a member wants legal representation'),
  'scrutiny.attendance': route('scrutiny wants an officer'),
  'chair_officer.dispute': route('chair and report author disagree'),
  'pressure.report': route('an officer reports pressure'),
  'confidence.breach': route('suspected leak'),
  'concern.member_about_officer': route('a member is dissatisfied with an officer'),
  'concern.member_about_clerk': route('the officer concerned is the clerk or top officer'),
  'concern.officer_about_member': route('an officer is concerned about a member'),
  'concern.code_complaint': route('formal allegation that a member broke the code'),
  'concern.neutrality': route("doubt about an officer's neutrality"),
  'concern.mediation': route('mediation or conciliation'),
  'concern.discrimination': route('a member alleges discrimination'),
  'breach.officer': route('alleged breach of the protocol by an officer'),
  'breach.member': route('alleged breach of the protocol by a member'),
  'recruitment.relationship': route('relationship with a candidate'),
  'recruitment.company': route("officer part in a council company's recruitment"),
  'media.clearance': route('press request for a council statement'),
  'facilities.exception': route('use of facilities beyond the role'),
} as const satisfies Record<string, CatalogueRoute>;

export type RuleId = keyof typeof ruleCatalogue;
export type RouteId = keyof typeof routeCatalogue;

/** In the order of the catalogue. */
export const ruleIds = Object.keys(ruleCatalogue) as readonly RuleId[];
export const routeIds = Object.keys(routeCatalogue) as readonly RouteId[];

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
