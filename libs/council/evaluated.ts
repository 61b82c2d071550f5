import { type Pack, type PackRule, type RuleId, levelOf } from '#lib/protocol/index.js';
import { families } from './families.js';

const evaluated: ReadonlySet<RuleId> = new Set(families.flatMap(({ judges }) => judges));

/** True for a rule that some event can offend in this build. */
export function isEvaluated(rule: RuleId): boolean {
  return evaluated.has(rule);
}

/** True for a rule that raises findings of some level. */
export function isRaising(rule: PackRule | undefined): boolean {
  return rule !== undefined && ruleLevelOf(rule) !== null;
}

/** How many rules of a level a pack has, and how many of them some event can offend in this build. */
export interface Evaluated {
  readonly rules: number;
  readonly evaluated: number;
}

/** The level of a rule's findings; `BY_STEP` if each step of its routes has its own. */
type RuleLevel = 'BREACH' | 'WARN' | 'BY_STEP';

function ruleLevelOf({ mode }: PackRule): RuleLevel | null {
  return mode === 'by_step' ? 'BY_STEP' : levelOf(mode);
}

/** The rules of a pack that raise findings, counted by level (readings 3.8). */
export function evaluatedByLevel({ rules }: Pack): Readonly<Record<RuleLevel, Evaluated>> {
  const count = (level: RuleLevel): Evaluated => {
    const its = [...rules.values()].filter((rule) => ruleLevelOf(rule) === level);
    return { rules: its.length, evaluated: its.filter(({ id }) => isEvaluated(id)).length };
  };
  return { BREACH: count('BREACH'), WARN: count('WARN'), BY_STEP: count('BY_STEP') };
}

/** The rules of a pack that raise findings and that this build evaluates by no event, sorted (readings 3.8). */
export function notEvaluatedOf({ rules }: Pack): readonly RuleId[] {
  const raising = [...rules.values()].filter(isRaising);
  return raising.flatMap(({ id }) => (isEvaluated(id) ? [] : [id])).sort();
}
