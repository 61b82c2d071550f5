import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '#lib/ledger/index.js';
import type { Asked } from './arguments.js';
import { EXIT, Stop } from './outcome.js';

/** The folder of the ledger: `--data`, else EVENHAND_DATA, else ./data. */
export function folderOf(asked: Asked): string {
  return asked.text('data') ?? process.env['EVENHAND_DATA'] ?? 'data';
}

/** The path of the ledger: in `--data`, else EVENHAND_DATA, else ./data. */
export function ledgerPath(asked: Asked): string {
  return join(folderOf(asked), 'ledger.sqlite');
}

/** Makes the data folder if it is missing. Stops if that fails. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string') throw error;
    throw new Stop(EXIT.ledger, `the folder ${folder} cannot be made (${code}); name another with --data`);
  }
}

/**
 * Opens the ledger file, works with it and closes it. Stops if a running service holds the ledger, or if it is full or cannot
 * be opened.
 */
export async function withLedger<Answer>(
  options: { readonly path: string; readonly mustExist: boolean; readonly insteadIfHeld: string },
  work: (ledger: Ledger) => Promise<Answer>,
): Promise<Answer> {
  return withLedgerErrors(options.insteadIfHeld, async () => {
    const { openSqliteLedger } = await import('#lib/ledger/index.js');
    const { path, mustExist } = options;
    const ledger = await openSqliteLedger({ path, mustExist, clock: () => Date.now() });
    try {
      return await work(ledger);
    } finally {
      await ledger.close();
    }
  });
}

/** Does work with a ledger. If the ledger fails, stops with the reason, and with the remedy if another program holds it. */
export async function withLedgerErrors<Answer>(insteadIfHeld: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const { LedgerFullError, LedgerOpenError, LedgerUnavailableError } = await import('#lib/ledger/index.js');
    const isOfLedger = [LedgerFullError, LedgerOpenError, LedgerUnavailableError].some((kind) => error instanceof kind);
    if (!(error instanceof Error) || !isOfLedger) throw error;
    const isHeld = error.message.includes('in use by another');
    throw new Stop(EXIT.ledger, `${error.message}${isHeld ? `; while the service runs, ${insteadIfHeld}` : ''}`);
  }
}
