import { type Answer, projection } from '#lib/features/family.js';
import type { DescribedProjection } from '#lib/kernel/figures.js';
import { type FamilyProjection, families } from './families.js';
import { findingsDescribed, statutoryFindingsDescribed, timelineDescribed } from './figures.js';
import { findingsView } from './findings.js';
import type { Folded } from './replay.js';
import { statutoryFindings } from './statutory.js';
import { timelineView } from './timeline.js';

type States = Folded['fold']['states'];

/** The council's own projections, over its whole record. */
const own = {
  findings: projection({
    described: findingsDescribed,
    view: (_states: States, { findings }: Folded) => findingsView(findings),
    narrow: ({ totals }) => ({ rows: [], totals }),
  }),
  'statutory-findings': projection({
    described: statutoryFindingsDescribed,
    view: (_states: States, folded: Folded) => findingsView(statutoryFindings(folded)),
    narrow: ({ totals }) => ({ rows: [], totals }),
  }),
  'audit-timeline': projection({
    described: timelineDescribed,
    view: (_states: States, folded: Folded) => timelineView(folded),
    narrow: () => ({ rows: [] }),
  }),
} as const;

export type ProjectionName = FamilyProjection | keyof typeof own;

interface Answering {
  (states: States, folded: Folded): Answer;
  readonly described: DescribedProjection;
}

/** Every projection by name, each a pure function of a folded council. The council's own come in the place of corrections. */
export const projections: ReadonlyMap<string, Answering> = new Map(
  families.flatMap((family): (readonly [string, Answering])[] =>
    Object.entries(family.name === 'corrections' ? own : family.projections),
  ),
);

/** The names of all projections. */
export const projectionNames = [...projections.keys()] as readonly ProjectionName[];
