import { join } from 'node:path';
import type { CouncilEvent } from '#lib/council/record.js';
import type { RecordedEvent } from '#lib/kernel/index.js';
import type { Ledger } from '#lib/ledger/index.js';
import type { Asked } from './arguments.js';
import { EXIT, Stop } from './outcome.js';

/** The folder of the ledger: `--data`, else EVENHAND_DATA, else ./data. */
export function folderOf(asked: Asked): string {
  return asked.text('data') ?? process.env['EVENHAND_DATA'] ?? 'data';
}

/** Where the ledger lies: `--data`, else EVENHAND_DATA, else ./data. */
export function ledgerPath(asked: Asked): string {
  return join(folderOf(asked), 'ledger.sqlite');
}

/**
 * Opens the ledger file, works with it, and lets go of it again. Stops where the ledger is held by a running service, full,
 * or cannot be opened.
 */
export async function withLedger<Answer>(
  options: { readonly path: string; readonly mustExist: boolean; readonly insteadIfHeld: string },
  work: (ledger: Ledger) => Promise<Answer>,
): Promise<Answer> {
  const { LedgerFullError, LedgerOpenError, LedgerUnavailableError, openSqliteLedger } =
    await import('#lib/ledger/index.js');
  const isLedgerError = (error: unknown): error is Error =>
    [LedgerFullError, LedgerOpenError, LedgerUnavailableError].some((kind) => error instanceof kind);
  let ledger: Ledger | undefined;
  try {
    ledger = await openSqliteLedger({ path: options.path, mustExist: options.mustExist, clock: () => Date.now() });
    return await work(ledger);
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    const held = error.message.includes('in use by another')
      ? `; while the service runs, ${options.insteadIfHeld}`
      : '';
    throw new Stop(EXIT.ledger, `${error.message}${held}`);
  } finally {
    await ledger?.close();
  }
}

/** An event of the ledger as the council room takes it. */
export function councilEvent(event: RecordedEvent): CouncilEvent {
  const { id, type, occurredAt, recordedAt, payload, pack, position } = event;
  return { id, type, at: occurredAt, rec: recordedAt, payload, pack, position: String(position) };
}
