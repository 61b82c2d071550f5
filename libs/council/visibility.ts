import type { Answer, Sight } from '#lib/features/family.js';

/** Roles that are responsible for the record or audit it see all of it (AMB-19). */
const SEE_ALL: ReadonlySet<string> = new Set(['monitoring_officer', 'auditor', 'proper_officer', 'chief_executive']);

/** True for who sees all of a projection: everybody without a viewer, and the one role of those that one role sees. */
export function seesAll(only: string | null, sight: Sight | null): boolean {
  if (sight === null) return true;
  return only === null ? SEE_ALL.has(sight.viewer.role) : sight.viewer.role === only;
}

/** What a viewer sees of a projection's answer; with null all of it. What is not visible is absent, not blanked. */
export function visible({ whole, only, narrowed }: Answer, sight: Sight | null): object {
  if (sight === null || seesAll(only, sight)) return whole;
  return only === null ? narrowed(sight) : {};
}
