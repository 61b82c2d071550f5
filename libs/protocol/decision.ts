import type { Payload } from '#lib/kernel/index.js';
import type { RuleId } from './catalogue.js';
import type { Pack } from './pack.js';

/** The outcome of a permission: an event to record, or the rule that refuses it; no rule if the entry is unknown. */
export type Decision =
  | { readonly outcome: 'granted'; readonly event: { readonly type: string; readonly payload: Payload } }
  | { readonly outcome: 'refused'; readonly rule: RuleId | null; readonly clauses: readonly string[] };

/** Refused without a rule. */
export const UNKNOWN_ENTRY: Decision = { outcome: 'refused', rule: null, clauses: [] };

/** The refusal of a rule in mode `block`; null if the pack does not block. */
export function blocked(pack: Pack, id: RuleId): Decision | null {
  const rule = pack.rules.get(id);
  return rule?.mode === 'block' ? { outcome: 'refused', rule: id, clauses: rule.src.both } : null;
}
