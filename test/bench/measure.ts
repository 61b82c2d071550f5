export interface Measured {
  /** Median over the rounds. */
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
  /** Figures of this machine and run, for orientation alone. */
  readonly note: string;
}

export interface NotRun {
  readonly notRun: string;
}

/** Sizes of a run, from the environment. */
export interface Sizes {
  /** Rounds of each comparison, at least 1. */
  readonly rounds: number;
  /** Events of the big ledger. */
  readonly events: number;
  /** Single durable commits a slice. */
  readonly commits: number;
}

function wholeNumber(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name} is a whole number of 1 or more`);
  return value;
}

export function sizesOfRun(): Sizes {
  return {
    rounds: wholeNumber('EVENHAND_BENCH_ROUNDS', 5),
    events: wholeNumber('EVENHAND_BENCH_EVENTS', 1_000_000),
    commits: wholeNumber('EVENHAND_BENCH_COMMITS', 1_000),
  };
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** Seconds that some work takes. */
export async function seconds(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

export const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en-GB')}/s`;

/**
 * Measures two things in turns, each round both, now one first and now the other, so that both meet the same
 * conditions. The ratio of a round is ours divided by theirs.
 */
export async function compare(
  rounds: number,
  ours: (round: number) => Promise<number>,
  theirs: (round: number) => Promise<number>,
  note: (ours: number, theirs: number) => string,
): Promise<Measured> {
  const pairs: [number, number][] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const first = await ours(round);
      pairs.push([first, await theirs(round)]);
    } else {
      const first = await theirs(round);
      pairs.push([await ours(round), first]);
    }
  }
  const ratios = pairs.map(([left, right]) => left / right);
  const text = note(median(pairs.map(([left]) => left)), median(pairs.map(([, right]) => right)));
  return { ratio: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios), note: text };
}
