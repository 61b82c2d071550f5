import type { NewEvent } from '#lib/ledger/index.js';
import { type ErasureEntry, destroyKeys } from '#lib/sealing/record.js';
import type { Application } from './application.js';
import { eraseRecorded } from './erase.js';
import { type Derived, Follower } from './follower.js';
import { SCHEMA } from './stamp.js';

/**
 * Destroys the keys of everybody on the list before the first read. If the ledger is older and lacks an erasure, records it
 * again. Throws the errors of the ledger once every key is destroyed.
 */
export async function replayErasures({ ledger, vault, erasures }: Application): Promise<void> {
  for (const { council, destroyed } of erasures.entries) await destroyKeys(vault, council, destroyed);
  for (const entry of erasures.entries) await ledger.append(entry.council, [eventOf(entry)]);
}

/**
 * Follows the ledger for erasures. It finishes those that a crash interrupted and forgets values that another replica erased.
 * It begins at the first erasure each time: repeating one changes nothing, and there are few. `before` runs first.
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
