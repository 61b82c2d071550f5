import type { RecordedEvent } from '#lib/kernel/index.js';
import { erase } from '#lib/sealing/record.js';
import type { Application } from './application.js';

/**
 * Carries out recorded erasures of one council: notes them in the list, destroys the keys and clears the council from memory.
 * This process or another may repeat every step. Throws the errors of the ledger, the list and the vault.
 */
export async function eraseRecorded(
  { vault, erasures, councils }: Pick<Application, 'vault' | 'erasures' | 'councils'>,
  name: string,
  recorded: readonly RecordedEvent[],
): Promise<void> {
  const { history } = await councils.upToNow(name);
  await erase({ vault, erasures }, { council: name, history }, recorded);
  await councils.refresh(name);
}
