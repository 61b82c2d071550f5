import { Erasures } from './erasures.js';
import type { Actor, Payload } from '#lib/kernel/index.js';
import type { ErasureEntry } from './erasure-list.js';
import type { Keys } from './keys.js';
import { destroyKeys } from './read-on.js';
import type { SealingPlace } from './seal-events.js';

/** The event of an erasure, as a ledger gives it back. */
interface RecordedErasure {
  readonly id: string;
  readonly occurredAt: number;
  readonly payload: Payload;
  readonly recordedBy: Actor | null;
}

/**
 * Carries out erasures that are already recorded, as the council's history holds: each is noted in the list, then its
 * keys are destroyed. Every step may be repeated. Throws VaultUnavailableError, and what writing the list throws; in
 * the latter case the keys are destroyed.
 */
export async function erase(
  { vault, erasures }: Keys,
  { council, history }: SealingPlace,
  recorded: readonly RecordedErasure[],
): Promise<void> {
  const all = new Erasures(history.events);
  const entries = recorded.map((event) => {
    const own = all.all.filter((one) => one.event.id === event.id);
    return entryOf(council, event, [...all.destroyedBy(own)]);
  });
  const noted = await Promise.allSettled(entries.map((entry) => erasures.note(entry)));
  // A list that cannot be written must not keep a key alive.
  for (const { destroyed } of entries) await destroyKeys(vault, council, destroyed);
  for (const one of noted) if (one.status === 'rejected') throw one.reason;
}

function entryOf(
  council: string,
  { id, occurredAt, payload, recordedBy }: RecordedErasure,
  destroyed: ErasureEntry['destroyed'],
): ErasureEntry {
  return { council, event: { id, occurredAt, payload, recordedBy }, destroyed };
}
