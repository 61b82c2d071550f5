import type { EventEnvelope, Problem } from '#lib/kernel/index.js';
import type { Ledger, Restored } from '#lib/ledger/index.js';
import { EXIT, Stop } from './outcome.js';
import { openProgress } from './progress.js';

/**
 * Stores events as another ledger recorded them, with a bar. Stops if the ledger refuses; `placeOf` gives the source of an
 * event.
 */
export async function restoreInto(
  ledger: Ledger,
  events: AsyncIterable<EventEnvelope>,
  { total, placeOf }: { readonly total: number; readonly placeOf: (index: number) => string },
): Promise<Restored> {
  const progress = openProgress();
  progress.begin(total);
  let shown = 0;
  const onPage = ({ known, stored }: Restored): void => {
    progress.advance(known + stored - shown);
    shown = known + stored;
  };
  try {
    const result = await ledger.restore(events, onPage);
    if (result.ok) return result.value;
    const lines = result.refusal.problems.map((problem) => lineOf(problem, placeOf));
    throw new Stop(EXIT.badInput, 'the ledger refused an event; the events before it stay stored', lines);
  } finally {
    progress.close();
  }
}

function lineOf({ at, wrong, right }: Problem, placeOf: (index: number) => string): string {
  return `${placeOf(Number(at.slice(1)))}: ${wrong} (right: ${right})`;
}
