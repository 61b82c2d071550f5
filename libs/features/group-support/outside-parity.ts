import type { Pack } from '#lib/protocol/index.js';
import type { AdviceEvent } from '../advice/events.js';

/** A briefing or a report given to a group. */
export type Delivery = Extract<AdviceEvent, { type: 'GroupBriefingGiven' | 'GroupReportSupplied' }>;

/** A political assistant's own support and presence stay out of the count where the pack says so (TH 6.1). */
export function isAssistants(pack: Pack, role: string | undefined): boolean {
  return (
    role === 'political_assistant' && pack.rules.get('grp.political_assistants')?.params['outside_parity'] === true
  );
}

/**
 * True of a delivery that stays out of the comparison of groups: an assistant's, and a draft to the group that then is the
 * administration, where the pack says so (TH 6.1, 12.13; readings 4, outside parity).
 */
export function isOutsideParity({ p, pack }: Delivery, group: string, administration: string | null): boolean {
  if (isAssistants(pack, p.role)) return true;
  const draftsApart = pack.rules.get('inf.administration_drafts')?.params['outside_parity'] === true;
  return draftsApart && p.administrationDraft === true && group === administration;
}
