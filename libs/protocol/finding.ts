import type { Instant } from '#lib/kernel/index.js';
import type { RuleId } from './catalogue.js';
import { type Level, type Pack, type PackRule, levelOf } from './pack.js';

/** What a rule found: one fact, judged by one pack. Findings after a fold's last instant are left out by the council. */
export interface Finding {
  readonly rule: PackRule;
  readonly level: Level;
  /** What it is about, in words and tokens: `request REQ-1`. Two rules about one thing use the same words. */
  readonly subject: string;
  readonly clauses: readonly string[];
  /** The act, or the second after a period's end (readings 3.4). */
  readonly at: Instant;
  /** When the last event that it rests on was recorded; for a period's end, that second (readings 3.4). */
  readonly rec: Instant;
  readonly basis: 'observed' | 'reported';
  readonly remediedAt: Instant | null;
  /** The group meeting it belongs to, for that meeting's verdict. */
  readonly meeting: string | null;
  /** Local days until it was done, for a duty that is due soon but has no stated day. */
  readonly elapsedDays?: number | undefined;
}

/** A fact that may offend a rule. */
export interface Fact {
  readonly subject: string;
  readonly at: Instant;
  readonly rec: Instant;
  readonly remediedAt?: Instant | null;
  readonly basis?: 'observed' | 'reported';
  readonly meeting?: string | null;
  /** True if a period ended: what comes in that very second is late, and not in the instant of an act. */
  readonly periodEnd?: boolean;
  readonly elapsedDays?: number;
  /** In place of the level that the rule's mode gives. */
  readonly level?: Level;
  /** In place of all clauses of the rule. */
  readonly clauses?: readonly string[];
}

/**
 * True if what remedies a fact came in its own instant; the second after a period is late, not in time (readings 1.2).
 */
function metInTime({ at, remediedAt, periodEnd }: Fact): boolean {
  if (remediedAt === undefined || remediedAt === null) return false;
  return periodEnd === true ? remediedAt < at : remediedAt <= at;
}

/**
 * The finding of a fact under a pack: none where the rule is silent, where its mode raises none (readings 3.1), or where
 * what remedies it came in the same instant (readings 1.2).
 */
export function judge(pack: Pack, id: RuleId, fact: Fact): Finding[] {
  const rule = pack.rules.get(id);
  const level = levelOf(rule?.mode);
  if (rule === undefined || level === null || metInTime(fact)) return [];
  const { basis = 'observed', remediedAt = null, meeting = null, subject, at, rec } = fact;
  return [
    {
      rule,
      level: fact.level ?? level,
      clauses: fact.clauses ?? rule.src,
      subject,
      at,
      rec,
      basis,
      remediedAt,
      meeting,
      elapsedDays: fact.elapsedDays,
    },
  ];
}
