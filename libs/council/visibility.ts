import type { NoticeRow } from '#lib/features/advice/notice-view.js';
import type { GroupRow, GroupsView, MatterRow } from '#lib/features/advice/projections.js';
import type { AttendanceView } from '#lib/features/attendance/projections.js';
import type { GroupSupportView } from '#lib/features/group-support/projections.js';
import type { CouncillorsView } from '#lib/features/information/projections.js';
import type { ParticipationView, PromptsView, RegisterView, ReturnsView } from '#lib/features/interests/index.js';
import type { RelationshipsView } from '#lib/features/relationships/index.js';
import type { Pack } from '#lib/protocol/index.js';
import type { FindingsView } from './findings.js';
import type { Viewer } from './replay.js';

/** Roles that answer for the record or audit it see all of it (AMB-19). */
const SEE_ALL: ReadonlySet<string> = new Set(['monitoring_officer', 'auditor', 'proper_officer', 'chief_executive']);

/** What is for whoever keeps the register alone, whoever else sees all (fairness I8). */
const FOR_THE_REGISTER: ReadonlySet<string> = new Set(['relationship-touch']);
const KEEPS_THE_REGISTER = 'monitoring_officer';

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

function ownRows<Row extends { readonly person: string }>(rows: readonly Row[], { person }: Viewer): readonly Row[] {
  return rows.filter((row) => row.person === person);
}

/** That there is a sensitive entry is for all to see, what it is for its holder alone (Localism Act 2011 s32). */
function narrowRegister({ rows, ...rest }: RegisterView, { viewer }: Sight): unknown {
  return {
    rows: rows.map((row) => {
      if (row.sensitive !== true || row.person === viewer.person) return row;
      const { interest: _interest, reviewOn: _reviewOn, reviewDue: _reviewDue, changed: _changed, ...seen } = row;
      return seen;
    }),
    ...rest,
  };
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
  'statutory-findings': ({ totals }: FindingsView) => ({ rows: [], totals }),
  'audit-timeline': () => ({ rows: [] }),
  'even-handedness-by-councillor': narrowCouncillors,
  'interests-register': narrowRegister,
  'register-returns': ({ rows, reviews }: ReturnsView, { viewer }) => ({
    rows: ownRows(rows, viewer),
    reviews: ownRows(reviews, viewer),
  }),
  'declaration-prompts': ({ rows }: PromptsView, { viewer }) => ({ rows: ownRows(rows, viewer) }),
  'meeting-participation': narrowParticipation,
  // Counts are for the public alone: to a party they would tell of the other's declaration (AMB-80).
  'relationship-register': ({ rows }: RelationshipsView, { viewer }) => (viewer.role === 'public' ? { rows } : {}),
};

/** The data of a projection as a viewer may see it: what is not visible is absent, not blanked (projections.md). */
export function narrow(name: string, data: unknown, sight: Sight): unknown {
  const { role } = sight.viewer;
  if (FOR_THE_REGISTER.has(name)) return role === KEEPS_THE_REGISTER ? data : {};
  if (SEE_ALL.has(role)) return data;
  return narrowings[name]?.(data as never, sight) ?? {};
}
