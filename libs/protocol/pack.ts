import type { Nation, PackReference, PartialDate } from '#lib/kernel/index.js';
import type { RouteId, RuleId } from './catalogue.js';

export type Stance = 'must' | 'must_not' | 'should' | 'should_not' | 'may' | 'right' | 'noted';
/** `by_step` takes the mode from the strength of each step of the rule's routes. */
export type Mode = 'block' | 'breach' | 'warn' | 'record' | 'by_step';
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';
export type Level = 'BREACH' | 'WARN' | 'INFO';

/** Clause addresses of the source, in its own numbering, by whom they bind (readings 3.3). */
export interface Clauses {
  /** Of a member who acts; null where the rule binds no member. */
  readonly members: readonly string[] | null;
  /** Of an officer who acts; null where the rule binds no officer. */
  readonly officers: readonly string[] | null;
  /** Of whoever is neither, or where nobody is named: both lists, each clause once. */
  readonly both: readonly string[];
}

/** What a pack says of one rule of the catalogue. */
export interface PackRule {
  readonly id: RuleId;
  readonly stance: Stance;
  readonly mode: Mode;
  readonly sev: Severity;
  readonly src: Clauses;
  readonly params: Readonly<Record<string, unknown>>;
  /** The ambiguity under which the mode is weaker than the stance would give; null if it is not. */
  readonly softened: string | null;
  /** False if no event can show the omission. */
  readonly observable: boolean;
}

/** One step of a route: who is told or what is done, how strongly, and when. */
export interface RouteStep {
  readonly to?: string | readonly string[];
  readonly choose?: 'any';
  readonly action?: string;
  /** Procedures that the action may take. */
  readonly options?: readonly string[];
  readonly by?: string;
  readonly how?: string;
  readonly strength: 'must' | 'should' | 'may';
  readonly when?: string;
  readonly unless?: string;
  readonly timing?: string;
  readonly vacant?: string;
}

/** Where a case goes instead if it would reach the person whom it is about. */
export interface FallbackWhen {
  readonly subjectIs: string;
  readonly to: string;
}

export interface PackRoute {
  readonly id: RouteId;
  readonly src: readonly string[];
  readonly parallel: boolean;
  /** Empty where the route has `variants`. */
  readonly steps: readonly RouteStep[];
  /** Steps by kind of case, where the text gives more than one ladder. */
  readonly variants: ReadonlyMap<string, readonly RouteStep[]>;
  readonly fallbackWhen: FallbackWhen | null;
  /** `ROUTE_SELF_REFERRAL` where the text sends a case to its own subject. */
  readonly flag: string | null;
}

export interface SilentRoute {
  readonly id: RouteId;
  /** A role, or `none`. */
  readonly fallback: string;
  readonly fallbackWhen: FallbackWhen | null;
  readonly reason: string;
}

/** Which day of a period is its first: the day that opens it (`beginning_with`, last day D + n - 1), or the next (`within`, D + n). */
export type Counting = 'beginning_with' | 'within';

export interface Deadline {
  readonly days: number | null;
  readonly unit: 'working' | 'calendar';
  /** Null if the pack does not say; each rule then counts as readings 1.4 and 5 have it. */
  readonly counting: Counting | null;
  readonly isDefault: boolean;
  readonly effect: string;
  readonly src: readonly string[];
}

export interface AdoptionEntry {
  readonly date: PartialDate;
  readonly minute: string | null;
  readonly evidence: string;
}

export interface PackReview {
  readonly basis: 'fixed_date' | 'annual' | 'event' | 'continuous_monitoring' | 'none';
  readonly triggerEvent: string | null;
  readonly anchorMonth: number | null;
  readonly last: PartialDate | null;
  readonly next: PartialDate | null;
}

/** Whose protocol it is, and the state of the text it was read from. */
export interface PackSource {
  readonly council: string;
  readonly tier: string | null;
  /** The authority whose Monitoring Officer applies; null if the text does not name it. */
  readonly principalAuthority: string | null;
  readonly file: string | null;
  readonly title: string;
  readonly status: string;
}

/** The rules and routes of the catalogue that came after the pack was written: neither spoken of nor silent. */
export interface NotAsked {
  readonly rules: readonly RuleId[];
  readonly routes: readonly RouteId[];
}

/** A council's protocol as data, read from one YAML file and checked by the loader. */
export interface Pack {
  readonly ref: PackReference;
  /** Of the reading of that version, counted from 1. */
  readonly revision: number;
  /** The version of the rule catalogue that the pack was written for. */
  readonly catalogue: number;
  readonly notAsked: NotAsked;
  readonly tag: string;
  /** True if it stands beside a council's own pack and never in its place (AMB-84). */
  readonly overlay: boolean;
  readonly state: string;
  readonly effectiveFrom: PartialDate | null;
  readonly source: PackSource;
  readonly rules: ReadonlyMap<RuleId, PackRule>;
  readonly routes: ReadonlyMap<RouteId, PackRoute>;
  readonly silentRoutes: ReadonlyMap<RouteId, SilentRoute>;
  /** Canonical roles that the pack declares, each with its kind. */
  readonly roles: ReadonlyMap<
    string,
    { readonly title: string; readonly kind: 'officer' | 'member' | 'external' | 'body' }
  >;
  readonly deadlines: ReadonlyMap<string, Deadline>;
  readonly adoption: readonly AdoptionEntry[];
  readonly review: PackReview;
  readonly calendar: Nation;
  readonly groups: { readonly minimumSize: number; readonly danglingClause: string | null };
  readonly fairnessUnits: readonly ('group' | 'councillor')[];
  readonly visibility: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** How many days after the day that opens it a period has its last one; null if it is no number of days. */
export function daysAfterFirst(period: Deadline | undefined, unlessSaid: Counting): number | null {
  if (period === undefined || period.days === null) return null;
  return (period.counting ?? unlessSaid) === 'within' ? period.days : period.days - 1;
}

/** The level of a finding under a mode; null if the mode raises none (readings 3.1). */
export function levelOf(mode: Mode | undefined): 'BREACH' | 'WARN' | null {
  if (mode === 'block' || mode === 'breach') return 'BREACH';
  return mode === 'warn' ? 'WARN' : null;
}

/** True for mode `block` or `breach` (readings 3.1). */
export function isHard(rule: PackRule | undefined): boolean {
  return levelOf(rule?.mode) === 'BREACH';
}

/** A parameter that lists words; a single word counts as a list of one. */
export function words(rule: PackRule | undefined, name: string): readonly string[] {
  const value = rule?.params[name];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((word) => typeof word === 'string');
}

/** A parameter that is a number; null if it is absent. */
export function quantity(rule: PackRule | undefined, name: string): number | null {
  const value = rule?.params[name];
  return typeof value === 'number' ? value : null;
}

/** A pack as events name it. */
export interface PackName {
  readonly id: string;
  readonly version: string;
  /** Absent: 1. */
  readonly revision?: number | undefined;
}

/** A pack as an adoption or a publication names it; a first revision is not named. */
export function namingOf({ ref, revision }: Pack): {
  readonly packId: string;
  readonly version: string;
  readonly revision?: number;
} {
  return { packId: ref.id, version: ref.version, ...(revision === 1 ? {} : { revision }) };
}

/** The last part of a pack's id, after the last slash. */
export function lastPartOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** True if a name is the id of a pack or the last part of it. */
export function isCalled(id: string, name: string): boolean {
  return id === name || lastPartOf(id) === name;
}

/** True if a pack is the one that is named. */
export function isPackNamed({ ref, revision }: Pack, name: PackName): boolean {
  return ref.id === name.id && ref.version === name.version && revision === (name.revision ?? 1);
}
