import { afterEach } from '@jest/globals';
import { type StandIn, type StandInOptions, startStandIn } from './stand-in.js';
import { journalFolder } from './stores.js';

/** What ends with the test under way, the last first. */
export const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A stand-in for the store, stopped when the test ends. */
export async function server(options: StandInOptions = {}): Promise<StandIn> {
  const started = await startStandIn(options);
  closing.push(() => started.stop());
  return started;
}

/** A folder for journals, removed when the test ends. */
export function folder(): ReturnType<typeof journalFolder> {
  const made = journalFolder();
  closing.push(() => {
    made.remove();
  });
  return made;
}
