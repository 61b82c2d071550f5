import { type Problem, mostAlike } from '#lib/kernel/index.js';
import { NAMES } from './settings.js';

const OURS = /^EVENHAND_/i;

/** Variables that begin like a setting but belong to the command line, the tests or the benchmarks. */
const OF_OTHERS = /^EVENHAND_(DEBUG|NOT_RUN|TESTED|RUNS|FAULT_SEED|MOVE_EVENTS|BENCH_[A-Z]+)$/;

/** Finds variables that look like settings but are not, because their author would expect an effect. */
export function misspeltNames(given: readonly string[]): readonly Problem[] {
  const known: readonly string[] = Object.values(NAMES);
  const strangers = given.filter((name) => OURS.test(name) && !known.includes(name) && !OF_OTHERS.test(name));
  return strangers.sort().map((name) => ({ at: name, wrong: 'is no setting', right: mostAlike(name, known) ?? '' }));
}
