import type { Problem, Refusal, Result } from '#lib/kernel/index.js';
import { type FieldFault, ProblemError, type ProblemKind, bodyFaults, queryFaults } from './problem.js';

const RETRY_SECONDS = 1;

/** The source of the input: a body, a body with a single event, or the query. */
type Source = 'body' | 'event' | 'query';

const faultsFrom: Readonly<Record<Source, (problems: readonly Problem[]) => FieldFault[]>> = {
  body: bodyFaults,
  event: (problems) => bodyFaults(problems.map(({ at, ...rest }) => ({ ...rest, at: at.replace(/^\/0(?=\/|$)/, '') }))),
  query: queryFaults,
};

/** Returns the value, or throws the problem document of a refusal. */
export function valueOf<Value, Code extends ProblemKind>(result: Result<Value, Code>, source: Source = 'body'): Value {
  if (result.ok) return result.value;
  throw problemOf(result.refusal, source);
}

function problemOf({ code, problems }: Refusal<ProblemKind>, source: Source): ProblemError {
  const errors = faultsFrom[source](problems);
  const isWorthRepeating = code === 'contended' || code === 'position_not_reached';
  return new ProblemError(code, { errors, ...(isWorthRepeating ? { retryAfterSeconds: RETRY_SECONDS } : {}) });
}
