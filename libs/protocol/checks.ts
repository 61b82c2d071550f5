import { citedClauses, wholeCatalogue } from './catalogue-checks.js';
import type { Check, Checked } from './checked.js';
import type { Fault } from './fault.js';
import { besideAnother } from './overlay-checks.js';
import { declaredRoles, noPerson, selfReferral } from './role-checks.js';
import { noticeAgainstConfidence, reasonedDefaults, sameNumber, softenedWithReason } from './value-checks.js';

/** The loader checks, in the order of their numbers. */
const checks: readonly Check[] = [
  wholeCatalogue,
  citedClauses,
  declaredRoles,
  reasonedDefaults,
  noticeAgainstConfidence,
  softenedWithReason,
  selfReferral,
  noPerson,
  sameNumber,
  besideAnother,
];

/** Every breach of every check, each with the number of its check. */
export function runChecks(checked: Checked): Fault[] {
  return checks.flatMap((check, index) =>
    check(checked).map((fault) => ({ ...fault, wrong: `check ${index + 1}: ${fault.wrong}` })),
  );
}
