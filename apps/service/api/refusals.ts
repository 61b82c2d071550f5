import type { Problem, Refusal, Result } from '#lib/kernel/index.js';
import { ProblemError, type ProblemKind, bodyFaults, queryFaults } from './problem.js';

const RETRY_SECONDS = 1;

/** The value, or the problem document of a refusal. `faults` says where the input came from. */
export function valueOf<Value, Code extends ProblemKind>(
  result: Result<Value, Code>,
  faults: 'body' | 'query' = 'body',
): Value {
  if (result.ok) return result.value;
  throw problemOf(result.refusal, faults === 'body' ? bodyFaults : queryFaults);
}

function problemOf({ code, problems }: Refusal<ProblemKind>, faultsOf: typeof bodyFaults): ProblemError {
  const errors = faultsOf(problems satisfies readonly Problem[]);
  const isWorthRepeating = code === 'contended' || code === 'position_not_reached';
  return new ProblemError(code, { errors, ...(isWorthRepeating ? { retryAfterSeconds: RETRY_SECONDS } : {}) });
}
