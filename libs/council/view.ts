import type { Viewer } from '#lib/features/family.js';
import { type PackReference, type Result, refused } from '#lib/kernel/index.js';
import type { RulesInWords } from '#lib/protocol/described.js';
import type { Finding, PackShelf } from '#lib/protocol/index.js';
import type { CouncilEvent } from './history.js';
import { type ExplainedFigure, type FigureName, explainFigure } from './explain.js';
import type { FindingsView } from './findings.js';
import { type ProjectionName, projections } from './projections.js';
import { type Folded, type Question, foldHistory, referenceTo } from './replay.js';
import { rulesSeen } from './rules-seen.js';
import { statutoryFindings } from './statutory.js';
import { visible } from './visibility.js';

/** A council as at an instant, ready to answer any projection. */
export interface CouncilView {
  readonly pack: PackReference | null;
  /** Number of events counted. */
  readonly position: string;
  /** The data of a projection, narrowed to the viewer. */
  projection(name: ProjectionName): unknown;
  /** What one of its figures is made of, as far as the viewer may see it. */
  explain(name: ProjectionName, figure: FigureName): Result<ExplainedFigure, 'figure_unknown'>;
  /** Of a projection of findings the rules that its rows name, in words; null for any other. */
  rules(name: ProjectionName): RulesInWords | null;
  /** Who holds which roles: person to roles in order of the alphabet. */
  holders(): ReadonlyMap<string, readonly string[]>;
}

/** The projections of findings, each with what it shows. */
const ofFindings: ReadonlyMap<string, (folded: Folded) => readonly Finding[]> = new Map([
  ['findings', ({ findings }: Folded) => findings],
  ['statutory-findings', statutoryFindings],
]);

/** Computes projections from a folded council. */
export function viewOf(folded: Folded, viewer: Viewer | null): CouncilView {
  const sight = viewer === null ? null : { viewer, visibility: folded.pack.visibility };
  const projection = (name: ProjectionName): unknown => {
    const answer = projections.get(name)?.(folded.fold.states, folded);
    return answer === undefined ? {} : visible(answer, sight);
  };
  return {
    pack: referenceTo(folded.pack),
    position: String(folded.entries.filter(({ event }) => event.at <= folded.at).length),
    projection,
    explain: (name, figure) => {
      const found = projections.get(name);
      return found === undefined ? refused('figure_unknown', []) : explainFigure(found(folded.fold.states, folded), sight, figure);
    },
    rules: (name) => {
      const findings = ofFindings.get(name)?.(folded);
      if (findings === undefined) return null;
      const { rows = [] } = projection(name) as Partial<FindingsView>;
      return rulesSeen(findings, new Set(rows.map(({ rule }) => rule)), folded);
    },
    holders: () => holdersIn(folded),
  };
}

function holdersIn({ fold }: Folded): ReadonlyMap<string, readonly string[]> {
  const held = [...fold.states.structure.holders].flatMap(([role, holders]) => holders.map(({ person }) => [person, role] as const));
  const byPerson = Map.groupBy(held, ([person]) => person);
  return new Map([...byPerson].map(([person, roles]) => [person, [...new Set(roles.map(([, role]) => role))].sort()]));
}

/** The pure full fold: events in order of recording in, projections out. */
export function replay(events: readonly CouncilEvent[], shelf: PackShelf, question: Question): CouncilView {
  return viewOf(foldHistory(events, shelf, question), question.viewer);
}
