import { type Instant, formatDay, localDay } from '#lib/kernel/index.js';
import type { Finding, Pack } from '#lib/protocol/index.js';
import type { Explained, Line } from '../family.js';
import { type Due, hasPassed, nextReview, unansweredTriggers } from './dates.js';
import { evidencedAdoptions } from './rules.js';
import type { ProtocolLifeState } from './state.js';

/** P19: where the protocol itself stands. Days are counted between London dates. */
export interface ProtocolStatusView {
  /** What the pack says of itself: drafted, adopted, reviewed_overdue. */
  readonly sourceState: string;
  /** What the pack says of the text that it was read from. */
  readonly sourceStatus: string;
  /** True where there is an adoption with evidence. */
  readonly approvalRecorded: boolean;
  readonly reviewState: 'none' | 'current' | 'triggered' | 'overdue' | 'continuous_monitoring';
  /** Days since the first unanswered trigger; null where there is none. */
  readonly ageDays: number | null;
  readonly lastEvidencedAdoption: string | null;
  readonly minute: string | null;
  readonly evidencedAdoptions: number;
  readonly nextExpected: string | null;
  readonly overdueDays: number;
  /** Open WARN findings of lif.*. */
  readonly warn: number;
  /** All findings of lif.*. */
  readonly findings: number;
  readonly gaps: readonly string[];
}

interface Asked {
  readonly pack: Pack;
  readonly at: Instant;
  readonly findings: readonly Finding[];
}

/** The first that holds (readings 4, P19). */
function reviewState(
  { pack: { review }, at }: Asked,
  next: Due | null,
  triggered: boolean,
): ProtocolStatusView['reviewState'] {
  if (next !== null && hasPassed(next, at)) return 'overdue';
  if (triggered) return 'triggered';
  if (next !== null || ['fixed_date', 'annual', 'event'].includes(review.basis)) return 'current';
  return review.basis === 'continuous_monitoring' ? 'continuous_monitoring' : 'none';
}

function adoptionLines(state: ProtocolLifeState, { pack, at }: Asked): readonly Line[] {
  return evidencedAdoptions(state, pack, at).map(({ day, minute, events }) => {
    const by = minute === null ? '' : ` by minute ${minute}`;
    return {
      of: `${formatDay(day)} ${minute ?? ''}`.trim(),
      line: `The council adopted the protocol on ${formatDay(day)}${by}.`,
      events,
    };
  });
}

/** The last day that a finding about the protocol's life says has passed. */
function dayPassed({ at }: Finding): string {
  return formatDay(localDay(at) - 1);
}

function lineOf(finding: Finding, of: string): Line {
  const { rule, level, events } = finding;
  return { of, line: `${level} under ${rule.id}: nothing was recorded by ${dayPassed(finding)}.`, events };
}

function findingsOfLife(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ rule }) => rule.id.startsWith('lif.'));
}

function warningLines(findings: readonly Finding[]): readonly Line[] {
  return findingsOfLife(findings)
    .filter(({ level, remediedAt }) => level === 'WARN' && remediedAt === null)
    .map((one) => lineOf(one, `${one.rule.id} ${one.subject}`));
}

function findingLines(findings: readonly Finding[]): readonly Line[] {
  return findingsOfLife(findings).map((one) => lineOf(one, `${one.rule.id} ${dayPassed(one)}`));
}

/** What the counts of P19 are made of. */
export function protocolStatusExplained(state: ProtocolLifeState, asked: Asked): Explained {
  return {
    protocol: {
      evidencedAdoptions: adoptionLines(state, asked),
      warn: warningLines(asked.findings),
      findings: findingLines(asked.findings),
    },
  };
}

/** P19 protocol-status, from the life of the protocol and the council's findings as at the same instant. */
export function protocolStatusView(state: ProtocolLifeState, asked: Asked): ProtocolStatusView {
  const { pack, at, findings } = asked;
  const adoptions = evidencedAdoptions(state, pack, at);
  const last = adoptions.at(-1);
  const next = nextReview(state, pack);
  const [trigger] = unansweredTriggers(state, pack, at);
  const dangling = pack.groups.danglingClause === null ? [] : [pack.groups.danglingClause];
  return {
    sourceState: pack.state,
    sourceStatus: pack.source.status,
    approvalRecorded: adoptions.length > 0,
    reviewState: reviewState(asked, next, trigger !== undefined),
    ageDays: trigger === undefined ? null : localDay(at) - localDay(trigger.at),
    lastEvidencedAdoption: last === undefined ? null : formatDay(last.day),
    minute: last?.minute ?? null,
    evidencedAdoptions: adoptionLines(state, asked).length,
    nextExpected: next === null ? null : formatDay(next.last),
    overdueDays: next !== null && hasPassed(next, at) ? localDay(at) - next.last : 0,
    warn: warningLines(findings).length,
    findings: findingLines(findings).length,
    gaps: [...new Set([...state.gaps.map(({ clause }) => clause), ...dangling])].sort(),
  };
}
