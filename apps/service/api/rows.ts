import { describedProjections } from '#lib/council/described.js';
import { type ProjectionDocument, type ProjectionName, projectionNames } from '#lib/council/index.js';
import { type Problem, canonicalJson, nearestName } from '#lib/kernel/index.js';

/** Which rows of a projection to return, and in which order. */
export interface RowsAsked {
  /** Values by field; a row matches any of them. */
  readonly filter: ReadonlyMap<string, readonly string[]>;
  /** Fields, each ascending or descending; the first decides first. */
  readonly sort: readonly { readonly field: string; readonly descending: boolean }[];
  /** Number of rows to leave out from the beginning. */
  readonly after: number;
  /** Number of rows at most; null for all. */
  readonly limit: number | null;
}

/** The place of the rows in the data of a projection: a list, or a map from token to row. */
interface Place {
  readonly member: string;
  readonly fields: readonly string[];
}

/** Name of the field that holds the token of a row of a map. */
const KEY = 'key';

type Row = Readonly<Record<string, unknown>>;

/** True if the query asks nothing of the rows; then the answer is the whole projection. */
export function asksNothing({ filter, sort, after, limit }: RowsAsked): boolean {
  return filter.size === 0 && sort.length === 0 && after === 0 && limit === null;
}

/** The member `rows`, else the member with a row for each token; null if a projection has no rows. */
function placeOf(name: ProjectionName): Place | null {
  const paths = describedProjections[name].data.figures.map(({ path }) => path.split('.'));
  const members = new Set(
    paths.filter(([, star, field]) => star === '*' && field !== '*').map(([member = '']) => member),
  );
  const [first = ''] = paths[0] ?? [];
  const member = members.has('rows') ? 'rows' : first;
  if (!members.has(member)) return null;
  const ofRow = paths.filter(([one, star, , ...deeper]) => one === member && star === '*' && deeper.length === 0);
  const fields = new Set(ofRow.flatMap(([, , field]) => (field === undefined || field === '*' ? [] : [field])));
  return { member, fields: member === 'rows' ? [...fields] : [KEY, ...fields] };
}

function unknownField(parameter: string, field: string, { fields }: Place): Problem {
  const nearest = nearestName(field, fields);
  const meant = nearest === null ? '' : `${nearest}, if that is meant: `;
  return { at: `/${parameter}`, wrong: `a row has no field ${field}`, right: `${meant}one of ${fields.join(', ')}` };
}

/** Returns the faults of a query for rows of a projection. Empty if it is right or if the projection does not exist. */
export function rowFaults(projection: string, { filter, sort }: RowsAsked): Problem[] {
  const name = projectionNames.find((one) => one === projection);
  if (name === undefined) return [];
  const place = placeOf(name);
  if (place === null) {
    const right = 'the projection without filter, sort, limit and after';
    return [{ at: '/projection', wrong: `${name} has no rows to choose from`, right }];
  }
  const strangers = [
    ...[...filter.keys()].map((field) => ({ parameter: `filter[${field}]`, field })),
    ...sort.map(({ field }) => ({ parameter: 'sort', field })),
  ].filter(({ field }) => !place.fields.includes(field));
  return strangers.map(({ parameter, field }) => unknownField(parameter, field, place));
}

function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'object' && value !== null) return [canonicalJson(value)];
  return [typeof value === 'string' ? value : canonicalJson(value ?? null)];
}

function isMatch(row: Row, filter: RowsAsked['filter']): boolean {
  return [...filter].every(([field, wanted]) => textsOf(row[field]).some((text) => wanted.includes(text)));
}

/** Compares numbers by size and everything else by its text; missing values come last in either order. */
function compared(a: unknown, b: unknown, descending: boolean): number {
  const [noA, noB] = [a === undefined || a === null, b === undefined || b === null];
  if (noA || noB) return Number(noA) - Number(noB);
  const [one, other] = typeof a === 'number' && typeof b === 'number' ? [a, b] : [textsOf(a).join(), textsOf(b).join()];
  if (one === other) return 0;
  return one < other === descending ? 1 : -1;
}

function ordered(rows: readonly Row[], sort: RowsAsked['sort']): readonly Row[] {
  if (sort.length === 0) return rows;
  return rows.toSorted((a, b) => {
    for (const { field, descending } of sort) {
      const order = compared(a[field], b[field], descending);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** Rows as a list, those of a map with their token. */
function listed(rows: unknown): Row[] {
  if (Array.isArray(rows)) return rows as Row[];
  return Object.entries((rows ?? {}) as Record<string, Row>).map(([key, row]) => ({ [KEY]: key, ...row }));
}

function asInMap(rows: readonly Row[]): Readonly<Record<string, Row>> {
  return Object.fromEntries(rows.map(({ [KEY]: key, ...row }) => [String(key), row]));
}

interface Page {
  /** Number of rows before and after filtering. */
  readonly total: number;
  readonly matched: number;
  /** The tokens of the rows of a map in the requested order, because a map has no order. */
  readonly keys?: readonly unknown[];
  /** Number of rows that the next page leaves out; null if this page is the last. */
  readonly next: number | null;
}

/** The projection with the requested rows; call `rowFaults` first. Its totals still count all rows. */
export function withRows(document: ProjectionDocument, asked: RowsAsked): { document: ProjectionDocument; page: Page } {
  const place = placeOf(document.projection);
  const data = document.data as Readonly<Record<string, unknown>>;
  const member = place?.member ?? 'rows';
  const all = listed(data[member]);
  const matching = ordered(
    all.filter((row) => isMatch(row, asked.filter)),
    asked.sort,
  );
  const end = asked.limit === null ? matching.length : asked.after + asked.limit;
  const rows = matching.slice(asked.after, end);
  const isMap = member !== 'rows' || !Array.isArray(data[member]);
  const keys = isMap ? { keys: rows.map((row) => row[KEY]) } : {};
  const page = { total: all.length, matched: matching.length, ...keys, next: end < matching.length ? end : null };
  const chosen = data[member] === undefined ? {} : { [member]: isMap ? asInMap(rows) : rows };
  return { document: { ...document, data: { ...data, ...chosen } }, page };
}
