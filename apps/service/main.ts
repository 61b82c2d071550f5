import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { LedgerOpenError, openSqliteLedger } from '#lib/ledger/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { type Config, readConfig } from './config.js';
import { SettableClock, loadDemonstration } from './demonstration/load.js';
import { DEMONSTRATION, YEAR_END } from './demonstration/year.js';
import { type Logger, openLog } from './log.js';
import { createService } from './service.js';

/** Exit codes of sysexits.h. */
const EXIT = { unavailable: 69, config: 78 } as const;
const ADDRESS = '127.0.0.1';
const LAST_REQUESTS_MS = 8_000;

async function start(config: Config): Promise<void> {
  const log = openLog(config.mode);
  const clock = new SettableClock(Date.now);
  mkdirSync(config.data, { recursive: true });
  const ledger = await openSqliteLedger({ path: join(config.data, 'ledger.sqlite'), clock: clock.now });
  const shelf = builtInPacks();
  const app = await createService({ ledger, shelf, clock: clock.now, log });
  const commands = app.get(CommandBus);
  const loaded = config.mode === 'production' ? null : await loadDemonstration({ ledger, shelf, commands, clock });
  await app.listen(config.port, ADDRESS);
  stopOnSignal(app, log, () => ledger.close());
  const councils = await ledger.councils();
  for (const line of welcome(await app.getUrl(), { loaded, showsYear: councils.includes(DEMONSTRATION) }))
    log.info(line);
}

/** Where to look, and what was done. */
function welcome(url: string, { loaded, showsYear }: { loaded: number | null; showsYear: boolean }): readonly string[] {
  const read = (name: string): string => `  ${url}/api/v1/councils/${DEMONSTRATION}/projections/${name}?at=${YEAR_END}`;
  const year = [
    ...(loaded === null
      ? []
      : [`The data folder was empty: loaded the made-up year of the council of Fernhill, ${loaded} events.`]),
    'Read what it shows:',
    ...['even-handedness-by-group', 'even-handedness-by-matter', 'notice-obligations', 'findings'].map(read),
  ];
  return [
    `Listening on ${url}, for this machine alone until there is a sign-in.`,
    `Browse and try the API at ${url}/api`,
    ...(showsYear ? year : []),
  ];
}

/** Requests under way are finished, others refused; then the ledger is closed and the process ends by itself. */
function stopOnSignal(app: NestExpressApplication, log: Logger, closeLedger: () => Promise<void>): void {
  const stop = async (signal: string): Promise<void> => {
    log.info(`${signal}: stopping`);
    const server = app.getHttpServer();
    setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS).unref();
    server.closeIdleConnections();
    await app.close();
    await closeLedger();
    log.info('stopped');
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));
}

function complain(error: unknown): void {
  const { code } = (error ?? {}) as { code?: unknown };
  const isKnown = error instanceof LedgerOpenError || typeof code === 'string';
  process.stderr.write(`${isKnown ? (error as Error).message : String((error as Error).stack ?? error)}\n`);
  if (code === 'EADDRINUSE') process.stderr.write('Set EVENHAND_PORT to a free port, or to 0 for any.\n');
  process.exit(EXIT.unavailable);
}

const config = readConfig(process.env);
if (config.ok) await start(config.value).catch(complain);
else {
  for (const { at, wrong, right } of config.refusal.problems) process.stderr.write(`${at} ${wrong}: give ${right}\n`);
  process.exitCode = EXIT.config;
}
