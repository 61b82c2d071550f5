import { eventCatalogue } from '#lib/catalogue/index.js';
import type { Passage, WalkPorts } from '#lib/pages/index.js';
import { rulesInWords } from '#lib/protocol/described.js';
import type { Pack, RuleId } from '#lib/protocol/index.js';

/** What a right value looks like if this one is wrong for the field; null if it is right, or the field may be left out. */
export const fits: WalkPorts['fits'] = (event, field, value) => {
  const kind = eventCatalogue[event]?.[field];
  if (kind === undefined) return 'a field that this event has';
  if (value === undefined) return kind.required ? kind.right : null;
  return kind.check(value) ? null : kind.right;
};

/** What a pack asks by these rules, with its clauses; nothing for a rule that it does not have. */
export function passagesOf(pack: Pack): (rules: readonly string[]) => readonly Passage[] {
  return (rules) => {
    const held = rules.filter((rule): rule is RuleId => pack.rules.has(rule as RuleId));
    return Object.values(rulesInWords(held, pack)).map(({ sentence, clauses }) => ({ says: sentence, clauses }));
  };
}
