import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { CommandBus } from '@nestjs/cqrs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Application, Erasing } from '#lib/application/index.js';
import { APPLICATION } from '#lib/bus/index.js';
import { LedgerOpenError, LedgerUnavailableError } from '#lib/ledger/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { VaultKeyError, VaultOpenError, VaultUnavailableError } from '#lib/vault/index.js';
import { type Config, readConfig } from './config.js';
import { isOwnAddress } from './doubts.js';
import { SettableClock, loadDemonstration } from './demonstration/load.js';
import { DEMONSTRATION, YEAR_END } from './demonstration/year.js';
import { openLedger } from './ledger.js';
import { openServiceKeys } from './keys.js';
import { type Logger, openLog } from './log.js';
import { drainOf } from './operation/drain.js';
import { Metrics } from './operation/metrics.js';
import type { Tracing } from './operation/tracing.js';
import { createService } from './service.js';

/** Exit codes of sysexits.h. */
const EXIT = { unavailable: 69, config: 78 } as const;
const LAST_REQUESTS_MS = 8_000;
const LAST_OF_ALL_MS = 9_500;

async function start(config: Config): Promise<void> {
  const log = openLog(config.mode);
  const clock = new SettableClock(Date.now);
  const keys = await openServiceKeys(config);
  const { ledger, journal } = await openLedger(config, clock.now, log);
  const tracing = await openTracing(config, log);
  const metrics = new Metrics(journal);
  metrics.watchProcess();
  const shelf = builtInPacks();
  const { data, minFreeMb, names } = config;
  const operation = { journal, data, minFreeMb };
  const kept = { ledger, shelf, ...keys };
  const watched = { log, operation, metrics, ...(tracing === null ? {} : { tracing }) };
  const app = await createService({ ...kept, ...watched, clock: clock.now, names });
  const stopErasing = await startErasing(app.get<Application>(APPLICATION).erasing, log);
  const commands = app.get(CommandBus);
  // A store elsewhere is not ours to fill with what is made up.
  const isDemonstration = config.mode === 'development' && journal === null;
  const loaded = !isDemonstration ? null : await loadDemonstration({ ledger, shelf, commands, clock });
  await app.listen(config.port, config.host);
  stopOnSignal(app, log, async () => {
    stopErasing();
    await ledger.close();
    await keys.vault.close();
    return (await tracing?.stop()) ?? true;
  });
  // A store elsewhere may be away: the service then waits for it, alive and not ready.
  const showsYear = journal === null && (await ledger.councils()).includes(DEMONSTRATION);
  const isOwn = isOwnAddress(config.host);
  const where =
    journal === null ? `Keeps the ledger in ${data}.` : `Keeps the ledger in an event store, its journal in ${data}.`;
  for (const line of [...welcome(await app.getUrl(), { loaded, showsYear, isOwn }), where]) log.info(line);
}

/** Whoever is erased stays erased, before anybody can ask; then for as long as the ledger is followed. Gives what ends that. */
async function startErasing(erasing: Erasing, log: Logger): Promise<() => void> {
  const away = (error: unknown): void =>
    log.warn({ kind: (error as Error).name }, 'erasures wait for the ledger or the key store');
  const isDone = await erasing.replay().then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof LedgerUnavailableError)) throw error;
      away(error);
      return false;
    },
  );
  const end = new AbortController();
  void erasing.watch(end.signal, { replaysFirst: !isDone, onError: away });
  return () => end.abort();
}

interface Started {
  readonly loaded: number | null;
  readonly showsYear: boolean;
  /** Listens for this machine alone. */
  readonly isOwn: boolean;
}

/** Where to look, and what was done. */
function welcome(url: string, { loaded, showsYear, isOwn }: Started): readonly string[] {
  const read = (name: string): string => `  ${url}/api/v1/councils/${DEMONSTRATION}/projections/${name}?at=${YEAR_END}`;
  const year = [
    ...(loaded === null
      ? []
      : [`The data folder was empty: loaded the made-up year of the council ${DEMONSTRATION}, ${loaded} events.`]),
    'Read what it shows:',
    ...['even-handedness-by-group', 'even-handedness-by-matter', 'notice-obligations', 'findings'].map(read),
  ];
  return [
    `Listening on ${url}, ${isOwn ? 'for this machine alone until there is a sign-in' : 'for the proxy before it'}.`,
    `Browse and try the API at ${url}/api`,
    ...(showsYear ? year : []),
  ];
}

/** Null, and nothing of it loaded, where no collector was named. */
async function openTracing(config: Config, log: Logger): Promise<Tracing | null> {
  const { otlpEndpoint, otlpTracesEndpoint, serviceName } = config;
  const endpoint =
    otlpTracesEndpoint ?? (otlpEndpoint === null ? null : `${otlpEndpoint.replace(/\/+$/, '')}/v1/traces`);
  if (endpoint === null) return null;
  const { startTracing } = await import('./operation/tracing.js');
  return startTracing({ endpoint, serviceName, instanceId: randomUUID(), log });
}

/** Requests under way are finished, others refused; then the ledger is closed and the process ends by itself. */
function stopOnSignal(app: NestExpressApplication, log: Logger, closeRest: () => Promise<boolean>): void {
  const server = app.getHttpServer();
  const drain = drainOf(server);
  const stop = async (signal: string): Promise<void> => {
    log.info(`${signal}: stopping`);
    setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS).unref();
    // Whoever waits for the end kills after ten seconds; every answered event is durable long before.
    setTimeout(() => process.exit(EXIT.unavailable), LAST_OF_ALL_MS).unref();
    drain();
    await app.close();
    const isOver = await closeRest();
    log.info('stopped');
    if (!isOver) process.exit(0);
  };
  let stopping: Promise<void> | null = null;
  // Ctrl-C reaches the whole process group, and npm passes it on: the second is the same wish, and must end no request.
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      stopping ??= stop(signal);
    });
}

/** Ends the process with what stopped its start: one line for what its operator can change, a stack for a fault of ours. */
function complain(error: unknown): void {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(error instanceof VaultKeyError ? EXIT.config : EXIT.unavailable);
}

function reasonOf(error: unknown): string {
  const { code, address, port, message, stack } = (error ?? {}) as NodeJS.ErrnoException & Partial<AddressInfo>;
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${address} is taken: set EVENHAND_PORT to a free port, or to 0 for any.`;
  }
  const isOfKeys = [VaultKeyError, VaultOpenError, VaultUnavailableError].some((kind) => error instanceof kind);
  const isKnown = error instanceof LedgerOpenError || isOfKeys || typeof code === 'string';
  return isKnown ? message : String(stack ?? error);
}

const config = readConfig(process.env);
if (config.ok) await start(config.value).catch(complain);
else {
  for (const { at, wrong, right } of config.refusal.problems) process.stderr.write(`${at} ${wrong}: give ${right}\n`);
  process.exitCode = EXIT.config;
}
