import { saysWhichPack } from '#lib/council/record.js';
import { type Problem, type Result, accepted, refused } from '#lib/kernel/index.js';
import type { NewEvent, Revision } from '#lib/ledger/index.js';
import { asArriving, isSameEvent, needsKeys, openerOf, sealEvents } from '#lib/sealing/record.js';
import type { Application } from './application.js';
import type { Council } from './council.js';
import type { GivenEvent, RecordContext } from './given.js';
import type { PackRecord, PackRefusal } from './check-texts.js';
import { withTexts } from './pack-texts.js';
import { SCHEMA, stampsOf } from './stamp.js';

/** Events ready to be appended. */
interface Prepared {
  readonly events: readonly NewEvent[];
  readonly options: { readonly expectedRevision?: Revision };
}

type PrepareRefusal = 'council_unknown' | PackRefusal | 'id_reused';

/**
 * Stamps and seals the given events for the council as it is now, and puts the text of each adopted pack before its adoption.
 * Returns `again` if an erasure came during sealing.
 */
export async function prepared(
  application: Application,
  name: string,
  given: readonly GivenEvent[],
  context: RecordContext,
): Promise<Result<Prepared, PrepareRefusal> | 'again'> {
  const opens = context.opens === true;
  const hasKeys = given.some(needsKeys);
  const council = await application.councils.upToNow(name);
  if (council.isUnknown && !opens) return refused('council_unknown', []);
  const complete = withTexts(packRecordOf(application, name, council), withTimes(application, council, given, context));
  if (!complete.ok) return complete;
  const stamped = withPacks(
    application,
    council,
    complete.value,
    withTimes(application, council, aheadIn(context), context),
  );
  // A council holds one text under one name, so the record must still be as it was read.
  const isFixed = hasKeys || stamped.some(saysWhichPack);
  const options = revisionFor(council, opens, isFixed);
  if (!hasKeys) return accepted({ events: stamped, options });
  const known = await asStored(application, name, council, stamped);
  if (!known.ok) return known;
  const fresh = stamped.filter((event) => !known.value.has(event));
  const sealed = await sealEvents(application.vault, { council: name, history: council.history }, fresh);
  if (!sealed.ok) return 'again';
  const inOrder = sealed.value.values();
  const events = stamped.map((event) => known.value.get(event) ?? (inOrder.next().value as NewEvent));
  return accepted({ events, options });
}

function revisionFor(council: Council, opens: boolean, isFixed: boolean): Prepared['options'] {
  if (opens) return { expectedRevision: -1n };
  return isFixed ? { expectedRevision: council.revision } : {};
}

const aheadIn = ({ ahead = [] }: RecordContext): readonly GivenEvent[] => ahead;

/** The council's recorded adoptions and publications. */
export function packRecordOf({ shelf }: Application, name: string, council: Council): PackRecord {
  const { adoptions } = council.history;
  return { council: name, shelf, adoptions, isStored: (id) => council.find(id) !== undefined };
}

function withTimes(
  { clock }: Application,
  council: Council,
  events: readonly GivenEvent[],
  { correlationId }: RecordContext,
): readonly NewEvent[] {
  return events.map((event) => {
    const occurredAt = event.occurredAt ?? council.find(event.id)?.occurredAt ?? clock();
    return { ...event, occurredAt, correlationId, pack: null, schema: SCHEMA };
  });
}

function withPacks(
  { shelf }: Application,
  council: Council,
  events: readonly NewEvent[],
  ahead: readonly NewEvent[],
): readonly NewEvent[] {
  const own = new Set(events.map(({ id }) => id));
  const adopted = [...events, ...ahead.filter(({ id }) => !own.has(id))].filter(saysWhichPack);
  const given = adopted.filter(({ id }) => !council.find(id)).map(asArriving);
  const packAt = stampsOf([...council.history.adoptions, ...given], shelf);
  return events.map((event) => ({ ...event, pack: packAt(event.occurredAt) }));
}

/** An event that is already stored goes in as stored, so that the sender gets the first answer. */
async function asStored(
  { vault }: Application,
  name: string,
  council: Council,
  events: readonly NewEvent[],
): Promise<Result<ReadonlyMap<NewEvent, NewEvent>, 'id_reused'>> {
  const repeated = events.filter(({ id }) => council.find(id) !== undefined);
  const open = repeated.length === 0 ? undefined : await openerOf(vault, name);
  const known = new Map<NewEvent, NewEvent>();
  for (const event of repeated) {
    const stored = council.history.events[council.orderOf(event.id)];
    if (stored === undefined || open === undefined || !isSameEvent(stored, event, open)) {
      return refused('id_reused', [reusedId(events.indexOf(event), event.id)]);
    }
    known.set(event, { ...event, payload: stored.payload });
  }
  return accepted(known);
}

function reusedId(index: number, id: string): Problem {
  const wrong = `the id ${id} is already stored with another council, type, time or payload`;
  return { at: `/${index}/id`, wrong, right: 'a new id, or exactly the event stored under it' };
}
