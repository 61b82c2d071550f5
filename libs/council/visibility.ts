import type { Answer, FullFor, Sight } from '#lib/features/family.js';
import { rolesOf } from '#lib/features/viewer.js';

/** Audits the record, and sees every row of every projection. */
const AUDITOR = 'auditor';

/** Roles that are responsible for the record see all of it, but for what a pack gives to other roles (AMB-19). */
const REVIEWERS: readonly string[] = ['monitoring_officer', 'proper_officer', 'chief_executive'];

const holdsAny = ({ viewer }: Sight, wanted: readonly string[]): boolean =>
  rolesOf(viewer).some((role) => wanted.includes(role));

export function isAuditor(sight: Sight): boolean {
  return holdsAny(sight, [AUDITOR]);
}

/** True for who sees every row that nothing hides from them. */
export function isReviewer(sight: Sight): boolean {
  return holdsAny(sight, [AUDITOR, ...REVIEWERS]);
}

/** True for who sees all of a projection: everybody without a viewer, auditors, and the roles that are to see it whole. */
export function seesAll(fullFor: FullFor | null, sight: Sight | null): boolean {
  if (sight === null) return true;
  if (fullFor === 'nobody') return false;
  return isAuditor(sight) || holdsAny(sight, fullFor?.(sight.visibility, sight.roles) ?? REVIEWERS);
}

/** What a viewer sees of a projection's answer; with null all of it. What is not visible is absent, not blanked. */
export function visible({ whole, fullFor, narrowed }: Answer, sight: Sight | null): object {
  return sight === null || seesAll(fullFor, sight) ? whole : narrowed(sight);
}
