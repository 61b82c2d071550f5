/** A table of text, before it is laid out. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const GAP = '  ';
/** Words up to the first length stay whole; if the table is then too wide, words up to the second. */
const UNBROKEN = [20, 12] as const;

/**
 * Lays out a table within a width. Cells wrap at spaces. If that is too wide, rows and columns change places; then longer words
 * break; then each row becomes a block of its own.
 */
export function layTable(table: Table, width: number): string {
  for (const unbroken of UNBROKEN) {
    const laid = fitTable(table, width, unbroken) ?? fitTable(transposed(table), width, unbroken);
    if (laid !== null) return laid;
  }
  return blocks(table, width);
}

function fitTable({ head, rows }: Table, width: number, unbroken: number): string | null {
  const lines = [head, ...rows];
  const least = head.map((_, column) =>
    Math.max(...lines.map((line) => Math.min(unbroken, longestWord(line[column] ?? '')))),
  );
  const natural = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const fitted = fit(natural, least, width - GAP.length * (head.length - 1));
  if (fitted === null) return null;
  const isNumeric = head.map((_, column) => isNumericColumn(rows.map((row) => row[column])));
  const rule = fitted.map((size) => '-'.repeat(size)).join(GAP);
  return [...layRow(head, fitted, isNumeric), rule, ...rows.flatMap((row) => layRow(row, fitted, isNumeric))].join(
    '\n',
  );
}

function isNumericColumn(cells: readonly (string | undefined)[]): boolean {
  return cells.some((cell) => isNumber(cell)) && cells.every((cell) => isNumber(cell, '–'));
}

function transposed({ head, rows }: Table): Table {
  const [first = '', ...names] = head;
  const columns = names.map((name, index) => [name, ...rows.map((row) => row[index + 1] ?? '')]);
  return { head: [first, ...rows.map((row) => row[0] ?? '')], rows: columns };
}

function isNumber(text: string | undefined, orElse = ''): boolean {
  return text === orElse || /^-?[\d.]+$/.test(text ?? '');
}

function longestWord(text: string): number {
  return Math.max(...text.split(' ').map((word) => word.length));
}

/** Shrinks the widest columns until all fit; null if they cannot. */
function fit(natural: readonly number[], least: readonly number[], room: number): number[] | null {
  const fitted = [...natural];
  for (let over = fitted.reduce((sum, one) => sum + one, 0) - room; over > 0; over -= 1) {
    const spare = fitted.map((size, column) => (size > (least[column] ?? 0) ? size : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if ((spare[widest] ?? 0) === 0) return null;
    fitted[widest] = (fitted[widest] ?? 0) - 1;
  }
  return fitted;
}

function layRow(cells: readonly string[], widths: readonly number[], isNumeric: readonly boolean[]): string[] {
  const wrapped = widths.map((width, column) => wrap(cells[column] ?? '', width));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, column) => {
        const text = lines[line] ?? '';
        const width = widths[column] ?? 0;
        return isNumeric[column] === true ? text.padStart(width) : text.padEnd(width);
      })
      .join(GAP)
      .trimEnd(),
  );
}

/** Breaks at spaces, and inside a word only if it is longer than the column, preferably at a mark or a capital letter. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (joined.length <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (line.length > width) {
      const end = breakOf(line, width);
      lines.push(line.slice(0, end));
      line = line.slice(end);
    }
  }
  return [...lines, line];
}

function breakOf(word: string, width: number): number {
  for (let end = width; end > width / 2; end -= 1) {
    if (/[-_./=][^-_./=]|[a-z][A-Z]/.test(word.slice(end - 1, end + 1))) return end;
  }
  return width;
}

function blocks({ head, rows }: Table, width: number): string {
  const longest = Math.max(...head.map((title) => title.length));
  const widths = [longest, Math.max(UNBROKEN[1], width - longest - GAP.length)];
  const block = (row: readonly string[]): string =>
    head.flatMap((title, column) => layRow([title, row[column] ?? ''], widths, [])).join('\n');
  return rows.map(block).join('\n\n');
}
