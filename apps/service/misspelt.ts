import type { Problem } from '#lib/kernel/index.js';
import { NAMES } from './settings.js';

const OURS = /^EVENHAND_/i;

/** What begins like a setting and belongs to something else: the command line, the tests and the benchmarks. */
const OF_OTHERS = /^EVENHAND_(DEBUG|NOT_RUN|RUNS|FAULT_SEED|BENCH_[A-Z]+)$/;

/** Variables that look like settings and are none: whoever set one believes in something that does not hold. */
export function misspeltNames(given: readonly string[]): readonly Problem[] {
  const known: readonly string[] = Object.values(NAMES);
  const strangers = given.filter((name) => OURS.test(name) && !known.includes(name) && !OF_OTHERS.test(name));
  return strangers.sort().map((name) => ({ at: name, wrong: 'is no setting', right: nearestOf(name, known) }));
}

function nearestOf(name: string, known: readonly string[]): string {
  const away = (other: string): number => distance(name.toUpperCase(), other);
  return known.reduce((nearest, other) => (away(other) < away(nearest) ? other : nearest), known[0] ?? '');
}

/** How many letters must be added, dropped or changed to make one text of the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let line = 0; line < from.length; line += 1) {
    const next = [line + 1];
    for (let index = 0; index < to.length; index += 1) {
      const [changed = 0, dropped = 0] = row.slice(index);
      next.push(Math.min(changed + (from[line] === to[index] ? 0 : 1), dropped + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
