import { createRequire } from 'node:module';
import type CliProgress from 'cli-progress';

/** Shows how far a long command has come. */
export interface Progress {
  advance(by: number): void;
  close(): void;
}

/** A bar on standard error where that is a terminal; else nothing. */
export function openProgress(total: number): Progress {
  if (!process.stderr.isTTY) return { advance: () => undefined, close: () => undefined };
  const { SingleBar, Presets } = createRequire(import.meta.url)('cli-progress') as typeof CliProgress;
  const format = 'recording {bar} {value}/{total}, {eta}s left';
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { advance: (by) => bar.increment(by), close: () => bar.stop() };
}
