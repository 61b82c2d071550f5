import type { Sight } from '../family.js';
import { groupOf } from '../viewer.js';
import type { GroupRow, GroupsView } from './by-group.js';
import type { MattersView } from './by-matter.js';
import type { NoticeRow, NoticeView } from './notice-view.js';
import type { AdviceState } from './state.js';

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

/** The row of a name in a table, as a table of that row alone. */
function rowOf(rows: Readonly<Record<string, GroupRow>> | undefined, name: string): Record<string, object> | null {
  const own = rows?.[name];
  return own === undefined ? null : { [name]: withoutShare(own) };
}

/** P06 for a group: its own row, and council-level measures where they give nothing away; for nobody else anything. */
export function ownGroup({ groups, unregistered, council }: GroupsView, sight: Sight): object {
  const group = groupOf(sight);
  if (group === null) return { groups: {} };
  const apart = rowOf(unregistered, group);
  return {
    groups: rowOf(groups, group) ?? {},
    ...(apart === null ? {} : { unregistered: apart }),
    ...(group in groups && Object.keys(groups).length >= FEWEST_FOR_TOTALS ? { council: measures(council) } : {}),
  };
}

/**
 * P08 for a group its own notices, without the event that supplied another group; for an officer those that the officer gave
 * or recorded, or whose advice did.
 */
export function ownNotices({ rows }: NoticeView, sight: Sight, { matters }: AdviceState): object {
  const { person = '' } = sight.viewer;
  const group = groupOf(sight);
  const notices = new Map([...matters.values()].flatMap((matter) => matter.notices).map((one) => [nameOf(one), one]));
  return {
    rows: rows.flatMap((row) => {
      const notice = notices.get(nameOf(row));
      const isOfOfficer = notice?.officers.has(person) === true || row.events.some((id) => sight.recorded.has(id));
      if (isOfOfficer) return [row];
      return row.group === group ? [{ ...row, events: row.events.filter((id) => id !== notice?.opener.id) }] : [];
    }),
  };
}

function nameOf({ matter, version, group }: Pick<NoticeRow, 'matter' | 'version' | 'group'>): string {
  return JSON.stringify([matter, version, group]);
}

/** P07 for members of a group: where the pack gives out the fact of supply, how many were advised and informed; else nothing. */
export function factOfSupply({ matters }: MattersView, sight: Sight): object {
  const isGivenOut =
    groupOf(sight) !== null && sight.visibility['group_support']?.['other_groups'] === 'fact_of_supply';
  if (!isGivenOut) return { matters: {} };
  const rows = Object.entries(matters).map(([matter, { advised, informed, status }]) => [
    matter,
    { advised, informed, status },
  ]);
  return { matters: Object.fromEntries(rows) as unknown };
}
