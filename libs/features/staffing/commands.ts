import type { Fields } from '#lib/kernel/index.js';
import { type Decision, type Pack, blocked, words } from '#lib/protocol/index.js';
import type { staffingCommands } from './events.js';

/** May this officer join a company's recruitment? Only the authoriser says so (TH 3.40(b2)). */
export function agreeCompanyRecruitment(
  fields: Fields<(typeof staffingCommands)['AgreeCompanyRecruitmentParticipation']>,
  pack: Pack,
): Decision {
  const authorisers = words(pack.rules.get('stf.company_recruitment'), 'authoriser');
  const refusal = authorisers.includes(fields.by) ? null : blocked(pack, 'stf.company_recruitment');
  return refusal ?? { outcome: 'granted', event: { type: 'CompanyRecruitmentParticipationAgreed', payload: fields } };
}
