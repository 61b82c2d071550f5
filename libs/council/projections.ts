import { type Answer, projection } from '#lib/features/family.js';
import type { DescribedProjection } from '#lib/kernel/figures.js';
import { type FamilyProjection, families } from './families.js';
import { findingsDescribed, statutoryFindingsDescribed, timelineDescribed } from './figures.js';
import { type FindingsView, explainTotals, findingsView, notEvaluatedOf } from './findings.js';
import type { Folded } from './replay.js';
import { statutoryExplained, statutoryView } from './statutory.js';
import { timelineView } from './timeline.js';

const totalsRow = ({ totals }: { readonly totals?: FindingsView['totals'] }, row: string): object | undefined =>
  row === 'totals' ? totals : undefined;

/** What the council answers itself: of its record as a whole. */
const own = {
  findings: projection({
    described: findingsDescribed,
    view: ({ findings, pack }: Folded) => findingsView(findings, notEvaluatedOf(pack)),
    narrow: ({ totals }) => ({ rows: [], totals }),
    explain: { lines: ({ findings }) => explainTotals(findings), rowOf: totalsRow, ofAll: ['totals'] },
  }),
  'statutory-findings': projection({
    described: statutoryFindingsDescribed,
    view: statutoryView,
    narrow: () => ({}),
    explain: { lines: statutoryExplained, rowOf: totalsRow, ofAll: ['totals'] },
  }),
  'audit-timeline': projection({ described: timelineDescribed, view: timelineView, narrow: () => ({ rows: [] }) }),
} as const;

export type ProjectionName = FamilyProjection | keyof typeof own;

interface Answering {
  readonly described: DescribedProjection;
  readonly answer: (folded: Folded) => Answer;
}

/** Every projection by name, each a pure function of a folded council; the council's own stand where corrections do. */
export const projections: ReadonlyMap<string, Answering> = new Map(
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
