import { type Instant, type LocalDay, localDay, parsePartialDate } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';
import type { ProtocolLifeEvent } from './events.js';

export interface Adoption {
  readonly at: Instant;
  readonly day: LocalDay;
  readonly minute: string | null;
}

/** The life of the protocol, at the last instant folded. The fold owns its state. */
export interface ProtocolLifeState {
  /** When an event of the protocol's life, other than a gap, was first recorded here. */
  recorded: { readonly at: Instant; readonly rec: Instant } | null;
  /** The pack of the newest event of this family. */
  pack: Pack | null;
  readonly adoptions: Adoption[];
  readonly reviews: Instant[];
  readonly triggers: { readonly at: Instant; readonly membersCode: boolean; readonly pack: Pack }[];
  /** Review days as they were stated. */
  readonly scheduled: { readonly at: Instant; readonly day: LocalDay }[];
  readonly gaps: Set<string>;
}

/** The life of a protocol of which nothing is recorded. */
export function initialProtocolLife(): ProtocolLifeState {
  return { recorded: null, pack: null, adoptions: [], reviews: [], triggers: [], scheduled: [], gaps: new Set() };
}

/** The last day of a stated date, month or year; the payload's check has made sure that there is one. */
function lastDay(text: string): LocalDay {
  return parsePartialDate(text)?.last ?? 0;
}

/** Folds one event. That a text was published is no step in the protocol's life: only its adoption is. */
export function evolveProtocolLife(state: ProtocolLifeState, event: ProtocolLifeEvent): undefined {
  const { type, at, rec, pack, p } = event;
  if (type === 'ProtocolPackPublished') return;
  state.pack = pack;
  if (type.startsWith('Protocol') && type !== 'ProtocolGapRecorded') state.recorded ??= { at, rec };
  switch (type) {
    case 'ProtocolAdoptionMinuted':
      state.adoptions.push({
        at,
        day: p.date === undefined ? localDay(at) : lastDay(p.date),
        minute: p.minute ?? null,
      });
      return;
    case 'ProtocolReviewScheduled':
      state.scheduled.push({ at, day: lastDay(p.next) });
      return;
    case 'ProtocolReviewTriggered':
    case 'MembersCodeAdopted':
      state.triggers.push({ at, membersCode: type === 'MembersCodeAdopted', pack });
      return;
    case 'ProtocolReviewCompleted':
      state.reviews.push(at);
      return;
    case 'ProtocolGapRecorded':
      state.gaps.add(p.clause);
      return;
    default:
      return;
  }
}
