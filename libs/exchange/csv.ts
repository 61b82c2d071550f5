import type { Cell, ProjectionTable } from './table.js';

/**
 * A table as CSV (RFC 4180): a line of names, CRLF, quotes if they are needed. A text that a spreadsheet would take for
 * a formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe before it; numbers stay numbers.
 */
export async function csvOf({ head, rows }: ProjectionTable): Promise<string> {
  // Loaded when it is needed: most commands write no CSV.
  const { stringify } = await import('csv-stringify/sync');
  return stringify(
    [head, ...rows].map((row) => row.map(textOrNumber)),
    {
      record_delimiter: 'windows',
      escape_formulas: true,
      // The library quotes a cell for the line end it writes; a line feed or carriage return alone needs quotes too.
      quoted_match: /[\r\n]/,
    },
  );
}

/** The library writes true as 1 and leaves the rest as it is. */
function textOrNumber(cell: Cell): string | number | null {
  return typeof cell === 'boolean' ? String(cell) : cell;
}
