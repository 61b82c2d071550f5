import { type RecordedEvent, type Result, accepted, refused } from '#lib/kernel/index.js';
import type { Body } from './body.js';
import type { AppendRefusal, Appended, Revision } from './port.js';

/** An event as it was stored the first time. */
export interface Kept {
  readonly event: RecordedEvent;
  readonly revision: Revision;
  readonly digest: Uint8Array;
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

const isSame = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0;

function idReused(index: number, id: string): ReturnType<typeof refused<'id_reused'>> {
  const wrong = `the id ${id} is stored already with another council, type, time or payload`;
  return refused('id_reused', [{ at: `/${index}/id`, wrong, right: 'a new id, or exactly what was stored with it' }]);
}

function conflict(actual: Revision): ReturnType<typeof refused<'conflict'>> {
  const wrong = `the stream is at revision ${actual}`;
  return refused('conflict', [{ at: '/expectedRevision', wrong, right: `${actual}` }]);
}

/**
 * Decides one append and puts what is new: known events are answered as they were stored, whatever revision is expected;
 * a re-used id is refused before a conflict; nothing is put when anything is refused.
 */
export function settle(shelf: Shelf, append: Append): Result<Appended, AppendRefusal> {
  const { council, bodies, expectedRevision } = append;
  const known = new Map<string, Kept>();
  const fresh = new Map<string, Body>();
  for (const [index, body] of bodies.entries()) {
    const kept = known.get(body.id) ?? fresh.get(body.id) ?? shelf.find(body.id);
    if (kept === undefined) fresh.set(body.id, body);
    else if (!isSame(kept.digest, body.digest)) return idReused(index, body.id);
    else if ('event' in kept) known.set(body.id, kept);
  }
  if (fresh.size > 0 && expectedRevision !== undefined) {
    const actual = shelf.revision(council);
    if (actual !== expectedRevision) return conflict(actual);
  }
  for (const body of fresh.values()) known.set(body.id, shelf.put(council, body));
  return accepted(answer(bodies, known));
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
