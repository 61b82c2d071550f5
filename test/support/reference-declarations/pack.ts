import { clausesBinding, type Pack as WholePack } from '../reference/pack.js';

export interface Step {
  to?: string | string[];
  strength?: string;
  when?: string;
  vacant?: string;
}

export interface Pack extends WholePack {
  routes: Record<string, { steps?: Step[] }>;
  silent_routes: Record<string, { fallback: string; fallback_when?: { subject_is: string; to: string } }>;
  deadlines: Record<string, { days?: number; default?: boolean; counting?: string }>;
}

// Readings 3.1: mode `block` or `breach` gives BREACH, `warn` WARN, `record` none; a silent rule has none either.
export function level(pack: Pack, rule: string): 'BREACH' | 'WARN' | null {
  const mode = pack.rules[rule]?.mode;
  if (mode === 'block' || mode === 'breach') return 'BREACH';
  return mode === 'warn' ? 'WARN' : null;
}

// Readings 3.3: whether a rule has clauses that bind this person.
export function binds(pack: Pack, rule: string, who: string): boolean {
  const found = pack.rules[rule];
  return found !== undefined && clausesBinding(pack, found.src, who) !== null;
}

// Readings 3.3: `params.src_of` gives the clauses of what is of a word.
export function clausesOfWord(pack: Pack, rule: string, word: string): string[] | undefined {
  const listed = param(pack, rule, 'src_of')?.[word] as unknown[] | undefined;
  return listed?.map(String);
}

// Readings 3.1: what is of a soft word is WARN where the rule is hard.
export function levelOfWord(pack: Pack, rule: string, word: string): 'BREACH' | 'WARN' | null {
  return capped(level(pack, rule), listParam(pack, rule, 'soft').includes(word));
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
