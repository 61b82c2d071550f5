import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedEvent } from '#lib/kernel/index.js';
import type { Ledger, NewEvent } from '#lib/ledger/index.js';
import { type ErasureEntry, type ErasureList, destroyKeys, erase, isErasure } from '#lib/sealing/record.js';
import type { Vault } from '#lib/vault/index.js';
import type { Councils } from './councils.js';
import { SCHEMA } from './stamp.js';

const RETRY_MS = 1_000;

interface ErasingParts {
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly erasures: ErasureList;
}

/** Carries out what the ledger says is erased. Every step may be repeated, by this process or another. */
export class Erasing {
  constructor(
    private readonly parts: ErasingParts,
    private readonly councils: Councils,
  ) {}

  /** Destroys keys for erasures that are recorded: noted in the list, then destroyed, then nowhere in memory. */
  async erase(name: string, recorded: readonly RecordedEvent[]): Promise<void> {
    const { history } = await this.councils.upToNow(name);
    await erase(this.parts, { council: name, history }, recorded);
    await this.councils.refresh(name);
  }

  /**
   * What the list says is erased is erased before anything is read; a ledger that does not know of it, being older, has it
   * recorded again. Throws what the ledger throws, with every key destroyed.
   */
  async replay(): Promise<void> {
    const { ledger, vault, erasures } = this.parts;
    for (const { council, destroyed } of erasures.entries) await destroyKeys(vault, council, destroyed);
    for (const entry of erasures.entries) await ledger.append(entry.council, [eventOf(entry)]);
  }

  /** Follows the ledger from its beginning: what a crash left undone is done, and what another replica erases is forgotten here. */
  async watch(signal: AbortSignal, { replaysFirst, onError }: Watching): Promise<void> {
    let after = 0n;
    let hasReplayed = !replaysFirst;
    const follow = async (): Promise<void> => {
      if (!hasReplayed) await this.replay();
      hasReplayed = true;
      for await (const event of this.parts.ledger.follow(after, signal)) {
        if (isErasure(event)) await this.erase(event.council, [event]);
        after = event.position;
      }
    };
    while (!signal.aborted) {
      try {
        await follow();
        return;
      } catch (error) {
        onError(error);
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}

interface Watching {
  /** The list is yet to be replayed. */
  readonly replaysFirst: boolean;
  /** Told each time before it tries again. */
  readonly onError: (error: unknown) => void;
}

function eventOf({ event }: ErasureEntry): NewEvent {
  const unknown = { pack: null, correlationId: null, causationId: null };
  return { ...event, type: 'SealedPayloadDestroyed', schema: SCHEMA, ...unknown };
}
