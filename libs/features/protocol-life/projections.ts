import { type Instant, formatDay, localDay } from '#lib/kernel/index.js';
import type { Finding, Pack } from '#lib/protocol/index.js';
import { evidencedAdoptions, nextReview, overdueReviews } from './rules.js';
import type { ProtocolLifeState } from './state.js';

/** P19: where the protocol itself stands. Days are counted between London dates. */
export interface ProtocolStatusView {
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

/** The first trigger of a review that no completed review or minuted adoption has answered. */
function unansweredTrigger(state: ProtocolLifeState, pack: Pack): Instant | null {
  const answers = [...state.reviews, ...state.adoptions.map(({ at }) => at)];
  const open = state.triggers
    .filter(({ membersCode }) => !membersCode || pack.review.triggerEvent === 'MembersCodeAdopted')
    .filter(({ at }) => !answers.some((answer) => answer >= at));
  return open.length === 0 ? null : Math.min(...open.map(({ at }) => at));
}

function reviewState(
  pack: Pack,
  overdue: boolean,
  triggered: boolean,
  scheduled: boolean,
): ProtocolStatusView['reviewState'] {
  if (overdue) return 'overdue';
  if (triggered) return 'triggered';
  if (pack.review.basis === 'continuous_monitoring') return 'continuous_monitoring';
  return pack.review.basis === 'none' && !scheduled ? 'none' : 'current';
}

/** The newest adoption with evidence, and how many there are. */
function adoptionsOf(
  state: ProtocolLifeState,
  pack: Pack,
  at: Instant,
): Pick<ProtocolStatusView, 'lastEvidencedAdoption' | 'minute' | 'evidencedAdoptions'> {
  const adoptions = evidencedAdoptions(state, pack, at);
  const last = adoptions.at(-1);
  if (last === undefined) return { lastEvidencedAdoption: null, minute: null, evidencedAdoptions: 0 };
  return { lastEvidencedAdoption: formatDay(last.day), minute: last.minute, evidencedAdoptions: adoptions.length };
}

/** P19 protocol-status, from the life of the protocol and the council's findings as at the same instant. */
export function protocolStatusView(
  state: ProtocolLifeState,
  findings: readonly Finding[],
  { pack, at }: { readonly pack: Pack; readonly at: Instant },
): ProtocolStatusView {
  const today = localDay(at);
  const next = nextReview(state, pack);
  const unanswered = overdueReviews(state, pack, at).some(({ remediedAt }) => remediedAt === null);
  const overdueDays = unanswered && next !== null ? Math.max(0, today - next) : 0;
  const trigger = unansweredTrigger(state, pack);
  const own = findings.filter(({ rule }) => rule.id.startsWith('lif.'));
  const dangling = pack.groups.danglingClause === null ? [] : [pack.groups.danglingClause];
  return {
    reviewState: reviewState(pack, overdueDays > 0, trigger !== null, state.scheduled.length > 0),
    ageDays: trigger === null ? null : today - localDay(trigger),
    ...adoptionsOf(state, pack, at),
    nextExpected: next === null ? null : formatDay(next),
    overdueDays,
    warn: own.filter(({ level, remediedAt }) => level === 'WARN' && remediedAt === null).length,
    findings: own.length,
    gaps: [...new Set([...state.gaps, ...dangling])].sort(),
  };
}
