import { type Finding, judge } from '#lib/protocol/index.js';
import type { ConcernsState, NeutralityConcern } from './state.js';

/** INFO until settled; confirmed, the rule's own level beside it, both anchored in the raising (readings 3.7). */
function neutrality(concern: NeutralityConcern): Finding[] {
  const { token, about, rule, at, rec, pack, bound, settled, confirmed } = concern;
  if (!bound) return [];
  const own = { subject: `concern ${token}`, anchor: concern, actor: about };
  const raised = judge(pack, rule, {
    ...own,
    at,
    rec,
    level: 'INFO',
    basis: 'reported',
    remediedAt: settled?.at ?? null,
    events: settled === null ? [] : [settled],
  });
  if (confirmed === null) return raised;
  const beside = { ...own, at: confirmed.at, rec: Math.max(rec, confirmed.rec), events: [confirmed] };
  return [...raised, ...judge(pack, rule, beside)];
}

/** Every finding about a person's neutrality (grp.officer_neutrality, rel.no_favouritism, grp.survives_change_of_control, off.chair_impartiality). */
export function concernFindings({ concerns }: ConcernsState): Finding[] {
  return [...concerns.values()].flatMap(neutrality);
}
