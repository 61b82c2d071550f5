import { type Table, layTable } from './table.js';

type Members = Readonly<Record<string, unknown>>;
const NONE = '–';

type Fact = readonly [label: string, value: string];

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

const isMap = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;
const isCount = (value: unknown): boolean => typeof value === 'number' || value === null;

/** `acceptanceRate` as `acceptance rate`, `notices.metLate` as `notices met late`. */
function labelOf(name: string): string {
  if (!/[a-z]/.test(name)) return name;
  return name
    .replace(/\./g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, (_all, end: string, start: string) => `${end} ${start.toLowerCase()}`);
}

/** A value in one cell: `–` where there is none, lists by commas, maps as `name=value`. */
function cellOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(cellOf).join(value.every(isScalar) ? ', ' : '; ') || NONE;
  if (!isMap(value)) return scalarCell(value);
  const members = Object.entries(value).map(
    ([name, one]) => `${name}=${isMap(one) ? `{${cellOf(one)}}` : cellOf(one)}`,
  );
  return members.join(' ') || NONE;
}

function scalarCell(value: unknown): string {
  if (value === null || value === undefined) return NONE;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : '';
  return INSTANT.test(value) ? value.replace('T', ' ') : value;
}

/** A row's own columns; a map of counts becomes one column each. */
function flatten(row: Members): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [name, value] of Object.entries(row)) {
    if (isMap(value) && Object.keys(value).length > 0 && Object.values(value).every(isCount)) {
      for (const [inner, one] of Object.entries(value)) cells.set(`${name}.${inner}`, cellOf(one));
    } else cells.set(name, cellOf(value));
  }
  return cells;
}

function tableOf(keys: readonly string[], rows: readonly (readonly [readonly string[], Members])[]): Table {
  const flat = rows.map(([key, row]) => [key, flatten(row)] as const);
  const columns = [...new Set(flat.flatMap(([, cells]) => [...cells.keys()]))];
  return {
    head: [...keys, ...columns.map(labelOf)],
    rows: flat.map(([key, cells]) => [...key, ...columns.map((column) => cells.get(column) ?? '')]),
  };
}

const singular = (name: string): string =>
  name === 'rows' || name === 'totals' ? '' : labelOf(name.replace(/s$/, ''));

/** A map from key to row, or from key to key to row, as a table; null where it is neither. */
function keyedTable(name: string, value: Members): Table | null {
  const entries = Object.entries(value);
  if (entries.length === 0 || !entries.every((entry): entry is [string, Members] => isMap(entry[1]))) return null;
  const isDeep =
    entries.every(([, one]) => Object.values(one).every(isMap)) &&
    entries.some(([, one]) => Object.keys(one).length > 0);
  if (!isDeep)
    return tableOf(
      [singular(name)],
      entries.map(([key, row]) => [[key], row]),
    );
  const rows = entries.flatMap(([key, inner]) =>
    Object.entries(inner as Readonly<Record<string, Members>>).map(([second, row]) => [[key, second], row] as const),
  );
  return tableOf([singular(name), ''], rows);
}

function factsOf(name: string, value: unknown): Fact[] {
  if (!isMap(value)) return [[labelOf(name), Array.isArray(value) && value.length === 0 ? 'none' : cellOf(value)]];
  const facts = Object.entries(value).flatMap(([inner, one]) => factsOf(`${name}.${inner}`, one));
  return facts.length === 0 ? [[labelOf(name), 'none']] : facts;
}

/** A member of the data as a table, where it is a list or a map of rows. */
function tableFrom(name: string, value: unknown): Table | null {
  if (isMap(value)) return keyedTable(name, value);
  if (!Array.isArray(value) || value.length === 0 || !value.every(isMap)) return null;
  return rowTable(value);
}

/** The data of any projection as plain text: facts first, then a table for each list or map of rows. */
export function renderData(data: unknown, width: number): string {
  if (!isMap(data)) return cellOf(data);
  const facts: Fact[] = [];
  const tables: string[] = [];
  for (const [name, value] of Object.entries(data)) {
    const table = tableFrom(name, value);
    if (table === null) facts.push(...factsOf(name, value));
    else tables.push(name === 'rows' ? layTable(table, width) : `${labelOf(name)}\n${layTable(table, width)}`);
  }
  const longest = Math.max(0, ...facts.map(([label]) => label.length));
  const lines = facts.map(([label, value]) => `${label.padEnd(longest)}  ${value}`);
  return [...(lines.length > 0 ? [lines.join('\n')] : []), ...tables].join('\n\n') || 'nothing';
}

function rowTable(rows: readonly object[]): Table {
  return tableOf(
    [],
    rows.map((row) => [[], row as Members]),
  );
}

/** A list of rows as one table. */
export function renderRows(rows: readonly object[], width: number): string {
  return layTable(rowTable(rows), width);
}
