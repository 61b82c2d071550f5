const NAMES = [
  'interests-register',
  'meeting-participation',
  'relationship-register',
  'body-conflicts',
  'recruitment-declarations',
  'restricted-posts',
] as const;

/** The projections of declarations that a slow reference answers too. */
export const declarationProjections = [...NAMES, 'findings'] as const;

export interface ComparableRow {
  readonly rule: string;
  readonly subject: string;
  readonly recordedAt: string;
}

/** What names events: it differs with how a history was recorded. */
const NAMES_EVENTS = ['subject', 'event', 'events', 'finding', 'recordedAt'];

/** A value in which the order of lists says nothing, and perhaps without some of its members. */
function unordered(value: unknown, without: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(unordered(one, without))).sort();
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .filter(([key]) => !without.includes(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, one]: [string, unknown]) => [key, unordered(one, without)] as const));
}

/**
 * Projections and the findings of these families, in a form in which order says nothing; of the findings only those that
 * are kept. What names events is left out unless it is asked for.
 */
export function comparable(
  projections: Readonly<Record<string, unknown>>,
  isKept: (row: ComparableRow) => boolean = () => true,
  without: readonly string[] = NAMES_EVENTS,
): Readonly<Record<string, unknown>> {
  const { rows } = projections['findings'] as { readonly rows: readonly ComparableRow[] };
  const own = rows.filter((row) => /^(?:int|rel|stf|pol)\./.test(row.rule) && isKept(row));
  return {
    ...Object.fromEntries(NAMES.map((name) => [name, unordered(projections[name], without)])),
    findings: unordered(own, without),
  };
}

/** The same with every word that names an event. */
export function wholly(projections: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return comparable(projections, () => true, []);
}
