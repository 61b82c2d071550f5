import type { NoticeRow } from '#lib/features/advice/notice-view.js';
import type { GroupRow, GroupsView, MatterRow } from '#lib/features/advice/projections.js';
import type { AttendanceView } from '#lib/features/attendance/projections.js';
import type { GroupSupportView } from '#lib/features/group-support/projections.js';
import type { CouncillorsView } from '#lib/features/information/projections.js';
import type { ParticipationView } from '#lib/features/interests/index.js';
import type { RelationshipsView } from '#lib/features/relationships/index.js';
import type { Pack } from '#lib/protocol/index.js';
import type { FindingsView } from './findings.js';
import type { Viewer } from './replay.js';

/** Roles that answer for the record or audit it see all of it (AMB-19). */
const SEE_ALL: ReadonlySet<string> = new Set(['monitoring_officer', 'auditor', 'proper_officer', 'chief_executive']);

/** With fewer groups a council-wide figure beside one's own row would give away the other's (AMB-19, AMB-83). */
const FEWEST_FOR_TOTALS = 3;

interface Sight {
  readonly viewer: Viewer;
  readonly visibility: Pack['visibility'];
}

function pick<Row>(rows: Readonly<Record<string, Row>>, key: string | undefined): Record<string, Row> {
  const row = key === undefined ? undefined : rows[key];
  return key === undefined || row === undefined ? {} : { [key]: row };
}

/** Council-level measures without rows (AMB-83). */
function measures(council: GroupsView['council']): Partial<GroupsView['council']> {
  const { acceptanceGap, unexplainedRefusals, matters } = council;
  return { acceptanceGap, unexplainedRefusals, matters };
}

function withoutShare({ supportShare: _, ...row }: GroupRow): Omit<GroupRow, 'supportShare'> {
  return row;
}

function narrowGroups({ groups, council }: GroupsView, { viewer }: Sight): unknown {
  const own = Object.entries(pick(groups, viewer.group)).map(([name, row]) => [name, withoutShare(row)]);
  const enough = viewer.group === undefined || Object.keys(groups).length >= FEWEST_FOR_TOTALS;
  return { groups: Object.fromEntries(own) as unknown, ...(enough ? { council: measures(council) } : {}) };
}

function narrowMatters(
  { matters }: { readonly matters: Readonly<Record<string, MatterRow>> },
  { viewer, visibility }: Sight,
): unknown {
  const factOfSupply = viewer.group !== undefined && visibility['group_support']?.['other_groups'] === 'fact_of_supply';
  if (!factOfSupply) return { matters: {} };
  const rows = Object.entries(matters).map(([matter, { advised, informed, status }]) => [
    matter,
    { advised, informed, status },
  ]);
  return { matters: Object.fromEntries(rows) as unknown };
}

function narrowCouncillors({ councillors, council }: CouncillorsView, { viewer }: Sight): unknown {
  const enough = viewer.person === undefined || Object.keys(councillors).length >= FEWEST_FOR_TOTALS;
  return { councillors: pick(councillors, viewer.person), ...(enough ? { council } : {}) };
}

/** A member's own part in each item, and nobody's arrears or interests but their own. */
function narrowParticipation({ items }: ParticipationView, { viewer }: Sight): unknown {
  const own = Object.entries(items).map(([item, people]) => [item, pick(people, viewer.person)] as const);
  return { items: Object.fromEntries(own.filter(([, people]) => Object.keys(people).length > 0)) };
}

/** For each projection, what somebody sees who does not see all: own rows, and no count that gives away another's. */
const narrowings: Readonly<Record<string, (data: never, sight: Sight) => unknown>> = {
  'group-support': ({ rows }: GroupSupportView, { viewer }) => ({
    rows: rows.filter(({ group }) => group === viewer.group),
  }),
  'even-handedness-by-group': narrowGroups,
  'even-handedness-by-matter': narrowMatters,
  'notice-obligations': ({ rows }: { readonly rows: readonly NoticeRow[] }, { viewer }) => ({
    rows: rows.filter(({ group }) => group === viewer.group),
  }),
  'attendance-log': ({ meetings }: AttendanceView, { viewer }) => ({
    meetings: Object.fromEntries(
      Object.entries(meetings).filter(([, { group }]) => group !== null && group === viewer.group),
    ),
  }),
  'office-holder-briefings': (data: unknown) => data,
  'protocol-status': (data: unknown) => data,
  findings: ({ totals }: FindingsView) => ({ rows: [], totals }),
  'audit-timeline': () => ({ rows: [] }),
  'even-handedness-by-councillor': narrowCouncillors,
  'interests-register': (data: unknown) => data,
  'meeting-participation': narrowParticipation,
  // Counts are for the public alone: to a party they would tell of the other's declaration (AMB-80).
  'relationship-register': ({ rows }: RelationshipsView, { viewer }) => (viewer.role === 'public' ? { rows } : {}),
};

/** The data of a projection as a viewer may see it: what is not visible is absent, not blanked (projections.md). */
export function narrow(name: string, data: unknown, sight: Sight): unknown {
  if (SEE_ALL.has(sight.viewer.role)) return data;
  return narrowings[name]?.(data as never, sight) ?? {};
}
