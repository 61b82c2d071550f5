import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from '../log.js';
import { drainOf } from './drain.js';
import { EXIT } from './exit.js';

const LAST_REQUESTS_MS = 8_000;
const LAST_OF_ALL_MS = 9_500;

/**
 * Requests under way are finished, others refused; then everything is closed and the process ends by itself, or is ended where
 * `isOver` says afterwards that something of it may still be under way.
 */
export function stopOnSignal(app: NestExpressApplication, log: Logger, isOver: () => boolean): void {
  const server = app.getHttpServer();
  const drain = drainOf(server);
  const stop = async (signal: string): Promise<void> => {
    log.info(`${signal}: stopping`);
    setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS).unref();
    // Whoever waits for the end kills after ten seconds; every answered event is durable long before.
    setTimeout(() => process.exit(EXIT.unavailable), LAST_OF_ALL_MS).unref();
    drain();
    await app.close();
    log.info('stopped');
    if (!isOver()) process.exit(0);
  };
  let stopping: Promise<void> | null = null;
  // Ctrl-C reaches the whole process group, and npm passes it on: the second is the same wish, and must end no request.
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      stopping ??= stop(signal);
    });
}
