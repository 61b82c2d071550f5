import type { EventStoreLedger, EventStoreLedgerOptions } from './options.js';

/**
 * Opens a ledger in EventStoreDB or KurrentDB. Resolves after the store's first answer, or without it after
 * `deadlineMs`: it then keeps trying. Throws LedgerOpenError for credentials, certificates, a connection string or a
 * journal that cannot be used.
 */
export async function openEventStoreLedger(options: EventStoreLedgerOptions): Promise<EventStoreLedger> {
  // The client takes a sixth of a second to load: users of another ledger do not wait for it.
  const { openLedger } = await import('./opening.js');
  return openLedger(options);
}
