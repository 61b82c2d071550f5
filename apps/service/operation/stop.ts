import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from '../log.js';
import { drainOf } from './drain.js';
import { EXIT } from './exit.js';

const LAST_REQUESTS_MS = 8_000;
const LAST_OF_ALL_MS = 9_500;

/**
 * Finishes the current requests, refuses new ones and closes everything. The process then ends by itself. If `isOver` reports
 * that work may remain, this ends it.
 */
export function stopOnSignal(app: NestExpressApplication, log: Logger, isOver: () => boolean): void {
  const server = app.getHttpServer();
  const drain = drainOf(server);
  const stop = async (signal: string): Promise<void> => {
    log.info(`${signal}: stopping`);
    setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS).unref();
    // Supervisors kill after ten seconds; every answered event is durable long before.
    setTimeout(() => process.exit(EXIT.unavailable), LAST_OF_ALL_MS).unref();
    drain();
    await app.close();
    log.info('stopped');
    if (!isOver()) process.exit(0);
  };
  let stopping: Promise<void> | null = null;
  // Ctrl-C reaches the whole process group, and npm passes it on. The second signal must not end a request.
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      stopping ??= stop(signal);
    });
}
