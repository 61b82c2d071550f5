import type { Asked } from './arguments.js';
import type { Look } from './render.js';

/** Width of tables if the width of the terminal is unknown. */
const UNKNOWN_WIDTH = 100;
/** A narrower terminal is treated as this wide. */
const LEAST_WIDTH = 40;

/** The look of tables: the width of the terminal, else of COLUMNS; times in London, or in UTC with `--utc`. */
export function lookOf(asked: Asked): Look {
  const given = process.stdout.isTTY ? process.stdout.columns : Number(process.env['COLUMNS']);
  const width = Number.isInteger(given) && given > 0 ? Math.max(given, LEAST_WIDTH) : UNKNOWN_WIDTH;
  return { width, zone: asked.flag('utc') ? 'utc' : 'london' };
}

/** Writes to standard output; a reader that stops early, such as `head`, is not an error. */
export function write(text: string): void {
  process.stdout.write(text);
}

/** Writes JSON as the API returns it, with a line end; indented on a terminal. */
export function writeJson(value: unknown): void {
  write(`${process.stdout.isTTY ? JSON.stringify(value, null, 2) : JSON.stringify(value)}\n`);
}

/** Writes the data of a projection as CSV. */
export async function writeCsv(data: unknown): Promise<void> {
  const { csvOf, projectionTable } = await import('#lib/exchange/index.js');
  write(await csvOf(projectionTable(data)));
}
