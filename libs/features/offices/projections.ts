import type { OfficeCounts, OfficesState } from './state.js';

/** P10: briefings of office-holders, kept apart from support of groups (AMB-16). */
export interface OfficesView {
  readonly offices: Readonly<Record<string, OfficeCounts>>;
  readonly totals: OfficeCounts;
}

/** P10 office-holder-briefings. */
export function officesView(state: OfficesState): OfficesView {
  const totals = { offered: 0, held: 0, declined: 0 };
  const offices: Record<string, OfficeCounts> = {};
  for (const [office, counts] of state) {
    offices[office] = { ...counts };
    totals.offered += counts.offered;
    totals.held += counts.held;
    totals.declined += counts.declined;
  }
  return { offices, totals };
}
