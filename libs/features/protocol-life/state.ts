import { type EventMark, type LocalDay, localDay, parsePartialDate } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import type { ProtocolLifeEvent } from './events.js';

/** A minuted adoption. */
export interface Adoption extends EventMark {
  /** The day that it states, else the one on which it was minuted. */
  readonly day: LocalDay;
  readonly minute: string | null;
}

/** The stating of a day by which the protocol is to be reviewed. */
export interface Scheduled extends EventMark {
  readonly day: LocalDay;
}

/** What may trigger a review, by the name of its event. */
export interface Trigger extends EventMark {
  readonly type: ProtocolLifeEvent['type'];
}

/** A clause that leaves something open. */
export interface Gap extends EventMark {
  readonly clause: string;
}

/** The life of the protocol, at the last instant folded, each list in order of occurrence. The fold owns its state. */
export interface ProtocolLifeState {
  /** True once an event of the protocol's life, other than a gap, was recorded here. */
  recorded: boolean;
  readonly adoptions: Adoption[];
  readonly reviews: EventMark[];
  /** Every event that is no adoption, review, schedule or gap: which of them trigger a review, the pack says. */
  readonly triggers: Trigger[];
  readonly scheduled: Scheduled[];
  readonly gaps: Gap[];
}

/** The life of a protocol of which nothing is recorded. */
export function initialProtocolLife(): ProtocolLifeState {
  return { recorded: false, adoptions: [], reviews: [], triggers: [], scheduled: [], gaps: [] };
}

/** The last day of a stated date, month or year; the payload's check has made sure that there is one. */
function lastDay(text: string): LocalDay {
  return parsePartialDate(text)?.last ?? 0;
}

/** Folds one event. */
export function evolveProtocolLife(state: ProtocolLifeState, event: ProtocolLifeEvent): undefined {
  const { type, p } = event;
  const mark = markOf(event);
  if (type.startsWith('Protocol') && type !== 'ProtocolGapRecorded') state.recorded = true;
  switch (type) {
    case 'ProtocolAdoptionMinuted': {
      const day = p.date === undefined ? localDay(event.at) : lastDay(p.date);
      state.adoptions.push({ ...mark, day, minute: p.minute ?? null });
      return;
    }
    case 'ProtocolReviewScheduled':
      state.scheduled.push({ ...mark, day: lastDay(p.next) });
      return;
    case 'ProtocolReviewCompleted':
      state.reviews.push(mark);
      return;
    case 'ProtocolGapRecorded':
      state.gaps.push({ ...mark, clause: p.clause });
      return;
    default:
      state.triggers.push({ ...mark, type });
  }
}
