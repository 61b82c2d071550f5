import { CouncilHead, type CouncilView, type Question, replay } from '#lib/council/index.js';
import type { CouncilEvent } from '#lib/council/record.js';
import { CalendarHorizonError } from '#lib/kernel/index.js';
import type { PackShelf } from '#lib/protocol/index.js';

/** The newest state of each list of events. A list that was replaced, because somebody was erased, takes its state with it. */
const heads = new WeakMap<readonly CouncilEvent[], CouncilHead>();

/**
 * The council as a question wants to see it. Throws CalendarHorizonError where that needs a day beyond the holiday table;
 * such a day elsewhere in the history costs a full fold and nothing more. `events`: a list that only grows.
 */
export function viewOf(events: readonly CouncilEvent[], shelf: PackShelf, question: Question): CouncilView {
  const head = heads.get(events) ?? new CouncilHead(shelf);
  heads.set(events, head);
  try {
    for (const event of events.slice(head.size)) head.apply(event);
    return head.view(question);
  } catch (error) {
    // A state that stopped half way is worth nothing: the next question builds another.
    heads.delete(events);
    if (error instanceof CalendarHorizonError) return replay(events, shelf, question);
    throw error;
  }
}
