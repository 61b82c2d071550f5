/** What a finding is, and when two are one (readings.md 3). */
import type { Fact } from './history.js';
import { level } from './pack.js';
import type { Level, Rule } from './pack.js';
import { formatInstant } from './time.js';

export interface Finding {
  rule: string;
  clauses: string[];
  level: Level;
  severity: string;
  basis: 'observed' | 'reported';
  /** What kind of thing the subject is: tokens of different kinds never mean the same subject. */
  kind: string;
  subject: string;
  /** Which line of the rule, and which spell: different facts of one rule and subject. */
  fact: string;
  occurredAt: number;
  recordedAt: number;
  remediedAt: number | null;
  /** The meeting it belongs to, for the verdict of the attendance log. */
  meeting: string | null;
}

interface Given {
  kind: string;
  subject: (string | null)[];
  occurredAt: number;
  rests: Fact[];
  fact?: string;
  level?: Level | null;
  basis?: 'observed' | 'reported';
  remediedAt?: number | null;
  meeting?: string | null;
  /** For a period's end: that second (readings 3.4). */
  notBefore?: number;
}

/** A finding under a rule that has a level; else none (readings 3.1, 3.3). */
export function finding(of: Rule | null, given: Given): Finding[] {
  const found = given.level === undefined ? level(of) : given.level;
  if (of === null || found === null) return [];
  return [
    {
      rule: of.id,
      clauses: of.src,
      level: found,
      severity: found === 'INFO' ? 'info' : of.sev,
      basis: given.basis ?? 'observed',
      kind: given.kind,
      subject: given.subject.join('/'),
      fact: given.fact ?? '',
      occurredAt: given.occurredAt,
      recordedAt: given.notBefore ?? Math.max(...given.rests.map((fact) => fact.known)),
      remediedAt: given.remediedAt ?? null,
      meeting: given.meeting ?? null,
    },
  ];
}

const LEVELS: Level[] = ['BREACH', 'WARN', 'INFO'];

/** readings 3.2: after the level, these three, then catalogue order. */
const CATALOGUE = [
  ...['grp.no_political_implications', 'grp.no_recommendation', 'grp.facts_and_options', 'rel.no_favouritism'],
  ...['grp.request_addressee', 'grp.attendee_limit', 'grp.non_councillor_authorisation'],
  ...['grp.non_councillor_restricted_information', 'grp.no_party_business_advice', 'grp.absent_for_party_business'],
  ...[
    'grp.council_business_only',
    'grp.conclusions_not_decisions',
    'grp.discussion_confidential',
    'grp.duty_to_disclose',
  ],
  ...['grp.formal_advice_still_owed', 'grp.notify_other_groups', 'grp.same_advice', 'grp.even_handed'],
  ...[
    'grp.follow_up_route',
    'grp.no_ward_party_meetings',
    'grp.no_surgeries_casework',
    'grp.survives_change_of_control',
  ],
  ...['grp.officer_neutrality', 'clr.equal_treatment', 'off.chair_impartiality', 'lif.review', 'lif.adoption_evidence'],
];

function byStrength(a: Finding, b: Finding): number {
  return LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || CATALOGUE.indexOf(a.rule) - CATALOGUE.indexOf(b.rule);
}

/** readings 3.2: the same subject and a shared clause; different lines and spells of one rule are different facts. */
function isSame(a: Finding, b: Finding): boolean {
  if (a.kind !== b.kind || a.subject !== b.subject) return false;
  if (a.rule === b.rule) return a.fact === b.fact;
  return a.clauses.some((clause) => b.clauses.includes(clause));
}

/** readings 3.2: of findings that are the same the strongest stands. */
export function merged(findings: Finding[]): Finding[] {
  const kept: Finding[] = [];
  const inOrder = [...findings].sort((a, b) => byStrength(a, b) || a.occurredAt - b.occurredAt);
  for (const one of inOrder) {
    if (!kept.some((other) => isSame(one, other))) kept.push(one);
  }
  return kept.sort((a, b) => a.occurredAt - b.occurredAt || byStrength(a, b) || (a.subject < b.subject ? -1 : 1));
}

/** projections.md P20. */
export function findingsView(findings: Finding[]) {
  const count = (wanted: Level) => {
    const own = findings.filter((one) => one.level === wanted);
    return { open: own.filter((one) => one.remediedAt === null).length, total: own.length };
  };
  const rows = findings.map((one) => ({
    rule: one.rule,
    clauses: one.clauses,
    level: one.level,
    severity: one.severity,
    basis: one.basis,
    state: one.remediedAt === null ? 'open' : 'resolved',
    subject: one.subject,
    occurredAt: formatInstant(one.occurredAt),
    recordedAt: formatInstant(one.recordedAt),
    remediedAt: one.remediedAt === null ? null : formatInstant(one.remediedAt),
  }));
  return { rows, totals: { BREACH: count('BREACH'), WARN: count('WARN'), INFO: count('INFO') } };
}
