import { createRequire } from 'node:module';
import type CliProgress from 'cli-progress';
import type { ImportProgress } from '#lib/application/index.js';

/** Shows the progress of a long command. */
interface Progress extends ImportProgress {
  close(): void;
}

/** A bar on standard error if that is a terminal; else nothing. */
export function openProgress(): Progress {
  if (!process.stderr.isTTY) return { begin: () => undefined, advance: () => undefined, close: () => undefined };
  const { SingleBar, Presets } = createRequire(import.meta.url)('cli-progress') as typeof CliProgress;
  const format = 'recording {bar} {value}/{total}, {eta}s left';
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  return { begin: (total) => bar.start(total, 0), advance: (by) => bar.increment(by), close: () => bar.stop() };
}
