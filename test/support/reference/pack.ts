/** What a protocol pack says, read straight from its parsed document (pack-format.md). */
import type { Fact, Fields } from './history.js';
import { localDate, parseInstant, startOfDate } from './time.js';

export type Level = 'BREACH' | 'WARN' | 'INFO';

/** Clauses of a rule: of everybody, or by the kind of the person whom they bind. */
export type Src = unknown[] | { members?: unknown[]; officers?: unknown[] };

export interface Rule {
  id: string;
  mode: string;
  sev: string;
  src: Src;
  params: Fields;
}

export interface Pack {
  pack: { id: string; version: string; state?: string };
  source?: { status?: string };
  rules: Record<string, { mode: string; sev: string; src: Src; params?: Fields }>;
  roles: Record<string, { kind?: string } | null>;
  groups?: { minimum_size?: number; dangling?: { clause: string } };
  review?: {
    basis?: string;
    last?: string | null;
    next?: string | null;
    trigger_event?: string;
    anchor_month?: number;
  };
  adoption?: { entries?: { date: string; minute: string | null; evidence: string }[] };
}

/** The world that every definition looks at: one history, amended, up to one instant, and who judges what. */
export interface World {
  events: Fact[];
  at: number;
  packAt: (instant: number) => Pack;
}

/** A rule that the pack is not silent on. */
export function rule(pack: Pack, id: string): Rule | null {
  const found = pack.rules[id];
  if (!found) return null;
  return { id, mode: found.mode, sev: found.sev, src: found.src, params: found.params ?? {} };
}

/** readings 3.1: block and breach give BREACH, warn WARN, record none. */
export function level(of: { mode: string } | null): 'BREACH' | 'WARN' | null {
  if (of === null) return null;
  if (of.mode === 'block' || of.mode === 'breach') return 'BREACH';
  return of.mode === 'warn' ? 'WARN' : null;
}

/** readings 3.3: the kind of whoever acts: by the prefix of a token, of a role by its `kind`; null where it is neither. */
function kindOf(pack: Pack, who: unknown): 'members' | 'officers' | null {
  if (typeof who !== 'string') return null;
  if (who.startsWith('M-')) return 'members';
  if (who.startsWith('O-')) return 'officers';
  const kind = pack.roles[who]?.kind;
  return kind === 'member' ? 'members' : kind === 'officer' ? 'officers' : null;
}

/** readings 3.3: the clauses that bind whoever acts; null where a map binds no such person; both lists for who is neither. */
export function clausesBinding(pack: Pack, src: Src, who: unknown): string[] | null {
  if (Array.isArray(src)) return src.map(String);
  const kind = kindOf(pack, who);
  if (kind !== null) return src[kind]?.map(String) ?? null;
  return [...new Set([...(src.members ?? []), ...(src.officers ?? [])].map(String))];
}

/** readings 1.7: a role that the judging pack does not declare is unknown. */
export function declares(pack: Pack, role: unknown): boolean {
  return typeof role === 'string' && Object.hasOwn(pack.roles, role);
}

/** The `kind` of a role that the pack declares. */
export function kindOfRole(pack: Pack, role: unknown): string | null {
  return declares(pack, role) ? (pack.roles[role as string]?.kind ?? null) : null;
}

export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** readings 3: `exempt_rules` of grp.political_assistants, and a rule's own `exempt`. */
export function isExempt(pack: Pack, ruleId: string, role: unknown): boolean {
  if (listOf(rule(pack, ruleId)?.params['exempt']).includes(role)) return true;
  return role === 'political_assistant' && exemptsAssistants(pack, ruleId);
}

export function exemptsAssistants(pack: Pack, ruleId: string): boolean {
  return listOf(rule(pack, 'grp.political_assistants')?.params['exempt_rules']).includes(ruleId);
}

/** readings 1.7: with `--pack` that pack judges everything; without it the pack in force when the event occurred. */
export function judgedBy(facts: Fact[], pack: Pack, packs: Pack[], judgeAll: boolean): (instant: number) => Pack {
  if (judgeAll) return () => pack;
  return (instant) => {
    const adopted = facts
      .filter((one) => one.type === 'ProtocolPackAdopted' && one.t <= instant && effectiveFrom(one) <= instant)
      .sort((a, b) => effectiveFrom(a) - effectiveFrom(b) || a.t - b.t);
    const last = adopted.at(-1);
    const found = packs.find((one) => last !== undefined && names(one, last));
    return found ?? pack;
  };
}

function effectiveFrom(adoption: Fact): number {
  const stated = adoption.f['effectiveFrom'];
  return stated === undefined ? startOfDate(localDate(adoption.t)) : parseInstant(stated);
}

function names(pack: Pack, adoption: Fact): boolean {
  const id = adoption.f['packId'];
  const matches = pack.pack.id === id || pack.pack.id.split('/').at(-1) === id;
  return matches && pack.pack.version === adoption.f['version'];
}
