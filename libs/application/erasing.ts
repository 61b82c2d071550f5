import type { NewEvent } from '#lib/ledger/index.js';
import { type ErasureEntry, destroyKeys } from '#lib/sealing/record.js';
import type { Application } from './application.js';
import { eraseRecorded } from './erase.js';
import { type Derived, Follower } from './follower.js';
import { SCHEMA } from './stamp.js';

/**
 * What the list says is erased is erased before anything is read; a ledger that does not know of it, being older, has it
 * recorded again. Throws what the ledger throws, with every key destroyed.
 */
export async function replayErasures({ ledger, vault, erasures }: Application): Promise<void> {
  for (const { council, destroyed } of erasures.entries) await destroyKeys(vault, council, destroyed);
  for (const entry of erasures.entries) await ledger.append(entry.council, [eventOf(entry)]);
}

/**
 * Follows the ledger for erasures: what a crash left undone is done, and what another replica erases is forgotten here. It
 * begins at the first erasure each time: carrying one out again changes nothing, and there are few. `before` is done first.
 */
export function erasureFollower(application: Application, before: () => Promise<void>): Follower {
  const derived: Derived = {
    types: ['SealedPayloadDestroyed'],
    position: async () => {
      await before();
      return 0n;
    },
    take: (event) => eraseRecorded(application, event.council, [event]),
  };
  return new Follower(application.ledger, derived);
}

function eventOf({ event }: ErasureEntry): NewEvent {
  const unknown = { pack: null, correlationId: null, causationId: null };
  return { ...event, type: 'SealedPayloadDestroyed', schema: SCHEMA, ...unknown };
}
