import { closenessOfPairs } from './closeness.js';
import { conflictFindings } from './conflicts.js';
import { amended, amendmentsBy } from './corrections.js';
import { eventFindings } from './event-findings.js';
import { oneFactOneFinding, type Finding, type Row } from './finding.js';
import type { Fact, Past } from './history.js';
import { declarationFindings } from './legs.js';
import { RULES, type Level, type Pack } from './pack.js';
import { partFindings } from './part-findings.js';
import { registerFindings } from './register.js';
import { staffingFindings } from './staffing.js';
import { iso } from './time.js';

/** Everything that a rule finds in one past. */
function found(past: Past): Finding[] {
  return [
    ...partFindings(past),
    ...registerFindings(past),
    ...declarationFindings(past),
    ...closenessOfPairs(past),
    ...conflictFindings(past),
    ...staffingFindings(past),
    ...eventFindings(past),
  ];
}

/** Every finding that stands in one past, before what amendments leave behind. */
function standing(past: Past): Finding[] {
  return oneFactOneFinding(found(past));
}

function sameRuleAndSubject(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.subject === b.subject;
}

function sameFact(a: Finding, b: Finding): boolean {
  return sameRuleAndSubject(a, b) && a.at === b.at && a.level === b.level;
}

// Readings 2.4: a finding that was there just before an amendment and has nothing of its rule and subject left after it
// stays in `total` as resolved, `remediedAt` the amendment's `occurredAt`; unless that very fact stands again.
function leftBehind(known: Fact[], past: Past, now: Finding[]): Finding[] {
  const instants = [...new Set(amendmentsBy(known, past.at).map((one) => one.at))];
  const gone = instants.flatMap((at) => {
    const before = standing({ ...past, at: at - 1, facts: amended(known, at - 1) });
    const after = found({ ...past, at, facts: amended(known, at) });
    return before
      .filter((one) => !after.some((other) => sameRuleAndSubject(one, other)))
      .map((one) => ({ ...one, remedied: at }));
  });
  const lasting = gone.filter((one) => !now.some((other) => sameFact(one, other)));
  return lasting.filter((one, index) => !lasting.slice(index + 1).some((later) => sameFact(one, later)));
}

function row(pack: Pack, one: Finding): Row {
  return {
    rule: one.rule,
    clauses: one.clauses,
    level: one.level,
    severity: one.level === 'INFO' ? 'info' : pack.rules[one.rule]!.sev,
    basis: one.basis,
    state: one.remedied === null ? 'open' : 'resolved',
    subject: one.subject,
    occurredAt: iso(one.at),
    recordedAt: iso(one.rec),
    remediedAt: one.remedied === null ? null : iso(one.remedied),
    ...(one.elapsedDays === undefined ? {} : { elapsedDays: one.elapsedDays }),
  };
}

function totals(rows: Row[]): Record<Level, { open: number; total: number }> {
  const of = (level: Level) => {
    const its = rows.filter((one) => one.level === level);
    return { open: its.filter((one) => one.state === 'open').length, total: its.length };
  };
  return { BREACH: of('BREACH'), WARN: of('WARN'), INFO: of('INFO') };
}

/** P20 findings, of the rules of this reference alone. */
export function findings(known: Fact[], past: Past): { rows: Row[]; totals: object } {
  const now = standing(past);
  const rows = [...now, ...leftBehind(known, past, now)]
    .sort((a, b) => a.at - b.at || RULES.indexOf(a.rule) - RULES.indexOf(b.rule) || (a.subject < b.subject ? -1 : 1))
    .map((one) => row(past.pack, one));
  return { rows, totals: totals(rows) };
}
