import { CouncilHead, type CouncilView, type Question, replay } from '#lib/council/index.js';
import type { CouncilEvent } from '#lib/council/record.js';
import { CalendarHorizonError } from '#lib/kernel/index.js';
import type { PackShelf } from '#lib/protocol/index.js';

/** The newest state of each list of events. A list that an erasure replaced takes its state with it. */
const heads = new WeakMap<readonly CouncilEvent[], CouncilHead>();

/**
 * The council as a question asks for it. Throws CalendarHorizonError if the question needs a day beyond the holiday table; such
 * a day elsewhere in the history only costs a full fold. `events` must be a list that only grows.
 */
export function viewOf(events: readonly CouncilEvent[], shelf: PackShelf, question: Question): CouncilView {
  const head = heads.get(events) ?? new CouncilHead(shelf);
  heads.set(events, head);
  try {
    for (const event of events.slice(head.size)) head.apply(event);
    return head.view(question);
  } catch (error) {
    // A state that stopped halfway is useless; the next question builds another.
    heads.delete(events);
    if (error instanceof CalendarHorizonError) return replay(events, shelf, question);
    throw error;
  }
}
