import type { EventMark, Instant } from '#lib/kernel/index.js';
import type { RuleId } from './catalogue.js';
import { clausesFor, wordsFor } from './binding.js';
import { type Level, type Pack, type PackRule, levelOf, words } from './pack.js';

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
  /** The act, or the event that opened the period; null where the pack alone sets the date (readings 3.6). */
  readonly anchor: EventMark | null;
  /** What the rule read for it, the anchor and what resolved it among them; in any order. */
  readonly events: readonly EventMark[];
  /** Rules that speak of another fact although they share subject and clause with it (readings 3.2). */
  readonly apartFrom: readonly RuleId[];
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
  /** The act, or the event that opened the period; null where the pack alone sets the date (readings 3.6). */
  readonly anchor: EventMark | null;
  /** What the rule read beside the anchor, and what resolved it; in any order. */
  readonly events?: readonly EventMark[];
  /** Who acts, a token or a role: the clauses of that kind of person are cited (readings 3.3); absent: nobody is named. */
  readonly actor?: string | null | undefined;
  /** What it is of, in the words of `params.soft` and `params.src_of` (readings 3.1, 3.3). */
  readonly word?: string | null | undefined;
  /** Rules that speak of another fact although they share subject and clause with it (readings 3.2). */
  readonly apartFrom?: readonly RuleId[];
  readonly remediedAt?: Instant | null;
  readonly basis?: 'observed' | 'reported';
  readonly meeting?: string | null;
  /** True if a period ended: what comes in that very second is late, and not in the instant of an act. */
  readonly periodEnd?: boolean;
  readonly elapsedDays?: number;
  /** In place of the level that the rule's mode gives. */
  readonly level?: Level;
  /** In place of the clauses that the rule gives for whoever acts. */
  readonly clauses?: readonly string[];
}

/**
 * True if what remedies a fact came in its own instant; the second after a period is late, not in time (readings 1.2).
 */
function metInTime({ at, remediedAt, periodEnd }: Fact): boolean {
  if (remediedAt === undefined || remediedAt === null) return false;
  return periodEnd === true ? remediedAt < at : remediedAt <= at;
}

/** What is of one of the soft words is a warning where the rule is hard (readings 3.1). */
function levelIn(rule: PackRule | undefined, word: string | null): 'BREACH' | 'WARN' | null {
  const level = levelOf(rule?.mode);
  return level === 'BREACH' && word !== null && words(rule, 'soft').includes(word) ? 'WARN' : level;
}

/** The clauses of a fact: its own, else those of its word, else those that bind whoever acts; null where none do. */
function clausesOf(pack: Pack, rule: PackRule, { actor, word, clauses }: Fact): readonly string[] | null {
  const binding = clausesFor(pack, rule, actor);
  if (binding === null) return null;
  return clauses ?? (typeof word === 'string' ? wordsFor(rule, 'src_of', word) : null) ?? binding;
}

/** What a finding has of a fact that says no more. */
const plain = { apartFrom: [], basis: 'observed', remediedAt: null, meeting: null, elapsedDays: undefined } as const;

/**
 * The finding of a fact under a pack: none where the rule is silent, where its mode raises none (readings 3.1), where its
 * clauses do not bind whoever acts (readings 3.3), or where what remedies it came in the same instant (readings 1.2).
 */
export function judge(pack: Pack, id: RuleId, fact: Fact): Finding[] {
  const rule = pack.rules.get(id);
  const level = levelIn(rule, fact.word ?? null);
  if (rule === undefined || level === null || metInTime(fact)) return [];
  const clauses = clausesOf(pack, rule, fact);
  if (clauses === null) return [];
  const { actor: _actor, word: _word, periodEnd: _periodEnd, anchor, events = [], ...said } = fact;
  const rests = anchor === null ? events : [anchor, ...events];
  return [{ ...plain, ...said, rule, level: fact.level ?? level, clauses, anchor, events: rests }];
}
