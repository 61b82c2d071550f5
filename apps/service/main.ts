import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { CommandBus } from '@nestjs/cqrs';
import { LedgerOpenError } from '#lib/ledger/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { VaultKeyError, VaultOpenError, VaultUnavailableError } from '#lib/vault/index.js';
import { type Config, readConfig } from './config.js';
import { SettableClock, loadDemonstration } from './demonstration/load.js';
import { EXIT } from './operation/exit.js';
import { openLedger } from './ledger.js';
import { openServiceKeys } from './keys.js';
import { type Logger, openLog } from './log.js';
import { Metrics } from './operation/metrics.js';
import type { Tracing } from './operation/tracing.js';
import { stopOnSignal } from './operation/stop.js';
import { createService } from './service.js';
import { welcome } from './welcome.js';

async function start(config: Config): Promise<void> {
  const log = openLog(config.mode);
  const clock = new SettableClock(Date.now);
  const keys = await openServiceKeys(config);
  const opened = await openLedger(config, clock.now, log);
  const { ledger } = opened;
  const tracing = await openTracing(config, log);
  const metrics = new Metrics(opened.journal);
  metrics.watchProcess();
  let isOver = true;
  const endTracing = async (): Promise<void> => {
    isOver = (await tracing?.stop()) ?? true;
  };
  const { data, minFreeMb, names } = config;
  const shelf = builtInPacks();
  const app = await createService({
    ...{ ledger, shelf, ...keys, clock: clock.now, log, metrics, names },
    takesViewers: config.mode === 'development',
    operation: { journal: opened.journal, data, minFreeMb },
    ...(tracing === null ? {} : { tracing }),
    closes: [() => ledger.close(), () => keys.vault.close(), endTracing],
  });
  const loaded = await loadedYear(config, { ledger, shelf, commands: app.get(CommandBus), clock });
  await app.listen(config.port, config.host);
  stopOnSignal(app, log, () => isOver);
  for (const line of await welcome(await app.getUrl(), { ledger, config, loaded })) log.info(line);
}

/** A shared store must not receive made-up events. */
async function loadedYear({ mode }: Config, parts: Parameters<typeof loadDemonstration>[0]): Promise<number | null> {
  const isDue = mode === 'development' && !parts.ledger.capabilities.isShared;
  return isDue ? loadDemonstration(parts) : null;
}

/** Null, with nothing loaded, if no collector is configured. */
async function openTracing(config: Config, log: Logger): Promise<Tracing | null> {
  const { otlpEndpoint, otlpTracesEndpoint, serviceName } = config;
  const endpoint =
    otlpTracesEndpoint ?? (otlpEndpoint === null ? null : `${otlpEndpoint.replace(/\/+$/, '')}/v1/traces`);
  if (endpoint === null) return null;
  const { startTracing } = await import('./operation/tracing.js');
  return startTracing({ endpoint, serviceName, instanceId: randomUUID(), log });
}

/** Ends the process with the reason: one line if the operator can change it, a stack for a fault of ours. */
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
