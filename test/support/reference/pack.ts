/** What a protocol pack says, read straight from its parsed document (pack-format.md). */
import type { Fact, Fields } from './history.js';
import { localDate, parseInstant, startOfDate } from './time.js';

export type Level = 'BREACH' | 'WARN' | 'INFO';

export interface Rule {
  id: string;
  mode: string;
  sev: string;
  src: string[];
  params: Fields;
}

export interface Pack {
  pack: { id: string; version: string };
  rules: Record<string, { mode: string; sev: string; src: unknown[]; params?: Fields }>;
  roles: Record<string, unknown>;
  groups?: { minimum_size?: number; dangling?: { clause: string } };
  review?: { basis?: string; last?: string | null; next?: string | null; trigger_event?: string };
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
  return { id, mode: found.mode, sev: found.sev, src: found.src.map(String), params: found.params ?? {} };
}

/** readings 3.1: block and breach give BREACH, warn WARN, record none. */
export function level(of: Rule | null): Level | null {
  if (of === null) return null;
  if (of.mode === 'block' || of.mode === 'breach') return 'BREACH';
  return of.mode === 'warn' ? 'WARN' : null;
}

/** readings 1.7: a role that the judging pack does not declare is unknown. */
export function declares(pack: Pack, role: unknown): boolean {
  return typeof role === 'string' && Object.hasOwn(pack.roles, role);
}

export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** readings 4, P06: assistants' work is kept out of parity where the pack says so. */
export function outsideParity(pack: Pack): boolean {
  return rule(pack, 'grp.political_assistants')?.params['outside_parity'] === true;
}

/** readings 3, grp.attendee_limit: `exempt_rules` of grp.political_assistants, and a rule's own `exempt`. */
export function isExempt(pack: Pack, ruleId: string, role: unknown): boolean {
  if (listOf(rule(pack, ruleId)?.params['exempt']).includes(role)) return true;
  const exemptRules = listOf(rule(pack, 'grp.political_assistants')?.params['exempt_rules']);
  return role === 'political_assistant' && exemptRules.includes(ruleId);
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
