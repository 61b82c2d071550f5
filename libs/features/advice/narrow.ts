import type { Sight } from '../family.js';
import type { GroupRow, GroupsView } from './by-group.js';
import type { MattersView } from './by-matter.js';

/** With fewer groups a council-wide figure beside one's own row would give away the other's (AMB-19, AMB-83). */
const FEWEST_FOR_TOTALS = 3;

/** Council-level measures without rows (AMB-83). */
function measures(council: GroupsView['council']): Partial<GroupsView['council']> {
  const { acceptanceGap, unexplainedRefusals, matters } = council;
  return { acceptanceGap, unexplainedRefusals, matters };
}

function withoutShare({ supportShare: _, ...row }: GroupRow): Omit<GroupRow, 'supportShare'> {
  return row;
}

/** P06 for a group: its own row, and council-level measures where they give nothing away. */
export function ownGroup({ groups, council }: GroupsView, { viewer }: Sight): object {
  const own = viewer.group === undefined ? undefined : groups[viewer.group];
  const rows = viewer.group === undefined || own === undefined ? {} : { [viewer.group]: withoutShare(own) };
  const enough = viewer.group === undefined || Object.keys(groups).length >= FEWEST_FOR_TOTALS;
  return { groups: rows, ...(enough ? { council: measures(council) } : {}) };
}

/** P07 for a group: where the pack gives out the fact of supply, how many were advised and informed; else nothing. */
export function factOfSupply({ matters }: MattersView, { viewer, visibility }: Sight): object {
  const isGivenOut = viewer.group !== undefined && visibility['group_support']?.['other_groups'] === 'fact_of_supply';
  if (!isGivenOut) return { matters: {} };
  const rows = Object.entries(matters).map(([matter, { advised, informed, status }]) => [
    matter,
    { advised, informed, status },
  ]);
  return { matters: Object.fromEntries(rows) as unknown };
}
