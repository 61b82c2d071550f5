type Members = Readonly<Record<string, unknown>>;

/** Reads the part and the whole of a share from its row and from the whole document. */
type Counts = (row: Members, data: Members) => readonly [part: unknown, whole: unknown];

const sum = (...values: readonly unknown[]): number =>
  values.reduce<number>((total, value) => total + Number(value), 0);
const isMap = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields of projections that hold a share, from 0 to 1. */
const SHARES: Readonly<Record<string, Counts>> = {
  acceptanceRate: ({ accepted, declined }) => [accepted, sum(accepted, declined)],
  supportShare: ({ support }, { council }) => [support, isMap(council) ? council['totalSupport'] : undefined],
  coverage: ({ informed, groupsActive }) => [informed, groupsActive],
  rate: ({ granted, refused }) => [granted, sum(granted, refused)],
};
/** Fields that hold the difference of two shares. */
const GAPS: ReadonlySet<string> = new Set(['acceptanceGap', 'gap']);

/** `67 % (2 of 3)`; without the counts if the document does not show both. */
function shareText(share: number, [part, whole]: readonly [unknown, unknown]): string {
  const percentage = `${Math.round(share * 100)} %`;
  return typeof part === 'number' && typeof whole === 'number' ? `${percentage} (${part} of ${whole})` : percentage;
}

function fieldFor([name, value]: readonly [string, unknown], row: Members, data: Members): [string, unknown] {
  const counts = SHARES[name];
  if (typeof value !== 'number') return [name, forPeople(value, data)];
  if (counts !== undefined) return [name, shareText(value, counts(row, data))];
  return [name, GAPS.has(name) ? `${Math.round(value * 100)} points` : value];
}

function forPeople(value: unknown, data: Members): unknown {
  if (Array.isArray(value)) return value.map((one) => forPeople(one, data));
  return isMap(value) ? Object.fromEntries(Object.entries(value).map((field) => fieldFor(field, value, data))) : value;
}

/** The data of a projection with each share as a percentage and its counts, and each gap in percentage points. */
export function withPercentages(data: unknown): unknown {
  return isMap(data) ? forPeople(data, data) : data;
}
