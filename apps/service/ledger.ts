import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '#lib/kernel/index.js';
import { type EventStoreStatus, type Ledger, openEventStoreLedger, openSqliteLedger } from '#lib/ledger/index.js';
import type { Config } from './config.js';
import type { Logger } from './log.js';

/** The ledger that the settings ask for. */
export interface ChosenLedger {
  readonly ledger: Ledger;
  /** How far its journal is; there where the ledger has one. */
  readonly journal?: () => EventStoreStatus;
}

/** A folder that was there may serve others too, so its mode is theirs to choose; what we keep in it is for its owner alone. */
function tellIfOpen(folder: string, log: Logger): void {
  const others = process.platform === 'win32' ? 0 : statSync(folder).mode & 0o077;
  if (others !== 0)
    log.warn(`other users may look into the data folder ${folder}: run chmod 700 on it if it is for Evenhand alone`);
}

/** Opens it in the data folder, which is made where there is none. Throws LedgerOpenError, and what making a folder throws. */
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
