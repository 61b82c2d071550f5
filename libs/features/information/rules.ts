import { type Finding, judge } from '#lib/protocol/index.js';
import type { InformationState } from './state.js';

/** GA 2.3, TH 3.9, NT 3.2, OM 2.4: members are treated alike; no refusal stays unexplained while another member's request was met. */
export function equalTreatment(state: InformationState): Finding[] {
  return state.parity.refusals.flatMap(({ request, from, rec, pack, until }) => {
    const unit = pack.rules.get('clr.equal_treatment')?.params['unit'];
    if (unit !== 'councillor' && unit !== 'both') return [];
    const subject = `information request ${request.id}`;
    return judge(pack, 'clr.equal_treatment', { subject, at: from, rec, remediedAt: until });
  });
}
