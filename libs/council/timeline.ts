import { type Actor, type PackReference, type Payload, formatInstant } from '#lib/kernel/index.js';
import { isAmendment, type Targets } from './amendments.js';
import { correctionFaults } from './correction-faults.js';
import { type Entry, byOccurrence, ownIdOf } from './history.js';
import { isPublication } from './published.js';
import { type Folded, referenceTo } from './replay.js';

export interface TimelineRow {
  /** The event's own id, as it was given. */
  readonly event: string;
  readonly position: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly type: string;
  readonly payload: Payload;
  /** Who recorded it; null where nobody is named. */
  readonly recordedBy: Actor | null;
  readonly packId: string | null;
  readonly packVersion: string | null;
  /** The target of an amendment; null for any other event. */
  readonly amends: string | null;
  /** Only if the event changed nothing: `none`, and the reason. */
  readonly effect?: 'none';
  readonly why?: string;
}

const isSet = (value: unknown): value is Payload => typeof value === 'object' && value !== null;

/** Why an amendment changes nothing; undefined where it changes something, or is itself undone. */
function whyNoAmendment({ event }: Entry, targets: Targets): string | undefined {
  const target = String(event.payload['target']);
  const named = targets.named(target);
  if (named.length === 0) return `nothing is named ${target}`;
  if (named.every((one) => isPublication(one.event))) return 'the published text of a pack stays as it is';
  const faults = correctionFaults(event, targets);
  const set = event.payload['set'];
  const isAll = faults.some(({ at }) => at === '/target') || (isSet(set) && faults.length === Object.keys(set).length);
  return isAll && faults.length > 0 ? faults.map(({ wrong }) => wrong).join('; ') : undefined;
}

function rowOf(entry: Entry, reference: PackReference | null, { fold, targets }: Folded): TimelineRow {
  const { event, order } = entry;
  const amendment = isAmendment(event);
  const why = amendment ? whyNoAmendment(entry, targets) : fold.noEffect.get(order);
  return {
    event: ownIdOf(event),
    position: event.position,
    occurredAt: formatInstant(event.at),
    recordedAt: formatInstant(event.rec),
    type: event.type,
    payload: event.payload,
    recordedBy: event.recordedBy ?? null,
    packId: reference?.id ?? null,
    packVersion: reference?.version ?? null,
    amends: amendment ? String(event.payload['target']) : null,
    ...(why === undefined ? {} : { effect: 'none', why }),
  };
}

/** The places of some events among themselves: a position would tell how many others there are. */
function placesAmong(seen: ReadonlySet<number>): ReadonlyMap<number, string> {
  return new Map([...seen].sort((a, b) => a - b).map((order, place) => [order, String(place + 1)]));
}

/**
 * P21 audit-timeline: the history as recorded, in order of occurrence, amendments among it. `seen`: the events that a viewer
 * sees, whose positions are then their places among these.
 */
export function timelineView(
  folded: Folded,
  seen: ReadonlySet<number> | null = null,
): { readonly rows: readonly TimelineRow[] } {
  const { entries, packAt, at } = folded;
  const places = seen === null ? null : placesAmong(seen);
  const rows: TimelineRow[] = [];
  for (const entry of byOccurrence(entries)) {
    if (entry.event.at > at) break;
    const position = places === null ? entry.event.position : places.get(entry.order);
    if (position === undefined) continue;
    rows.push({ ...rowOf(entry, referenceTo(packAt(entry.event.at)), folded), position });
  }
  return { rows };
}
