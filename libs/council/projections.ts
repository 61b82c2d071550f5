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
    // No totals without all the rows they count (projections.md, who sees what).
    narrow: () => ({ rows: [] }),
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

type States = Folded['fold']['states'];

interface Answering {
  (states: States, folded: Folded): Answer;
  readonly described: DescribedProjection;
}

/** The council's own projections read the whole folded council instead of one family's states. */
const ownAnswering = Object.entries(own).map(([name, project]): readonly [string, Answering] => {
  const answer = (_states: States, folded: Folded): Answer => project(folded, folded);
  return [name, Object.assign(answer, { described: project.described })];
});

/** Every projection by name, each a pure function of a folded council. The council's own come in the place of corrections. */
export const projections: ReadonlyMap<string, Answering> = new Map(
  families.flatMap((family): (readonly [string, Answering])[] =>
    family.name === 'corrections' ? ownAnswering : Object.entries(family.projections),
  ),
);

/** The names of all projections. */
export const projectionNames = [...projections.keys()] as readonly ProjectionName[];
