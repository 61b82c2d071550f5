import type { ProjectionDocument } from '#lib/council/index.js';
import type { ProjectionQuery } from './queries.js';
import type { RowsAsked } from './rows.js';

type Parameters = Readonly<Record<string, unknown>>;

/** Name of the parameter that filters rows by a field. */
export const FILTER = /^filter\[(\w+)\]$/;

/** The values of the parameters `filter[field]`, by field. */
export function filtersIn(given: Parameters): RowsAsked['filter'] {
  const filters = Object.entries(given).flatMap(([name, value]): [string, readonly string[]][] => {
    const field = FILTER.exec(name)?.[1];
    return field === undefined ? [] : [[field, [value].flat().map(String)]];
  });
  return new Map(filters);
}

/** Which rows a query asks for. */
export function rowsAsked(filter: RowsAsked['filter'], { sort, after = 0, limit = null }: RowsQuery): RowsAsked {
  const fields = sort === undefined ? [] : sort.split(',');
  return {
    filter,
    sort: fields.map((field) => ({ field: field.replace(/^-/, ''), descending: field.startsWith('-') })),
    after,
    limit,
  };
}

type RowsQuery = Partial<Pick<ProjectionQuery, 'sort' | 'after'>> & { readonly limit?: number | null };

const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/** Parameters encoded for an address. */
export function parametersOf(parameters: Parameters): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    [value].flat().flatMap((one): [string, string][] => (isPlain(one) ? [[name, String(one)]] : [])),
  );
  return new URLSearchParams(pairs).toString();
}

/** The address of the next rows of the same answer. It fixes the instants, so that later events change nothing. */
export function nextRows(
  { council, projection, at, knownAt }: ProjectionDocument,
  given: Parameters,
  after: number,
): string {
  const address = `/api/v1/councils/${encodeURIComponent(council ?? '')}/projections/${projection}`;
  return `${address}?${parametersOf({ ...given, at, knownAt, after })}`;
}
