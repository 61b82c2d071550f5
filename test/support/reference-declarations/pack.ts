export type Level = 'BREACH' | 'WARN' | 'INFO';

export interface Rule {
  stance: string;
  mode: string;
  sev: string;
  src: string[];
  params?: Record<string, any>;
}

export interface Step {
  to?: string | string[];
  strength?: string;
  when?: string;
  vacant?: string;
}

export interface Pack {
  rules: Record<string, Rule>;
  roles: Record<string, unknown>;
  routes: Record<string, { steps?: Step[] }>;
  silent_routes: Record<string, { fallback: string; fallback_when?: { subject_is: string; to: string } }>;
  deadlines: Record<string, { days?: number; default?: boolean; counting?: string }>;
}

/** The rules of this reference, in the order of the catalogue. */
export const RULES = [
  'int.categories_registered',
  'int.declare_at_meeting',
  'int.significance_test',
  'int.withdraw_if_significant',
  'int.predetermination',
  'int.ward_advocacy_statement',
  'int.tenancy',
  'int.rent_arrears_bar',
  'int.council_tax_arrears_bar',
  'int.joint_arrangement',
  'int.company_employment',
  'int.officer_interest',
  'int.role_conflict_advice',
  'int.negotiating_body_bar',
  'int.no_private_advantage',
  'int.legal_proceedings',
  'rel.familiarity',
  'rel.declare',
  'rel.avoid_perceived_conflict',
  'rel.body_or_decision',
  'rel.committee_for_department',
  'rel.office_holder_closeness',
  'rel.no_favouritism',
  'rel.officer_private_matters',
  'stf.candidate_relationship',
  'stf.no_support_or_reference',
  'stf.merit',
  'stf.no_staffing_influence',
  'stf.privacy',
  'stf.company_recruitment',
  'pol.restricted_posts',
];

// Readings 3.1: mode `block` or `breach` gives BREACH, `warn` WARN, `record` none; a silent rule has none either.
export function level(pack: Pack, rule: string): 'BREACH' | 'WARN' | null {
  const mode = pack.rules[rule]?.mode;
  if (mode === 'block' || mode === 'breach') return 'BREACH';
  return mode === 'warn' ? 'WARN' : null;
}

// hard wording is a breach, soft wording a warning, permission nothing.
export function strengthLevel(strength: string | undefined): 'BREACH' | 'WARN' | null {
  if (strength === 'must' || strength === 'must_not') return 'BREACH';
  return strength === 'should' || strength === 'should_not' ? 'WARN' : null;
}

// a finding that rests on a local default is capped at WARN.
export function capped(found: 'BREACH' | 'WARN' | null, isDefault: boolean | undefined): 'BREACH' | 'WARN' | null {
  return found && isDefault ? 'WARN' : found;
}

export function param(pack: Pack, rule: string, name: string): any {
  return pack.rules[rule]?.params?.[name];
}

export function listParam(pack: Pack, rule: string, name: string): string[] {
  return param(pack, rule, name) ?? [];
}

// Readings 1.7: a role that the judging pack does not declare is unknown.
export function knowsRole(pack: Pack, role: unknown): boolean {
  return typeof role === 'string' && Object.hasOwn(pack.roles, role);
}
