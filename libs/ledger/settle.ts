import { type RecordedEvent, type Result, accepted, refused } from '#lib/kernel/index.js';
import type { Body } from './body.js';
import type { AppendRefusal, Appended, Revision } from './port.js';

/** An event as it was stored the first time. */
export interface Kept {
  readonly event: RecordedEvent;
  readonly revision: Revision;
  readonly digest: string;
}

/** One call of append, its events ready to store. */
export interface Append {
  readonly council: string;
  readonly bodies: readonly Body[];
  readonly expectedRevision: Revision | undefined;
}

/** What a store must know and do for one append. */
export interface Shelf {
  readonly find: (id: string) => Kept | undefined;
  readonly revision: (council: string) => Revision;
  /** Puts a new event at the end of the ledger. */
  readonly put: (council: string, body: Body) => Kept;
}

function idReused(index: number, id: string): ReturnType<typeof refused<'id_reused'>> {
  const wrong = `the id ${id} is stored already with another council, type, time or payload`;
  return refused('id_reused', [{ at: `/${index}/id`, wrong, right: 'a new id, or exactly what was stored with it' }]);
}

function conflict(actual: Revision): ReturnType<typeof refused<'conflict'>> {
  const wrong = `the stream is at revision ${actual}`;
  return refused('conflict', [{ at: '/expectedRevision', wrong, right: `${actual}` }]);
}

interface Sorted {
  readonly stored: Map<string, Kept>;
  readonly fresh: Map<string, Body>;
}

function sort(shelf: Shelf, bodies: readonly Body[]): Result<Sorted, 'id_reused'> {
  const stored = new Map<string, Kept>();
  const fresh = new Map<string, Body>();
  for (const [index, body] of bodies.entries()) {
    const known = stored.get(body.id) ?? shelf.find(body.id);
    const earlier = known ?? fresh.get(body.id);
    if (earlier !== undefined && earlier.digest !== body.digest) return idReused(index, body.id);
    if (known !== undefined) stored.set(body.id, known);
    else fresh.set(body.id, body);
  }
  return accepted({ stored, fresh });
}

/**
 * Decides one append and puts what is new: known events are returned as they were stored, whatever revision is
 * expected; a re-used id is refused before a conflict; a refusal stores nothing.
 */
export function settle(shelf: Shelf, append: Append): Result<Appended, AppendRefusal> {
  const { council, bodies, expectedRevision } = append;
  const sorted = sort(shelf, bodies);
  if (!sorted.ok) return sorted;
  const { stored, fresh } = sorted.value;
  if (fresh.size > 0 && expectedRevision !== undefined) {
    const actual = shelf.revision(council);
    if (actual !== expectedRevision) return conflict(actual);
  }
  for (const body of fresh.values()) stored.set(body.id, shelf.put(council, body));
  return accepted(answer(bodies, stored));
}

function answer(bodies: readonly Body[], stored: ReadonlyMap<string, Kept>): Appended {
  const events: RecordedEvent[] = [];
  let position = 0n;
  let revision: Revision = -1n;
  for (const body of bodies) {
    const kept = stored.get(body.id);
    if (kept === undefined) throw new Error('an accepted append has stored each of its events');
    events.push(kept.event);
    if (kept.event.position > position) position = kept.event.position;
    if (kept.revision > revision) revision = kept.revision;
  }
  return { events, position, revision };
}
