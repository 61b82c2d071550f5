import { type Finding, judge } from '#lib/protocol/index.js';
import type { InformationState } from './state.js';

/**
 * GA 2.3, TH 3.9, NT 3.2, OM 2.4: members are treated alike; no refusal stays unexplained while another member got what was
 * asked, information and support alike. It says another thing than a refusal between groups, whatever it is about.
 */
export function equalTreatment(state: InformationState): Finding[] {
  return state.parity.refusals.flatMap(({ request, refusal, from, rec, rests, resolvers, until }) => {
    const { mark, by, pack } = refusal;
    const unit = pack.rules.get('clr.equal_treatment')?.params['unit'];
    if (unit !== 'councillor' && unit !== 'both') return [];
    return judge(pack, 'clr.equal_treatment', {
      subject: request.kind === 'information' ? `request ${request.id}` : `event ${mark.id}`,
      at: from,
      rec,
      remediedAt: until,
      anchor: mark,
      events: [...rests, ...resolvers],
      actor: by,
    });
  });
}
