import { type Problem, mostAlike } from '#lib/kernel/index.js';
import { NAMES } from './settings.js';

const OURS = /^EVENHAND_/i;

/** What begins like a setting and belongs to something else: the command line, the tests and the benchmarks. */
const OF_OTHERS = /^EVENHAND_(DEBUG|NOT_RUN|TESTED|RUNS|FAULT_SEED|MOVE_EVENTS|BENCH_[A-Z]+)$/;

/** Variables that look like settings and are none: whoever set one believes in something that does not hold. */
export function misspeltNames(given: readonly string[]): readonly Problem[] {
  const known: readonly string[] = Object.values(NAMES);
  const strangers = given.filter((name) => OURS.test(name) && !known.includes(name) && !OF_OTHERS.test(name));
  return strangers.sort().map((name) => ({ at: name, wrong: 'is no setting', right: mostAlike(name, known) ?? '' }));
}
