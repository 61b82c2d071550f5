import { type Instant, formatInstant } from '#lib/kernel/index.js';
import { type Finding, type Level, type Pack, type RuleId, ruleIds } from '#lib/protocol/index.js';
import { type States, families } from './families.js';

const LEVELS: readonly Level[] = ['BREACH', 'WARN', 'INFO'];
const FIRST_RULES: readonly RuleId[] = [
  'grp.no_political_implications',
  'grp.no_recommendation',
  'grp.facts_and_options',
];
const RANK: ReadonlyMap<RuleId, number> = new Map(
  [...FIRST_RULES, ...ruleIds].map((id, index) => [id, index] as const).reverse(),
);

function rank(finding: Finding): number {
  return LEVELS.indexOf(finding.level) * 1000 + (RANK.get(finding.rule.id) ?? 999);
}

function sameFact(one: Finding, other: Finding): boolean {
  return one.rule.id !== other.rule.id && one.clauses.some((clause) => other.clauses.includes(clause));
}

/**
 * One fact and one clause give one finding: if two rules cite a clause for one subject, the stronger one stays (readings 3.2).
 */
export function mergeFindings(found: readonly Finding[]): Finding[] {
  const bySubject = new Map<string, Finding[]>();
  for (const finding of found) {
    const known = bySubject.get(finding.subject);
    if (known === undefined) bySubject.set(finding.subject, [finding]);
    else known.push(finding);
  }
  const kept: Finding[] = [];
  for (const group of bySubject.values()) {
    if (group.length === 1) {
      kept.push(...group);
      continue;
    }
    const stand: Finding[] = [];
    for (const finding of group.sort((a, b) => rank(a) - rank(b))) {
      if (!stand.some((one) => sameFact(one, finding))) stand.push(finding);
    }
    kept.push(...stand);
  }
  return kept;
}

/** Every fact that a rule finds in a fold as at an instant. `pack` judges what belongs to no single event. */
export function factsIn(states: States, pack: Pack, at: Instant): Finding[] {
  return families.flatMap(({ findings }) => findings(states, { pack, at })).filter((finding) => finding.at <= at);
}

/** The findings of a fold as at an instant: its facts, one for each clause. */
export function findIn(states: States, pack: Pack, at: Instant): Finding[] {
  return mergeFindings(factsIn(states, pack, at));
}

/** The findings that an amendment removed: present just before it, with no fact of their rule and subject after it. */
export interface Removed {
  readonly amendedAt: Instant;
  readonly findings: readonly Finding[];
}

const keyOf = ({ rule, subject }: Finding): string => `${rule.id}\n${subject}`;
const factOf = (finding: Finding): string => `${keyOf(finding)}\n${String(finding.at)}\n${finding.level}`;

/** Findings before an amendment that have no fact of their rule and subject after it (readings 2.4). */
export function removedBy(amendedAt: Instant, before: readonly Finding[], after: readonly Finding[]): Removed {
  const left = new Set(after.map(keyOf));
  return { amendedAt, findings: before.filter((finding) => !left.has(keyOf(finding))) };
}

/** A finding that an amendment removed stays as resolved by it, unless the same fact is found again (readings 2.4). */
export function withRemains(found: readonly Finding[], removed: readonly Removed[]): readonly Finding[] {
  if (removed.length === 0) return found;
  const standing = new Set(found.map(factOf));
  const remains = new Map<string, Finding>();
  for (const { amendedAt, findings } of removed) {
    for (const finding of findings) {
      const key = factOf(finding);
      if (!standing.has(key)) remains.set(key, { ...finding, remediedAt: amendedAt, meeting: null });
    }
  }
  return [...found, ...remains.values()];
}

export interface FindingRow {
  readonly rule: RuleId;
  readonly clauses: readonly string[];
  readonly level: Level;
  readonly severity: string;
  readonly basis: 'observed' | 'reported';
  readonly state: 'open' | 'resolved';
  readonly subject: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly remediedAt: string | null;
  /** Only for duties without a stated day: local days until they were done. */
  readonly elapsedDays?: number;
}

/** P20 findings. */
export interface FindingsView {
  readonly rows: readonly FindingRow[];
  readonly totals: Readonly<Record<Level, { readonly open: number; readonly total: number }>>;
}

function rowOf({ rule, clauses, level, basis, remediedAt, subject, at, rec, elapsedDays }: Finding): FindingRow {
  return {
    rule: rule.id,
    clauses,
    level,
    severity: level === 'INFO' ? 'info' : rule.sev,
    basis,
    state: remediedAt === null ? 'open' : 'resolved',
    subject,
    occurredAt: formatInstant(at),
    recordedAt: formatInstant(rec),
    remediedAt: remediedAt === null ? null : formatInstant(remediedAt),
    ...(elapsedDays === undefined ? {} : { elapsedDays }),
  };
}

function order(a: Finding, b: Finding): number {
  return a.at - b.at || rank(a) - rank(b) || (a.subject < b.subject ? -1 : 1);
}

/** P20 findings, in order of occurrence. */
export function findingsView(findings: readonly Finding[]): FindingsView {
  const totals = { BREACH: { open: 0, total: 0 }, WARN: { open: 0, total: 0 }, INFO: { open: 0, total: 0 } };
  for (const { level, remediedAt } of findings) {
    totals[level].total += 1;
    if (remediedAt === null) totals[level].open += 1;
  }
  return { rows: [...findings].sort(order).map(rowOf), totals };
}
