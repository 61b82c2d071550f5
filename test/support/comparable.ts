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

/** A value in which the order of lists says nothing. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(unordered(one))).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, unknown]) => [key, unordered(one)] as const),
  );
}

/**
 * Projections and the findings of these families, in a form in which order and the wording of subjects say nothing; of the
 * findings only those that are kept, where that is given.
 */
export function comparable(
  projections: Readonly<Record<string, unknown>>,
  isKept: (row: ComparableRow) => boolean = () => true,
): Readonly<Record<string, unknown>> {
  const { rows } = projections['findings'] as { readonly rows: readonly ComparableRow[] };
  const own = rows.filter((row) => /^(?:int|rel|stf|pol)\./.test(row.rule) && isKept(row));
  return {
    ...Object.fromEntries(NAMES.map((name) => [name, unordered(projections[name])])),
    findings: own.map(({ subject: _subject, recordedAt: _recordedAt, ...row }) => JSON.stringify(row)).sort(),
  };
}
