import type { RecordedEvent } from '#lib/kernel/index.js';
import { erase } from '#lib/sealing/record.js';
import type { Application } from './application.js';

/**
 * Carries out erasures of one council that are recorded: noted in the list, keys destroyed, and then nothing of it in memory.
 * Every step may be repeated, by this process or another. Throws what the ledger, the list and the vault throw.
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
