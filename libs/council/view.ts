import { type Answer, type Viewer, projection } from '#lib/features/family.js';
import type { DescribedProjection } from '#lib/kernel/figures.js';
import type { PackReference } from '#lib/kernel/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import { type FamilyProjection, families } from './families.js';
import { findingsDescribed, statutoryFindingsDescribed, timelineDescribed } from './figures.js';
import { findingsView } from './findings.js';
import type { CouncilEvent } from './history.js';
import { type Folded, type Question, foldHistory, referenceTo } from './replay.js';
import { statutoryFindings } from './statutory.js';
import { timelineView } from './timeline.js';
import { visible } from './visibility.js';

/** What the council answers itself: of its record as a whole. */
const own = {
  findings: projection({
    described: findingsDescribed,
    view: ({ findings }: Folded) => findingsView(findings),
    narrow: ({ totals }) => ({ rows: [], totals }),
  }),
  'statutory-findings': projection({
    described: statutoryFindingsDescribed,
    view: (folded: Folded) => findingsView(statutoryFindings(folded)),
    narrow: ({ totals }) => ({ rows: [], totals }),
  }),
  'audit-timeline': projection({ described: timelineDescribed, view: timelineView, narrow: () => ({ rows: [] }) }),
} as const;

export type ProjectionName = FamilyProjection | keyof typeof own;

interface Answering {
  readonly described: DescribedProjection;
  readonly answer: (folded: Folded) => Answer;
}

/** Every projection by name, each a pure function of a folded council; the council's own stand where corrections do. */
const projections: ReadonlyMap<string, Answering> = new Map(
  families.flatMap((family): (readonly [string, Answering])[] => {
    if (family.name === 'corrections') {
      return Object.entries(own).map(([name, project]) => {
        return [name, { described: project.described, answer: (folded) => project(folded, folded) }];
      });
    }
    return Object.entries(family.projections).map(([name, project]) => {
      return [name, { described: project.described, answer: (folded) => project(folded.fold.states, folded) }];
    });
  }),
);

/** The names of all projections. */
export const projectionNames = [...projections.keys()] as readonly ProjectionName[];

/** Every projection in words, with its data described. */
export const describedProjections = Object.fromEntries(
  [...projections].map(([name, { described }]) => [name, described]),
) as Readonly<Record<ProjectionName, DescribedProjection>>;

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
  const sight = viewer === null ? null : { viewer, visibility: folded.pack.visibility };
  return {
    pack: referenceTo(folded.pack),
    position: String(folded.entries.filter(({ event }) => event.at <= folded.at).length),
    projection: (name) => {
      const found = projections.get(name);
      return found === undefined ? {} : visible(found.answer(folded), sight);
    },
  };
}

/** The pure full fold: events in order of recording in, projections out. */
export function replay(events: readonly CouncilEvent[], shelf: PackShelf, question: Question): CouncilView {
  return viewOf(foldHistory(events, shelf, question), question.viewer);
}
