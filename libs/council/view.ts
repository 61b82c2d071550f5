import { type Answer, type Viewer, projection } from '#lib/features/family.js';
import type { PackReference } from '#lib/kernel/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import { type FamilyProjection, families } from './families.js';
import { findingsView } from './findings.js';
import type { CouncilEvent } from './history.js';
import { type Folded, type Question, foldHistory, referenceTo } from './replay.js';
import { statutoryFindings } from './statutory.js';
import { timelineView } from './timeline.js';
import { visible } from './visibility.js';

/** What the council answers itself: of its record as a whole. */
const own = {
  findings: projection({
    view: ({ findings }: Folded) => findingsView(findings),
    narrow: ({ totals }) => ({ rows: [], totals }),
  }),
  'statutory-findings': projection({
    view: (folded: Folded) => findingsView(statutoryFindings(folded)),
    narrow: ({ totals }) => ({ rows: [], totals }),
  }),
  'audit-timeline': projection({ view: timelineView, narrow: () => ({ rows: [] }) }),
} as const;

export type ProjectionName = FamilyProjection | keyof typeof own;

type Answering = (folded: Folded) => Answer;

/** Every projection by name, each a pure function of a folded council; the council's own stand where corrections do. */
const projections: ReadonlyMap<string, Answering> = new Map(
  families.flatMap(({ name, projections: answers }): (readonly [string, Answering])[] => {
    if (name === 'corrections') {
      return Object.entries(own).map(([one, answer]) => [one, (folded) => answer(folded, folded)]);
    }
    return Object.entries(answers).map(([one, answer]) => [one, (folded) => answer(folded.fold.states, folded)]);
  }),
);

/** The data of each projection. */
export type ProjectionData = { readonly [Name in ProjectionName]: ReturnType<(typeof projections)[Name]> };

/** The names of all projections. */
export const projectionNames = [...projections.keys()] as readonly ProjectionName[];

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
      const answer = projections.get(name);
      return answer === undefined ? {} : visible(answer(folded), sight);
    },
  };
}

/** The pure full fold: events in order of recording in, projections out. */
export function replay(events: readonly CouncilEvent[], shelf: PackShelf, question: Question): CouncilView {
  return viewOf(foldHistory(events, shelf, question), question.viewer);
}
