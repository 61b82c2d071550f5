/** A share with its counts, and the interval in which it may lie; shares from 0 to 1. */
export interface DotRow {
  readonly label: string;
  readonly count: number;
  readonly of: number;
  /** Null if there are too few to say. */
  readonly interval: readonly [low: number, high: number] | null;
}

/** A dot-and-interval plot, in pixels of its own box. All rows look the same. */
export interface DotChart {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  readonly rows: readonly {
    readonly label: string;
    readonly counts: string;
    readonly y: number;
    /** Null if nothing was counted. */
    readonly dot: number | null;
    readonly from: number | null;
    readonly to: number | null;
  }[];
}

const WIDTH = 760;
const ROW = 44;
const TOP = 12;
const LEFT = 250;
const RIGHT = 110;

/** A share as pixels from the left. */
const across = (share: number): number => Math.round(LEFT + share * (WIDTH - LEFT - RIGHT));

/** Rows by their labels, by code units: never by rank. */
const alphabetical = <Row extends { readonly label: string }>(rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((one, other) => (one.label < other.label ? -1 : 1));

const rowAt = (index: number): number => TOP + index * ROW + ROW / 2;

/** The plot of shares. The table with the same counts stands before it on the page. */
export function dotChart(title: string, rows: readonly DotRow[]): DotChart {
  const sorted = alphabetical(rows);
  const told = sorted.map(({ label, count, of }) => `${label}: ${count} of ${of}`);
  return {
    title,
    description: `${told.join('; ')}. A line shows the range in which the share may lie.`,
    width: WIDTH,
    height: TOP + sorted.length * ROW + 40,
    ticks: [0, 0.25, 0.5, 0.75, 1].map((share) => ({ x: across(share), text: `${share * 100}%` })),
    rows: sorted.map(({ label, count, of, interval }, index) => ({
      ...{ label, counts: `${count} of ${of}`, y: rowAt(index) },
      dot: of === 0 ? null : across(count / of),
      from: interval === null ? null : across(interval[0]),
      to: interval === null ? null : across(interval[1]),
    })),
  };
}

/** What happened to one group over time. */
export interface StripRow {
  readonly label: string;
  /** Place in the period from 0 to 1, with a letter that the key explains, and the words for a reader. */
  readonly marks: readonly { readonly at: number; readonly letter: string; readonly words: string }[];
}

/** A strip a group over time. Marks are letters, so that nothing is told by colour. */
export interface StripChart {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly from: string;
  readonly until: string;
  readonly left: number;
  readonly right: number;
  readonly rows: readonly {
    readonly label: string;
    readonly y: number;
    readonly marks: readonly { readonly x: number; readonly letter: string }[];
  }[];
}

/** The strips of a period, whose first and last day are given in words. */
export function stripChart(
  title: string,
  { from, until }: { readonly from: string; readonly until: string },
  rows: readonly StripRow[],
): StripChart {
  const sorted = alphabetical(rows);
  const told = sorted.map(({ label, marks }) => `${label}: ${marks.map(({ words }) => words).join(', ') || 'nothing'}`);
  return {
    ...{ title, description: told.join('; '), width: WIDTH, height: TOP + sorted.length * ROW + 40 },
    ...{ from, until, left: across(0), right: across(1) },
    rows: sorted.map(({ label, marks }, index) => ({
      label,
      y: rowAt(index),
      marks: marks.map(({ at, letter }) => ({ x: across(at), letter })),
    })),
  };
}
