/** What a finding is, when two are one, and how it is answered (readings.md 3). */
import { createHash } from 'node:crypto';
import { CATALOGUE } from './catalogue.js';
import { foldOrder, isSameEvent } from './history.js';
import type { Fact } from './history.js';
import { clausesBinding, level } from './pack.js';
import type { Level, Pack, Rule } from './pack.js';
import { formatInstant } from './time.js';

/** What a finding needs to know of an event. */
export type Ref = Pick<Fact, 'event' | 'token' | 't' | 'rec' | 'line' | 'place' | 'f'>;

export interface Finding {
  rule: string;
  clauses: string[];
  level: Level;
  severity: string;
  basis: 'observed' | 'reported';
  subject: string;
  /** Which line of the rule, and which spell: different facts of one rule and subject. */
  fact: string;
  occurredAt: number;
  recordedAt: number;
  remediedAt: number | null;
  /** The act, or the event that opened the period; null where the pack alone sets the date (readings 3.6). */
  anchor: Ref | null;
  /** What the rule read for it, the anchor and what resolved it among them. */
  events: Ref[];
  /** The meeting it belongs to, for the verdict of the attendance log. */
  meeting: string | null;
  elapsedDays?: number;
}

export interface Given {
  subject: string;
  occurredAt: number;
  anchor: Ref | null;
  /** Of several facts each enough only the first recorded stands here (readings 3.4). */
  rests: Ref[];
  /** What resolved it. */
  resolvers?: Ref[];
  /** What the rule read besides. */
  read?: Ref[];
  fact?: string;
  level?: Level | null;
  basis?: 'observed' | 'reported';
  remediedAt?: number | null;
  meeting?: string | null;
  /** Who acts, for clauses that bind one kind of person. */
  who?: unknown;
  /** Clauses of a word or of a failure to disclose or declare, in place of the rule's own (readings 3.3). */
  cites?: string[];
  /** For a period's end: that second (readings 3.4). */
  notBefore?: number;
}

/** A finding under a rule that has a level and binds whoever acts; else none (readings 3.1, 3.3). */
export function finding(pack: Pack, of: Rule | null, given: Given): Finding[] {
  const found = given.level === undefined ? level(of) : given.level;
  const clauses = of === null ? null : clausesBinding(pack, of.src, given.who);
  if (of === null || found === null || clauses === null) return [];
  const { anchor, rests, resolvers = [], read = [] } = given;
  return [
    {
      rule: of.id,
      clauses: given.cites ?? clauses,
      level: found,
      severity: found === 'INFO' ? 'info' : of.sev,
      basis: given.basis ?? 'observed',
      subject: given.subject,
      fact: given.fact ?? '',
      occurredAt: given.occurredAt,
      recordedAt: given.notBefore ?? Math.max(...rests.map((fact) => fact.rec)),
      remediedAt: given.remediedAt ?? null,
      anchor,
      events: [...(anchor === null ? [] : [anchor]), ...rests, ...read, ...resolvers],
      meeting: given.meeting ?? null,
    },
  ];
}

const LEVELS: Level[] = ['BREACH', 'WARN', 'INFO'];

/** readings 3.2: the stronger level, then these three, then catalogue order. */
const FIRST = ['grp.no_political_implications', 'grp.no_recommendation', 'grp.facts_and_options'];

function byStrength(a: Finding, b: Finding): number {
  const order = [...FIRST, ...CATALOGUE];
  return LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || order.indexOf(a.rule) - order.indexOf(b.rule);
}

/** readings 3.2: rules that read different facts of one subject although they share a clause. */
const DIFFERENT = ['lif.review lif.adoption_evidence', 'int.officer_interest/~elsewhere int.significance_test'];

function areDifferent(a: Finding, b: Finding): boolean {
  const names = (one: Finding) => [one.rule, `${one.rule}/${one.fact}`];
  const pairs = names(a).flatMap((x) => names(b).flatMap((y) => [`${x} ${y}`, `${y} ${x}`]));
  return pairs.some((pair) => DIFFERENT.includes(pair));
}

/** A fact after a tilde only tells the finding from those of other rules. */
function lineOf(one: Finding): string {
  return one.fact.startsWith('~') ? '' : one.fact;
}

/** readings 3.2: the same subject and a shared clause; different lines and spells of one rule are different facts. */
function isSame(a: Finding, b: Finding): boolean {
  if (a.subject !== b.subject || areDifferent(a, b)) return false;
  if (a.rule === b.rule) return lineOf(a) === lineOf(b);
  return a.clauses.some((clause) => b.clauses.includes(clause));
}

export function inOrder(a: Finding, b: Finding): number {
  return a.occurredAt - b.occurredAt || byStrength(a, b) || (a.subject < b.subject ? -1 : 1);
}

/** readings 3.2: of findings that are the same the strongest stands. */
export function merged(findings: Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const one of [...findings].sort((a, b) => byStrength(a, b) || a.occurredAt - b.occurredAt)) {
    if (!kept.some((other) => isSame(one, other))) kept.push(one);
  }
  return kept.sort(inOrder);
}

function byAnchor(a: Finding, b: Finding): number {
  if (a.anchor === null || b.anchor === null) return Number(b.anchor === null) - Number(a.anchor === null);
  return foldOrder(a.anchor, b.anchor);
}

/** Events once each, in order of occurrence, by their own ids. */
export function idsInOrder(events: Ref[]): string[] {
  const once = events.filter((one, place) => events.findIndex((other) => isSameEvent(one, other)) === place);
  return once.sort(foldOrder).map((one) => one.event);
}

function idOf(finding: Finding): string {
  const { rule, subject, occurredAt } = finding;
  const words = [rule, finding.level, subject, formatInstant(occurredAt)].join('\n');
  return createHash('sha256').update(words).digest('hex').slice(0, 16);
}

/** readings 3.6: findings that share rule, level, subject and instant are told apart in the order of their anchors. */
function idAmong(one: Finding, findings: Finding[]): string {
  const alike = findings.filter((other) => idOf(other) === idOf(one)).sort(byAnchor);
  const place = alike.indexOf(one);
  return place === 0 ? idOf(one) : `${idOf(one)}-${place + 1}`;
}

function rowOf(one: Finding, findings: Finding[]) {
  return {
    finding: idAmong(one, findings),
    rule: one.rule,
    clauses: one.clauses,
    level: one.level,
    severity: one.severity,
    basis: one.basis,
    state: one.remediedAt === null ? 'open' : 'resolved',
    subject: one.subject,
    event: one.anchor?.event ?? null,
    events: idsInOrder(one.events),
    occurredAt: formatInstant(one.occurredAt),
    recordedAt: formatInstant(one.recordedAt),
    remediedAt: one.remediedAt === null ? null : formatInstant(one.remediedAt),
    ...(one.elapsedDays === undefined ? {} : { elapsedDays: one.elapsedDays }),
  };
}

export type Row = ReturnType<typeof rowOf>;

/** projections.md P20; `notEvaluated` as readings 3.8. */
export function findingsView(findings: Finding[], pack: Pack) {
  const count = (wanted: Level) => {
    const own = findings.filter((one) => one.level === wanted);
    return { open: own.filter((one) => one.remediedAt === null).length, total: own.length };
  };
  return {
    rows: findings.map((one) => rowOf(one, findings)),
    totals: { BREACH: count('BREACH'), WARN: count('WARN'), INFO: count('INFO') },
    notEvaluated: Object.keys(pack.rules)
      .filter((id) => level(pack.rules[id]!) !== null || pack.rules[id]!.mode === 'by_step')
      .filter((id) => !CATALOGUE.includes(id))
      .sort(),
  };
}
