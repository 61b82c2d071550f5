import type { EventStoreLedger, EventStoreLedgerOptions } from './options.js';

/**
 * Opens a ledger in EventStoreDB or KurrentDB. Resolves after the store's first answer, or without it after `deadlineMs`:
 * a store that is away is waited for. Throws LedgerOpenError for credentials, certificates, a connection string or a
 * journal that cannot do.
 */
export async function openEventStoreLedger(options: EventStoreLedgerOptions): Promise<EventStoreLedger> {
  // The client takes a sixth of a second to load: whoever uses another ledger does not wait for it.
  const { openLedger } = await import('./opening.js');
  return openLedger(options);
}
