import type { Measured, NotRun } from './measure.js';

/** `atLeast` for a speed, `atMost` for a cost. */
export type Bound = { readonly atLeast: number } | { readonly atMost: number };

/** A ratio measured in one run: what it should be, and what is an alarm. */
export interface Row {
  readonly id: string;
  readonly what: string;
  readonly goal: Bound;
  readonly floor: Bound;
}

const COLUMNS = [
  ['id', 5],
  ['what', 46],
  ['goal', 8],
  ['floor', 8],
  ['median', 8],
  ['range', 14],
  ['verdict', 13],
] as const;

const line = (cells: readonly string[], last: string): string =>
  [...COLUMNS.map(([, width], index) => (cells[index] ?? '').padEnd(width)), last].join(' ');

export const HEADER = line(
  COLUMNS.map(([name]) => name),
  'in this run',
);

const figure = (number: number): string => (number >= 10 ? number.toFixed(1) : number.toFixed(2));
const bound = (of: Bound): string => ('atLeast' in of ? `≥ ${of.atLeast}` : `≤ ${of.atMost}`);
const isMet = (of: Bound, ratio: number): boolean => ('atLeast' in of ? ratio >= of.atLeast : ratio <= of.atMost);

function verdict({ goal, floor }: Row, ratio: number): string {
  if (isMet(goal, ratio)) return 'goal met';
  return isMet(floor, ratio) ? 'above floor' : 'BELOW FLOOR';
}

export function printRow(row: Row, measured: Measured | NotRun): void {
  const head = [row.id, row.what, bound(row.goal), bound(row.floor)];
  const text =
    'notRun' in measured
      ? line([...head, '', '', 'NOT RUN'], measured.notRun)
      : line(
          [
            ...head,
            figure(measured.ratio),
            `${figure(measured.least)}–${figure(measured.most)}`,
            verdict(row, measured.ratio),
          ],
          measured.note,
        );
  process.stdout.write(`${text}\n`);
}
