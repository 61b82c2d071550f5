import { noticeView } from '#lib/features/advice/notice-view.js';
import { type AdviceReading, groupsView, mattersView } from '#lib/features/advice/projections.js';
import { attendanceView } from '#lib/features/attendance/projections.js';
import { groupSupportView } from '#lib/features/group-support/projections.js';
import { councillorsView } from '#lib/features/information/projections.js';
import { participationView, promptsView, registerView, returnsView } from '#lib/features/interests/index.js';
import { officesView } from '#lib/features/offices/projections.js';
import { protocolStatusView } from '#lib/features/protocol-life/projections.js';
import { bodyConflictsView, registersOf, relationshipsView, touchView } from '#lib/features/relationships/index.js';
import { retentionView } from '#lib/features/retention/index.js';
import { recruitmentView, restrictedPostsView } from '#lib/features/staffing/index.js';
import type { PackReference } from '#lib/kernel/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import { findingsView } from './findings.js';
import type { CouncilEvent } from './history.js';
import { type Folded, type Question, type Viewer, foldHistory, referenceTo } from './replay.js';
import { statutoryFindings } from './statutory.js';
import { timelineView } from './timeline.js';
import { narrow } from './visibility.js';

function adviceReading({ fold, pack, at }: Folded): AdviceReading {
  const { advice, support, structure } = fold.families;
  return { advice, support, structure, at, pack };
}

/** Every projection by name, each a pure function of a folded council (projections.md). */
const projections = {
  'group-support': ({ fold }: Folded) => groupSupportView(fold.families.support),
  'even-handedness-by-group': (folded: Folded) => groupsView(adviceReading(folded)),
  'even-handedness-by-matter': (folded: Folded) => mattersView(adviceReading(folded)),
  'notice-obligations': (folded: Folded) => noticeView(adviceReading(folded)),
  'attendance-log': ({ fold, findings }: Folded) =>
    attendanceView(fold.families.attendance, fold.families.support, findings),
  'office-holder-briefings': ({ fold }: Folded) => officesView(fold.families.offices),
  'protocol-status': ({ fold, findings, pack, at }: Folded) =>
    protocolStatusView(fold.families.protocolLife, findings, { pack, at }),
  findings: ({ findings }: Folded) => findingsView(findings),
  'statutory-findings': (folded: Folded) => findingsView(statutoryFindings(folded)),
  'audit-timeline': timelineView,
  'even-handedness-by-councillor': ({ fold }: Folded) => councillorsView(fold.families.information),
  'interests-register': ({ fold, at }: Folded) => registerView(fold.families.interests, at),
  'register-returns': ({ fold, at }: Folded) => returnsView(fold.families.interests, at),
  'declaration-prompts': ({ fold, at }: Folded) => promptsView(fold.families.interests, at),
  'meeting-participation': ({ fold }: Folded) =>
    participationView(fold.families.interests, registersOf(fold.families.relationships)),
  'relationship-register': ({ fold, pack, at }: Folded) => relationshipsView(fold.families.relationships, pack, at),
  'body-conflicts': ({ fold, at }: Folded) => bodyConflictsView(fold.families.relationships, at),
  'relationship-touch': ({ fold }: Folded) => touchView(fold.families.touches),
  'recruitment-declarations': ({ fold, pack }: Folded) => recruitmentView(fold.families.staffing, pack),
  'restricted-posts': ({ fold }: Folded) => restrictedPostsView(fold.families.staffing),
  'retention-due': ({ fold, at }: Folded) => retentionView(fold.families.retention, at),
} as const;

export type ProjectionName = keyof typeof projections;

/** The data of each projection. */
export type ProjectionData = { readonly [Name in ProjectionName]: ReturnType<(typeof projections)[Name]> };

/** The names of all projections. */
export const projectionNames = Object.keys(projections) as readonly ProjectionName[];

/** Maps from token to row: the order of their keys says nothing, so it is made the same whatever arrived first. */
const MAPS: ReadonlySet<string> = new Set([
  'groups',
  'matters',
  'meetings',
  'offices',
  'councillors',
  'items',
  'relationships',
  'posts',
]);

function inKeyOrder(data: object): object {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]: [string, unknown]) => {
      if (!MAPS.has(name) || typeof value !== 'object' || value === null) return [name, value];
      return [name, Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))];
    }),
  );
}

/** A council as at an instant, ready to answer any projection. */
export interface CouncilView {
  readonly pack: PackReference | null;
  /** Number of events counted. */
  readonly position: string;
  /** The data of a projection, narrowed to what the viewer may see. */
  projection(name: ProjectionName): unknown;
}

/** Answers projections from a folded council. */
export function viewOf(folded: Folded, viewer: Viewer | null): CouncilView {
  return {
    pack: referenceTo(folded.pack),
    position: String(folded.entries.filter(({ event }) => event.at <= folded.at).length),
    projection: (name) => {
      const data = inKeyOrder(projections[name](folded));
      return viewer === null ? data : narrow(name, data, { viewer, visibility: folded.pack.visibility });
    },
  };
}

/** The pure full fold: events in order of recording in, projections out. */
export function replay(events: readonly CouncilEvent[], shelf: PackShelf, question: Question): CouncilView {
  return viewOf(foldHistory(events, shelf, question), question.viewer);
}
