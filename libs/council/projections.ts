import { type Answer, type Sight, projection } from '#lib/features/family.js';
import type { DescribedProjection } from '#lib/kernel/figures.js';
import { type FamilyProjection, families } from './families.js';
import { findingsDescribed, statutoryFindingsDescribed, timelineDescribed } from './figures.js';
import { notEvaluatedOf } from './evaluated.js';
import { type FindingsView, explainTotals, findingsView } from './findings.js';
import type { Finding } from '#lib/protocol/index.js';
import { findingSeen, findingsFor } from './findings-seen.js';
import type { Folded } from './replay.js';
import { seenBy } from './sight.js';
import { type StatutoryView, statutoryExplained, statutoryView } from './statutory.js';
import { timelineView } from './timeline.js';
import { isReviewer } from './visibility.js';

const totalsRow = ({ totals }: { readonly totals?: FindingsView['totals'] }, row: string): object | undefined =>
  row === 'totals' ? totals : undefined;

/** Reviewers have the totals of the rows that they see; for others there are no totals without all the rows they count. */
function rowsOrAll(view: StatutoryView, sight: Sight): object {
  if (isReviewer(sight) || view.adopted === false) return view;
  return { rows: view.rows };
}

/** What a viewer sees of some findings; all of them without a viewer. */
function seenOf(findings: readonly Finding[], folded: Folded, sight: Sight | null): readonly Finding[] {
  return sight === null ? findings : findings.flatMap((finding) => findingSeen(folded, sight)(finding) ?? []);
}

/** What the council answers itself: of its record as a whole. */
const own = {
  findings: projection({
    described: findingsDescribed,
    view: ({ findings, pack }: Folded) => findingsView(findings, notEvaluatedOf(pack)),
    fullFor: 'nobody',
    narrow: (_data, sight, folded) =>
      rowsOrAll(
        findingsView(findingsFor(folded, sight), notEvaluatedOf(folded.pack), findingSeen(folded, sight)),
        sight,
      ),
    explain: {
      lines: (folded, _asked, sight) => explainTotals(seenOf(findingsFor(folded, sight), folded, sight)),
      rowOf: totalsRow,
      ofAll: ['totals'],
    },
  }),
  'statutory-findings': projection({
    described: statutoryFindingsDescribed,
    view: (folded: Folded) => statutoryView(folded),
    fullFor: 'nobody',
    narrow: (_data, sight, folded) =>
      rowsOrAll(statutoryView(folded, findingSeen(folded, sight), seenBy(folded, sight).events), sight),
    explain: {
      lines: (folded, _asked, sight) =>
        statutoryExplained(
          folded,
          (found) => seenOf(found, folded, sight),
          sight === null ? null : seenBy(folded, sight).events,
        ),
      rowOf: totalsRow,
      ofAll: ['totals'],
    },
  }),
  'audit-timeline': projection({
    described: timelineDescribed,
    view: (folded: Folded) => timelineView(folded),
    fullFor: 'nobody',
    narrow: (_data, sight, folded) => timelineView(folded, seenBy(folded, sight).events),
  }),
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
