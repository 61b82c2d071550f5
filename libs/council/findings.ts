import { type Instant, formatInstant } from '#lib/kernel/index.js';
import { idsOf, inFoldOrder } from '#lib/kernel/marks.js';
import { type Finding, type Level, type Pack, type RuleId, findingId, ruleIds } from '#lib/protocol/index.js';
import type { Explained, Line } from '#lib/features/family.js';
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

const isApart = (one: Finding, other: Finding): boolean => one.apartFrom.includes(other.rule.id);

function sameFact(one: Finding, other: Finding): boolean {
  if (one.rule.id === other.rule.id || isApart(one, other) || isApart(other, one)) return false;
  return one.clauses.some((clause) => other.clauses.includes(clause));
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

export interface FindingRow {
  /** The same while rule, level, subject and occurrence are (readings 3.6). */
  readonly finding: string;
  readonly rule: RuleId;
  readonly clauses: readonly string[];
  readonly level: Level;
  readonly severity: string;
  readonly basis: 'observed' | 'reported';
  readonly state: 'open' | 'resolved';
  readonly subject: string;
  /** Own id of the event that it is anchored in; null where the pack alone sets the date. */
  readonly event: string | null;
  /** Own ids of what the rule read for it, in order of occurrence. */
  readonly events: readonly string[];
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
  /** The rules to which the pack gives a level and which this build evaluates by no event, sorted (readings 3.8). */
  readonly notEvaluated: readonly RuleId[];
}

const identityOf = ({ rule, level, subject, at }: Finding): string =>
  findingId({ rule: rule.id, level, subject, occurredAt: formatInstant(at) });

function byAnchor({ anchor: a }: Finding, { anchor: b }: Finding): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return inFoldOrder(a, b);
}

/** What each finding is called; those that share rule, level, subject and instant are told apart by their anchors. */
function namesOf(findings: readonly Finding[]): ReadonlyMap<Finding, string> {
  const alike = Map.groupBy(findings, identityOf);
  return new Map(
    [...alike].flatMap(([id, group]) =>
      group.toSorted(byAnchor).map((finding, place) => [finding, place === 0 ? id : `${id}-${place + 1}`] as const),
    ),
  );
}

function rowOf(finding: Finding, name: string): FindingRow {
  const { rule, clauses, level, basis, remediedAt, subject, anchor, events, at, rec, elapsedDays } = finding;
  return {
    finding: name,
    rule: rule.id,
    clauses,
    level,
    severity: level === 'INFO' ? 'info' : rule.sev,
    basis,
    state: remediedAt === null ? 'open' : 'resolved',
    subject,
    event: anchor?.id ?? null,
    events: idsOf(events),
    occurredAt: formatInstant(at),
    recordedAt: formatInstant(rec),
    remediedAt: remediedAt === null ? null : formatInstant(remediedAt),
    ...(elapsedDays === undefined ? {} : { elapsedDays }),
  };
}

function order(a: Finding, b: Finding): number {
  return a.at - b.at || rank(a) - rank(b) || (a.subject < b.subject ? -1 : 1);
}

const STATES = ['open', 'total'] as const;

/** The findings that one total counts. */
function counted(findings: readonly Finding[], level: Level, state: 'open' | 'total'): readonly Finding[] {
  return findings.filter((one) => one.level === level && (state === 'total' || one.remediedAt === null));
}

function totalsOf(findings: readonly Finding[]): FindingsView['totals'] {
  const of = (level: Level): Record<'open' | 'total', number> => ({
    open: counted(findings, level, 'open').length,
    total: counted(findings, level, 'total').length,
  });
  return { BREACH: of('BREACH'), WARN: of('WARN'), INFO: of('INFO') };
}

function lineOf({ rule, level, subject, at, events, remediedAt }: Finding): Line {
  const state = remediedAt === null ? 'is open' : `was resolved on ${formatInstant(remediedAt)}`;
  const line = `${level} of ${rule.id} about ${subject}, of ${formatInstant(at)}, ${state}.`;
  return { of: `${rule.id} ${subject}`, line, events };
}

/** What the totals of findings count. */
export function explainTotals(findings: readonly Finding[]): Explained {
  const ordered = [...findings].sort(order);
  const figures = LEVELS.flatMap((level) =>
    STATES.map((state) => [`${level}.${state}`, counted(ordered, level, state).map(lineOf)] as const),
  );
  return { totals: Object.fromEntries(figures) };
}

/** P20 findings, in order of occurrence: all, or what `see` leaves of each. A finding is called the same whoever looks. */
export function findingsView(
  findings: readonly Finding[],
  notEvaluated: readonly RuleId[],
  see: (finding: Finding) => Finding | null = (finding) => finding,
): FindingsView {
  const names = namesOf(findings);
  const seen = [...findings].sort(order).flatMap((finding) => {
    const part = see(finding);
    return part === null ? [] : [{ part, name: names.get(finding) ?? '' }];
  });
  const rows = seen.map(({ part, name }) => rowOf(part, name));
  return { rows, totals: totalsOf(seen.map(({ part }) => part)), notEvaluated };
}
