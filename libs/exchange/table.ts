import { canonicalJson } from '#lib/kernel/index.js';
import { isMap } from './members.js';

/** A cell before it is written: numbers stay numbers. Null is an empty cell. */
export type Cell = string | number | boolean | null;

/** A projection as one table. */
export interface ProjectionTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

type Row = ReadonlyMap<string, Cell>;
type Data = Readonly<Record<string, unknown>>;

/** Columns that say where a row comes from; the second key is there for maps of maps, `value` for single facts. */
const LEADING = ['part', 'key', 'key2', 'value'] as const;

const isScalar = (value: unknown): value is Cell => typeof value !== 'object' || value === null;
const isCount = (value: unknown): boolean => typeof value === 'number' || value === null;

/** Lists of single values joined by `; `; anything deeper as canonical JSON, which says exactly what it is. */
function cellOf(value: unknown): Cell {
  if (value === undefined) return null;
  if (isScalar(value)) return value;
  if (Array.isArray(value) && value.every(isScalar)) return value.map((one) => one ?? '').join('; ');
  return canonicalJson(value);
}

/** The fields of a row; a map of counts becomes a column each, such as `notices.owed`. */
function fieldsOf(row: Data): [string, Cell][] {
  return Object.entries(row).flatMap(([name, value]): [string, Cell][] => {
    if (!isMap(value) || Object.keys(value).length === 0 || !Object.values(value).every(isCount))
      return [[name, cellOf(value)]];
    return Object.entries(value).map(([inner, one]) => [`${name}.${inner}`, cellOf(one)]);
  });
}

const rowOf = (part: string, keys: readonly string[], fields: Data): Row => {
  const named = keys.map((key, place): [string, Cell] => [place === 0 ? 'key' : 'key2', key]);
  return new Map<string, Cell>([
    ['part', part],
    ...named,
    ...fieldsOf(fields).map(([name, cell]) => ownColumn(name, cell)),
  ]);
};

/** A field that is named as a leading column is named after its row instead. */
function ownColumn(name: string, cell: Cell): [string, Cell] {
  return [LEADING.some((one) => one === name) ? `row.${name}` : name, cell];
}

function rowsOfMap(part: string, value: Data): Row[] {
  const entries = Object.entries(value);
  const isKeyed = entries.length > 0 && entries.every(([, one]) => isMap(one));
  if (!isKeyed) return entries.length === 0 ? [] : [rowOf(part, [], value)];
  return entries.flatMap(([key, one]) => (isMap(one) ? rowsOfKey(part, key, one) : []));
}

function rowsOfKey(part: string, key: string, row: Data): Row[] {
  const inner = Object.entries(row);
  if (inner.length === 0 || !inner.every(([, one]) => isMap(one))) return [rowOf(part, [key], row)];
  return inner.flatMap(([second, one]) => (isMap(one) ? [rowOf(part, [key, second], one)] : []));
}

function rowsOf(part: string, value: unknown): Row[] {
  if (Array.isArray(value) && value.some(isMap)) return value.filter(isMap).map((one) => rowOf(part, [], one));
  if (isMap(value)) return rowsOfMap(part, value);
  if (Array.isArray(value) && value.length === 0) return [];
  return [
    new Map<string, Cell>([
      ['part', part],
      ['value', cellOf(value)],
    ]),
  ];
}

/**
 * The data of any projection as one table. `part` names the member of the document that a row comes from; lists of rows
 * give a row each, maps a row for each key, single facts a row with a `value`.
 */
export function projectionTable(data: unknown): ProjectionTable {
  const rows = Object.entries(isMap(data) ? data : { value: data }).flatMap(([part, value]) => rowsOf(part, value));
  const columns = new Set(rows.flatMap((row) => [...row.keys()]));
  const leading = LEADING.filter((name) => name === 'part' || columns.has(name));
  const head = [...leading, ...[...columns].filter((name) => !LEADING.some((one) => one === name))];
  return { head, rows: rows.map((row) => head.map((name) => row.get(name) ?? null)) };
}
