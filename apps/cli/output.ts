/** Columns to fill on standard output: the terminal's, else COLUMNS, else wide enough for most tables. */
export function outputWidth(): number {
  const given = process.stdout.isTTY ? process.stdout.columns : Number(process.env['COLUMNS']);
  return Number.isInteger(given) && given >= 20 ? given : 132;
}

/** Writes to standard output; a reader that goes away, as `head` does, is no error. */
export function write(text: string): void {
  process.stdout.write(text);
}

/** Writes JSON, indented for people who read it all the same. */
export function writeJson(value: unknown): void {
  write(`${JSON.stringify(value, null, 2)}\n`);
}
