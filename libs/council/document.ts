import { type Instant, type PackReference, formatInstant } from '#lib/kernel/index.js';
import type { RulesInWords } from '#lib/protocol/described.js';
import type { ExplainedFigure } from './explain.js';
import type { ProjectionName } from './projections.js';
import type { CouncilView } from './view.js';

/** One projection as the API and the command line return it. */
export interface ProjectionDocument {
  readonly projection: ProjectionName;
  /** Null if a file names no council. */
  readonly council: string | null;
  /** ISO 8601 in UTC, as is `knownAt`. */
  readonly at: string;
  readonly knownAt: string;
  readonly pack: PackReference | null;
  /** For a ledger, the position of the newest known event. For a file, the number of counted events (readings 1.6). */
  readonly position: string;
  readonly data: unknown;
  /** Only in findings: the rules that the rows name, in words. */
  readonly rules?: RulesInWords;
}

/** The question: council, instants and judging pack. */
interface Asked {
  readonly council: string | null;
  readonly at: Instant;
  readonly knownAt: Instant;
  readonly position: string;
}

/** The document of one projection of a view, `data`; its members stand in this order (projections.md, Shapes). */
export function projectionDocument(
  { council, at, knownAt, position }: Asked,
  view: CouncilView,
  projection: ProjectionName,
  data = view.projection(projection),
): ProjectionDocument {
  const asked = { council, at: formatInstant(at), knownAt: formatInstant(knownAt) };
  const rules = view.rules(projection);
  return { projection, ...asked, pack: view.pack, position, data, ...(rules === null ? {} : { rules }) };
}

/** What one figure is made of, as everybody gets it. */
export interface FigureDocument extends Omit<ProjectionDocument, 'data' | 'rules'>, ExplainedFigure {}

/** The document of one figure. */
export function figureDocument(
  { council, at, knownAt, position }: Asked,
  view: CouncilView,
  projection: ProjectionName,
  figure: ExplainedFigure,
): FigureDocument {
  const asked = { council, at: formatInstant(at), knownAt: formatInstant(knownAt) };
  return { projection, ...asked, pack: view.pack, position, ...figure };
}
