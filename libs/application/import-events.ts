import { isPublication, saysWhichPack } from '#lib/council/record.js';
import { type Problem, type Result, accepted, refused } from '#lib/kernel/index.js';
import { isSameEvent, needsKeys, openNothing, openerOf } from '#lib/sealing/record.js';
import type { Application } from './application.js';
import type { GivenEvent } from './given.js';
import { withTexts } from './pack-texts.js';
import { packRecordOf } from './prepare.js';
import { type RecordRefusal, recordEvents } from './record-events.js';

/** Few enough that a killed import loses little, many enough that each batch is worth its sync. */
const BATCH = 500;

/** An event of a file. It always has a time of occurrence. */
export type ImportedEvent = GivenEvent & { readonly occurredAt: number };

/** Called with the number of events to record before the first batch, then with the number of new durable events after each. */
export interface ImportProgress {
  begin(total: number): void;
  advance(recorded: number): void;
}

/**
 * Records the events of a list that the ledger lacks and returns their number. The list may have any length. Refuses, with
 * nothing written, if an id is stored with another body (`/3/id` is the fourth event of the list), if an adopted pack is
 * unknown or if a published text is wrong. Batches become durable one by one: the same import again completes one that was cut
 * off or refused midway.
 * Throws the errors of the ledger and the vault.
 */
export async function importEvents(
  application: Application,
  council: string,
  events: readonly ImportedEvent[],
  progress: ImportProgress,
): Promise<Result<number, RecordRefusal>> {
  const known = await application.councils.upToNow(council);
  const taken = await takenIds(application, council, events);
  if (taken.length > 0) return refused('id_reused', taken);
  const texts = withTexts(packRecordOf(application, council, known), events);
  if (!texts.ok) return texts;
  const fresh = events.filter(({ id }) => known.find(id) === undefined);
  // A later batch may adopt the pack that was in force when an event of an earlier batch occurred.
  const context = { correlationId: null, ahead: fresh.filter(saysWhichPack) };
  progress.begin(fresh.length);
  let from = 0;
  while (from < fresh.length) {
    const batch = fresh.slice(from, endOfBatch(fresh, from));
    const opens = known.isUnknown && from === 0;
    const recorded = await recordEvents(application, council, batch, { ...context, opens });
    if (!recorded.ok) return recorded;
    progress.advance(batch.length);
    from += batch.length;
  }
  return accepted(fresh.length);
}

/**
 * Returns the end of the batch that begins at an index. It never separates the parts of a text or the last part from the next
 * event.
 */
function endOfBatch(events: readonly ImportedEvent[], from: number): number {
  const most = Math.min(from + BATCH, events.length);
  let to = most;
  while (to < events.length && to > from && isPublication(events[to - 1] ?? { type: '' })) to -= 1;
  return to === from ? most : to;
}

/** Problems of ids that the ledger already holds with another body. */
async function takenIds(
  { councils, vault }: Application,
  name: string,
  events: readonly ImportedEvent[],
): Promise<readonly Problem[]> {
  const council = await councils.upToNow(name);
  const open = events.some(needsKeys) ? await openerOf(vault, name) : openNothing;
  return events.flatMap((event, index) => {
    const stored = council.history.events[council.orderOf(event.id)];
    if (stored === undefined || isSameEvent(stored, event, open)) return [];
    const wrong = `event ${event.id} is already in the ledger with another body`;
    return [{ at: `/${index}/id`, wrong, right: 'the body recorded first, or another event id' }];
  });
}
