import { type Finding, type RuleId, judge } from '#lib/protocol/index.js';
import type { ConcernsState, NeutralityConcern, NeutralityKind } from './state.js';

const RULE_OF: Readonly<Record<NeutralityKind, RuleId>> = {
  expression: 'grp.officer_neutrality',
  favouritism: 'rel.no_favouritism',
  change_of_control: 'grp.survives_change_of_control',
  chair_party_work: 'off.chair_impartiality',
};

/** INFO until settled; confirmed, the rule's own level beside it (readings 3.7). */
function neutrality({ id, kind, at, rec, pack, settled, confirmed }: NeutralityConcern): Finding[] {
  const rule = RULE_OF[kind];
  const subject = `concern ${id}`;
  const raised = { subject, at, rec, level: 'INFO', basis: 'reported', remediedAt: settled } as const;
  if (confirmed === null) return judge(pack, rule, raised);
  const beside = { subject, at: confirmed.at, rec: Math.max(rec, confirmed.rec) };
  return [...judge(pack, rule, raised), ...judge(pack, rule, beside)];
}

/** Every finding about a person's neutrality (grp.officer_neutrality, rel.no_favouritism, grp.survives_change_of_control, off.chair_impartiality). */
export function concernFindings({ concerns }: ConcernsState): Finding[] {
  return [...concerns.values()].flatMap(neutrality);
}
