import type { Answer, Explained, Line, Sight } from '#lib/features/family.js';
import { type Problem, type Result, accepted, refused } from '#lib/kernel/index.js';
import { idsOf } from '#lib/kernel/marks.js';
import { seesAll, visible } from './visibility.js';

/** A figure of a projection: the row in which it stands, and its name there. A figure inside a figure is `notices.owed`. */
export interface FigureName {
  readonly row: string;
  readonly figure: string;
}

/** One thing that a figure counts, or is made of. */
export interface ExplainedLine {
  /** The token or the own id of what is counted. */
  readonly of: string;
  /** The same in one plain line. */
  readonly line: string;
  /** Own ids of the events that say so, in order of occurrence. */
  readonly events: readonly string[];
}

/** A figure, and what it is made of: a count is the number of its lines. */
export interface ExplainedFigure extends FigureName {
  readonly value: unknown;
  readonly lines: readonly ExplainedLine[];
}

/** Names told where one is unknown. */
const MOST_NAMES = 20;

/** The value of a figure inside a row; undefined where there is none. Names may hold dots themselves. */
export function figureIn(row: unknown, figure: string): unknown {
  if (typeof row !== 'object' || row === null) return undefined;
  const members = new Map<string, unknown>(Object.entries(row));
  if (members.has(figure)) return members.get(figure);
  for (const [name, member] of members) {
    if (!figure.startsWith(`${name}.`)) continue;
    const found = figureIn(member, figure.slice(name.length + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function oneOf(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : '';
  return names.length === 0
    ? 'another projection: this one says of no figure what it is made of'
    : `one of ${names.slice(0, MOST_NAMES).join(', ')}${more}`;
}

const unknown = (at: string, wrong: string, names: readonly string[]): Result<never, 'figure_unknown'> => {
  const problem: Problem = { at, wrong, right: oneOf(names) };
  return refused('figure_unknown', [problem]);
};

/** What a viewer may have explained of a projection. */
interface Explainable {
  /** The rows that they see, each with the figures that they see. */
  readonly rowOf: (row: string) => object | undefined;
  /** True if they see all of it: then its lines name nobody whom they may not know of. */
  readonly isWhole: boolean;
}

function explainable({ explained, ...answer }: Answer, sight: Sight | null): Explainable {
  const data = visible({ explained, ...answer }, sight);
  const isWhole = data === answer.whole || seesAll(answer.fullFor, sight);
  const isOpen = (row: string): boolean =>
    isWhole || answer.fullFor === 'nobody' || explained?.ofAll.includes(row) === false;
  return { isWhole, rowOf: (row) => (isOpen(row) ? explained?.rowOf(data, row) : undefined) };
}

/** Lines without the events that a viewer does not see; null if a line would be left with none: then it is about others. */
function linesSeen(made: readonly Line[], seen: ReadonlySet<number> | null): readonly Line[] | null {
  if (seen === null) return made;
  const lines = made.map((line) => ({ ...line, events: line.events.filter(({ order }) => seen.has(order)) }));
  return lines.every(({ events }) => events.length > 0) ? lines : null;
}

/** Who asks for a figure: their sight, and the order of each event that they see; null for who sees everything. */
export interface Asking {
  readonly sight: Sight;
  readonly events: ReadonlySet<number>;
}

/** What one figure of an answer is made of, as a viewer may see it; refused where they see no such figure, or nothing says. */
export function explainFigure(
  answer: Answer,
  asking: Asking | null,
  { row, figure }: FigureName,
): Result<ExplainedFigure, 'figure_unknown'> {
  const sight = asking?.sight ?? null;
  const { rowOf, isWhole } = explainable(answer, sight);
  const lines: Explained = answer.explained?.lines(sight) ?? {};
  const held = rowOf(row);
  const of = new Map(Object.entries(lines)).get(row);
  if (held === undefined || of === undefined) {
    const rows = Object.keys(lines).filter((name) => rowOf(name) !== undefined);
    return unknown('/row', `there is no row ${row} with figures here`, rows);
  }
  const figuresOf = new Map(Object.entries(of));
  const seenOf = (name: string): readonly Line[] | null =>
    figureIn(held, name) === undefined
      ? null
      : linesSeen(figuresOf.get(name) ?? [], isWhole ? null : (asking?.events ?? null));
  const made = figuresOf.has(figure) ? seenOf(figure) : null;
  const value = figureIn(held, figure);
  if (made === null || value === undefined) {
    const figures = [...figuresOf.keys()].filter((name) => seenOf(name) !== null);
    return unknown('/figure', `${row} has no figure ${figure} that is explained`, figures);
  }
  return accepted({
    row,
    figure,
    value,
    lines: made.map(({ events, ...line }) => ({ ...line, events: idsOf(events) })),
  });
}
