import type { Answer, FullFor, Sight } from '#lib/features/family.js';

/** Audits the record, and sees every row of every projection. */
const AUDITOR = 'auditor';

/** Roles that are responsible for the record see all of it, but for what a pack gives to other roles (AMB-19). */
const REVIEWERS: readonly string[] = ['monitoring_officer', 'proper_officer', 'chief_executive'];

/** True for who sees all of a projection: everybody without a viewer, auditors, and the roles that are to see it whole. */
export function seesAll(fullFor: FullFor | null, sight: Sight | null): boolean {
  if (sight === null || sight.viewer.role === AUDITOR) return true;
  return (fullFor?.(sight.visibility) ?? REVIEWERS).includes(sight.viewer.role);
}

/** What a viewer sees of a projection's answer; with null all of it. What is not visible is absent, not blanked. */
export function visible({ whole, fullFor, narrowed }: Answer, sight: Sight | null): object {
  return sight === null || seesAll(fullFor, sight) ? whole : narrowed(sight);
}
