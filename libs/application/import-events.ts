import { isPublication, saysWhichPack } from '#lib/council/record.js';
import { type Problem, type Result, accepted, refused } from '#lib/kernel/index.js';
import { isSameEvent, needsKeys, openNothing, openerOf } from '#lib/sealing/record.js';
import type { Application } from './application.js';
import type { GivenEvent } from './given.js';
import { withTexts } from './pack-texts.js';
import { packRecordOf } from './prepare.js';
import { type RecordRefusal, recordEvents } from './record-events.js';

/** Few enough that an import that was killed has lost little, many enough that each is worth its sync. */
const BATCH = 500;

/** An event of a file: it says when it occurred. */
export type ImportedEvent = GivenEvent & { readonly occurredAt: number };

/** Told how many events there are to record, before the first; then, after each batch, how many more are durable. */
export interface ImportProgress {
  begin(total: number): void;
  advance(recorded: number): void;
}

/**
 * Records what the ledger does not have yet of a list of any length; answers how many events that were. Refused with nothing
 * written where an id is stored with another body (`/3/id` is the fourth event of the list), or where a pack that is adopted is
 * not there or a text that is published is wrong. The batches are durable one by
 * one: an import that is cut off, or refused in its midst, is completed by the same import again.
 * Throws what the ledger and the vault throw.
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
  // Later batches may adopt what is in force when an event of an earlier one occurred.
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

/** Where the batch ends that begins there: never between the parts of a text, nor between them and what follows. */
function endOfBatch(events: readonly ImportedEvent[], from: number): number {
  const most = Math.min(from + BATCH, events.length);
  let to = most;
  while (to < events.length && to > from && isPublication(events[to - 1] ?? { type: '' })) to -= 1;
  return to === from ? most : to;
}

/** Ids that stand in the ledger already for something else. */
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
    const wrong = `event ${event.id} is in the ledger already with another body`;
    return [{ at: `/${index}/id`, wrong, right: 'the body recorded first, or another event id' }];
  });
}
