import type { Sight, Viewer } from '#lib/features/family.js';
import { type PackReference, type Result, refused } from '#lib/kernel/index.js';
import type { RulesInWords } from '#lib/protocol/described.js';
import type { Finding, PackShelf } from '#lib/protocol/index.js';
import type { CouncilEvent, Entry } from './history.js';
import { type ExplainedFigure, type FigureName, explainFigure } from './explain.js';
import { findingSeen, findingsFor } from './findings-seen.js';
import type { FindingsView } from './findings.js';
import { type ProjectionName, projections } from './projections.js';
import { type Folded, type Question, foldHistory, referenceTo } from './replay.js';
import { rulesSeen } from './rules-seen.js';
import { seenBy, sightOf } from './sight.js';
import { statutoryFindings } from './statutory.js';
import { visible } from './visibility.js';

/** A council as at an instant, ready to answer any projection. */
export interface CouncilView {
  readonly pack: PackReference | null;
  /** Number of events counted, of those that the viewer sees. */
  readonly position: string;
  /** Ids of the known events that the viewer sees, in order of recording; null without a viewer, who sees every event. */
  seen(): readonly string[] | null;
  /** The data of a projection, narrowed to the viewer. */
  projection(name: ProjectionName): unknown;
  /** What one of its figures is made of, as far as the viewer may see it. */
  explain(name: ProjectionName, figure: FigureName): Result<ExplainedFigure, 'figure_unknown'>;
  /** Of a projection of findings the rules that its rows name, in words; null for any other. */
  rules(name: ProjectionName): RulesInWords | null;
}

/** The projections of findings, each with what it shows. */
const ofFindings: ReadonlyMap<string, (folded: Folded, sight: Sight | null) => readonly Finding[]> = new Map([
  ['findings', findingsFor],
  [
    'statutory-findings',
    (folded: Folded, sight: Sight | null) =>
      statutoryFindings(folded, sight === null ? null : seenBy(folded, sight).events),
  ],
]);

/** Computes projections from a folded council. */
export function viewOf(folded: Folded, viewer: Viewer | null): CouncilView {
  const sight = viewer === null ? null : sightOf(folded, viewer);
  const isSeen = ({ order }: Entry): boolean => sight === null || seenBy(folded, sight).events.has(order);
  const seen = (): readonly string[] | null =>
    sight === null ? null : folded.entries.filter(isSeen).map(({ event }) => event.id);
  const projection = (name: ProjectionName): unknown => {
    const answer = projections.get(name)?.(folded.fold.states, folded);
    return answer === undefined ? {} : visible(answer, sight);
  };
  return {
    pack: referenceTo(folded.pack),
    position: String(folded.entries.filter((entry) => entry.event.at <= folded.at && isSeen(entry)).length),
    seen,
    projection,
    explain: (name, figure) => {
      const found = projections.get(name);
      if (found === undefined) return refused('figure_unknown', []);
      const asking = sight === null ? null : { sight, events: seenBy(folded, sight).events };
      return explainFigure(found(folded.fold.states, folded), asking, figure);
    },
    rules: (name) => {
      const all = ofFindings.get(name)?.(folded, sight);
      if (all === undefined) return null;
      const see = sight === null ? null : findingSeen(folded, sight);
      const findings = see === null ? all : all.filter((finding) => see(finding) !== null);
      const { rows = [] } = projection(name) as Partial<FindingsView>;
      return rulesSeen(findings, new Set(rows.map(({ rule }) => rule)), folded);
    },
  };
}

/** The pure full fold: events in order of recording in, projections out. */
export function replay(events: readonly CouncilEvent[], shelf: PackShelf, question: Question): CouncilView {
  return viewOf(foldHistory(events, shelf, question), question.viewer);
}
