import type { Problem } from '#lib/kernel/index.js';

/** The exit codes of the command line. */
export const EXIT = {
  ok: 0,
  /** A check found a fault. */
  findings: 1,
  usage: 2,
  badInput: 3,
  notFound: 4,
  /** The ledger is locked, full, or cannot be opened. */
  ledger: 5,
  /** A fault of the program, with a reference. */
  fault: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with a line for its user; every other error is a fault of ours. */
export class Stop extends Error {
  override readonly name = 'Stop';

  constructor(
    readonly exitCode: ExitCode,
    message: string,
    /** Lines before the message, one for each problem. */
    readonly details: readonly string[] = [],
  ) {
    super(message);
  }
}

/** More problems than this are counted, not listed. */
const MOST_LISTED = 100;

/** One line a problem: `events.yaml:7: groop: … (right: …)`. */
export function problemLines(name: string, problems: readonly Problem[]): string[] {
  const lines = problems.slice(0, MOST_LISTED).map(({ at, line, wrong, right }) => {
    const field = at.slice(at.lastIndexOf('/') + 1);
    const place = line === undefined ? name : `${name}:${line}`;
    const named = field === '' || /^\d+$/.test(field) || at.includes('#') ? '' : `${field}: `;
    return `${place}: ${named}${wrong} (right: ${right})`;
  });
  const left = problems.length - lines.length;
  return left > 0 ? [...lines, `${name}: and ${left} more`] : lines;
}

/** A file that cannot be used, with every mistake in it. */
export function badFile(name: string, problems: readonly Problem[], consequence: string): Stop {
  const count = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`;
  return new Stop(EXIT.badInput, `${name} holds ${count}; ${consequence}`, problemLines(name, problems));
}
