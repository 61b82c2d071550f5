import { withPercentages } from './shares.js';
import { type Table, layTable, wrap } from './table.js';
import { type Zone, readableText } from './times.js';

type Members = Readonly<Record<string, unknown>>;
const NONE = '–';
/** A fact has at least this many columns, however long its label is. */
const LEAST_FACT = 12;

type Fact = readonly [label: string, value: string];

/** The width of a table, and the zone of its times. */
export interface Look {
  readonly width: number;
  readonly zone: Zone;
}

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

/** A value in one cell: `–` if there is none, lists by commas, maps as `name=value`. */
function cellOf(value: unknown, zone: Zone): string {
  if (Array.isArray(value))
    return value.map((one) => cellOf(one, zone)).join(value.every(isScalar) ? ', ' : '; ') || NONE;
  if (!isMap(value)) return scalarCell(value, zone);
  const members = Object.entries(value).map(
    ([name, one]) => `${name}=${isMap(one) ? `{${cellOf(one, zone)}}` : cellOf(one, zone)}`,
  );
  return members.join(' ') || NONE;
}

function scalarCell(value: unknown, zone: Zone): string {
  if (value === null || value === undefined) return NONE;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : '';
  return readableText(value, zone);
}

/** A row's own columns; a map of counts becomes one column each. */
function flatten(row: Members, zone: Zone): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [name, value] of Object.entries(row)) {
    if (isMap(value) && Object.keys(value).length > 0 && Object.values(value).every(isCount)) {
      for (const [inner, one] of Object.entries(value)) cells.set(`${name}.${inner}`, cellOf(one, zone));
    } else cells.set(name, cellOf(value, zone));
  }
  return cells;
}

function tableOf(keys: readonly string[], rows: readonly (readonly [readonly string[], Members])[], zone: Zone): Table {
  const flat = rows.map(([key, row]) => [key, flatten(row, zone)] as const);
  const columns = [...new Set(flat.flatMap(([, cells]) => [...cells.keys()]))];
  return {
    head: [...keys, ...columns.map(labelOf)],
    rows: flat.map(([key, cells]) => [...key, ...columns.map((column) => cells.get(column) ?? '')]),
  };
}

const singular = (name: string): string =>
  name === 'rows' || name === 'totals' ? '' : labelOf(name.replace(/s$/, ''));

/** A map from key to row, or from key to key to row, as a table; null if it is neither. */
function keyedTable(name: string, value: Members, zone: Zone): Table | null {
  const entries = Object.entries(value);
  if (entries.length === 0 || !entries.every((entry): entry is [string, Members] => isMap(entry[1]))) return null;
  const isDeep =
    entries.every(([, one]) => Object.values(one).every(isMap)) &&
    entries.some(([, one]) => Object.keys(one).length > 0);
  if (!isDeep)
    return tableOf(
      [singular(name)],
      entries.map(([key, row]) => [[key], row]),
      zone,
    );
  const rows = entries.flatMap(([key, inner]) =>
    Object.entries(inner as Readonly<Record<string, Members>>).map(([second, row]) => [[key, second], row] as const),
  );
  return tableOf([singular(name), ''], rows, zone);
}

function factsOf(name: string, value: unknown, zone: Zone): Fact[] {
  if (!isMap(value))
    return [[labelOf(name), Array.isArray(value) && value.length === 0 ? 'none' : cellOf(value, zone)]];
  const facts = Object.entries(value).flatMap(([inner, one]) => factsOf(`${name}.${inner}`, one, zone));
  return facts.length === 0 ? [[labelOf(name), 'none']] : facts;
}

/** A member of the data as a table, if it is a list or a map of rows. */
function tableFrom(name: string, value: unknown, zone: Zone): Table | null {
  if (isMap(value)) return keyedTable(name, value, zone);
  if (!Array.isArray(value) || value.length === 0 || !value.every(isMap)) return null;
  return rowTable(value, zone);
}

/** The data of any projection as plain text: facts first, then a table for each list or map of rows. */
export function renderData(given: unknown, look: Look): string {
  const data = withPercentages(given);
  const { width, zone } = look;
  if (!isMap(data)) return cellOf(data, zone);
  const facts: Fact[] = [];
  const tables: string[] = [];
  for (const [name, value] of Object.entries(data)) {
    const table = tableFrom(name, value, zone);
    if (table === null) facts.push(...factsOf(name, value, zone));
    else tables.push(name === 'rows' ? layTable(table, width) : `${labelOf(name)}\n${layTable(table, width)}`);
  }
  const longest = Math.max(0, ...facts.map(([label]) => label.length));
  const indent = ' '.repeat(longest + 2);
  const room = Math.max(LEAST_FACT, width - indent.length);
  const lines = facts.map(([label, value]) => label.padEnd(indent.length) + wrap(value, room).join(`\n${indent}`));
  return [...(lines.length > 0 ? [lines.join('\n')] : []), ...tables].join('\n\n') || 'nothing';
}

function rowTable(rows: readonly object[], zone: Zone): Table {
  return tableOf(
    [],
    rows.map((row) => [[], row as Members]),
    zone,
  );
}

/** A list of rows as one table. */
export function renderRows(rows: readonly object[], { width, zone }: Look): string {
  return layTable(rowTable(rows, zone), width);
}
