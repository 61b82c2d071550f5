/** One thing wrong with an input: where, what was wrong, what would be right. Never holds a sealed value. */
export interface Problem {
  /** JSON pointer or field path, for example `/3/group`. */
  readonly at: string;
  /** Line of the file, counted from 1, if the input came from one. */
  readonly line?: number;
  readonly wrong: string;
  readonly right: string;
}

/** A refusal is a value: a code from the closed list of its room, and every problem found. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly problems: readonly Problem[];
}

export type Result<Value, Code extends string = string> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal<Code> };

/** A result that holds `value`. */
export function accepted<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** A result that holds why not. */
export function refused<Code extends string>(
  code: Code,
  problems: readonly Problem[],
): { readonly ok: false; readonly refusal: Refusal<Code> } {
  return { ok: false, refusal: { code, problems } };
}
