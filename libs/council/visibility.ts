import type { Answer, Sight } from '#lib/features/family.js';

/** Roles that are responsible for the record or audit it see all of it (AMB-19). */
const SEE_ALL: ReadonlySet<string> = new Set(['monitoring_officer', 'auditor', 'proper_officer', 'chief_executive']);

/** Narrows a projection to a viewer; null sees everything. Invisible parts are absent, not blanked. */
export function visible({ whole, only, narrowed }: Answer, sight: Sight | null): object {
  if (sight === null) return whole;
  const { role } = sight.viewer;
  if (only !== null) return role === only ? whole : {};
  return SEE_ALL.has(role) ? whole : narrowed(sight);
}
