import { RULES, level, type Level, type Pack } from './pack.js';
import type { Fact } from './history.js';

export interface Finding {
  rule: string;
  clauses: string[];
  level: Level;
  basis: 'observed' | 'reported';
  subject: string;
  at: number;
  rec: number;
  remedied: number | null;
  /** Of what is to be done soon and by no stated day. */
  elapsedDays?: number;
  /** Two things that one rule speaks of are different facts (readings 3.2): set where they would otherwise be one. */
  beside?: string;
}

export interface Row {
  rule: string;
  clauses: string[];
  level: Level;
  severity: string;
  basis: string;
  state: 'open' | 'resolved';
  subject: string;
  occurredAt: string;
  recordedAt: string;
  remediedAt: string | null;
  elapsedDays?: number;
}

type Parts = Partial<Finding> & { rule: string; subject: string; at: number; on: (Fact | undefined)[] };

// Readings 3.3: `occurredAt` is the act; `recordedAt` the latest `recordedAt` of what it rests on.
export function finding(pack: Pack, parts: Parts): Finding[] {
  const { on, ...rest } = parts;
  const its = rest.level ?? level(pack, rest.rule);
  if (!its) return [];
  return [
    {
      clauses: pack.rules[rest.rule]!.src,
      basis: 'observed',
      rec: Math.max(...on.filter((fact) => fact !== undefined).map((fact) => fact.rec), rest.rec ?? -Infinity),
      remedied: null,
      ...withoutRec(rest),
      level: its,
    },
  ];
}

function withoutRec(parts: Partial<Finding> & { rule: string; subject: string; at: number }) {
  const { rec: _rec, ...rest } = parts;
  return rest;
}

// Readings 3.3: for a period's end `recordedAt` is that second.
export function periodFinding(pack: Pack, parts: Omit<Parts, 'on'>): Finding[] {
  return finding(pack, { ...parts, rec: parts.at, on: [] });
}

const STRENGTH: Record<Level, number> = { BREACH: 0, WARN: 1, INFO: 2 };

function stronger(a: Finding, b: Finding): number {
  return STRENGTH[a.level] - STRENGTH[b.level] || RULES.indexOf(a.rule) - RULES.indexOf(b.rule) || a.at - b.at;
}

// Readings 3.2: the same subject and a shared clause are one finding; the stronger level stands, then catalogue order.
export function oneFactOneFinding(found: Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const one of [...found].sort(stronger)) {
    const same = (other: Finding) =>
      other.subject === one.subject &&
      other.clauses.some((clause) => one.clauses.includes(clause)) &&
      !(other.rule === one.rule && other.beside !== one.beside);
    if (!kept.some(same)) kept.push(one);
  }
  return kept;
}

/** The subject of a finding about several things. */
export function subject(...parts: string[]): string {
  return parts.join(' ');
}
