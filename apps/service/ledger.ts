import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '#lib/kernel/index.js';
import { type EventStoreStatus, type Ledger, openEventStoreLedger, openSqliteLedger } from '#lib/ledger/index.js';
import type { Config } from './config.js';
import type { Logger } from './log.js';

/** The ledger that the settings ask for. */
export interface ChosenLedger {
  readonly ledger: Ledger;
  /** The progress of its journal; present if the ledger has one. */
  readonly journal?: () => EventStoreStatus;
}

/** An existing folder keeps its mode, because other programs may use it. Our files in it are for their owner alone. */
function tellIfOpen(folder: string, log: Logger): void {
  const others = process.platform === 'win32' ? 0 : statSync(folder).mode & 0o077;
  if (others !== 0)
    log.warn(`other users may look into the data folder ${folder}: run chmod 700 on it if only Evenhand uses it`);
}

/**
 * Opens the ledger in the data folder and makes the folder if it is missing. Throws LedgerOpenError and the errors of making a
 * folder.
 */
export async function openLedger(config: Config, clock: () => Instant, log: Logger): Promise<ChosenLedger> {
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  tellIfOpen(config.data, log);
  if (config.ledger === 'sqlite') {
    const ledger = await openSqliteLedger({ path: join(config.data, 'ledger.sqlite'), clock });
    return { ledger };
  }
  if (config.insecureStore === 'accept') {
    log.warn({ reason: config.insecureStoreReason }, 'a store without TLS is accepted');
  }
  const ledger = await openEventStoreLedger({
    url: config.ledger,
    journalPath: join(config.data, 'journal.sqlite'),
    clock,
    log: ({ level, message }) => log[level](message),
  });
  return { ledger, journal: () => ledger.status() };
}
