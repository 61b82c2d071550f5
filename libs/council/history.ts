import {
  type Instant,
  type Payload,
  type RecordedEvent,
  localDay,
  parsePartialDate,
  startOfDay,
} from '#lib/kernel/index.js';
import type { AnyHappened } from '#lib/features/family.js';
import { NO_PACK, type Pack, type PackShelf } from '#lib/protocol/record.js';
import { sealedFieldsOf, withRemainders } from '#lib/catalogue/record.js';
import type { CouncilEvent, Entry } from './event.js';
import { isPublication, packNameOf, withPublished } from './published.js';

export type { CouncilEvent, Entry };

/** An event of a ledger as this room takes it. */
export function councilEventOf(event: RecordedEvent): CouncilEvent {
  const { id, type, occurredAt, recordedAt, payload, pack, position, recordedBy } = event;
  return { id, type, at: occurredAt, rec: recordedAt, payload, pack, position: position.toString(), recordedBy };
}

/** The events with their places; they come in order of recording. */
export function entriesOf(events: readonly CouncilEvent[]): readonly Entry[] {
  return events.map((event, order) => ({ event, order }));
}

/** Returns the pack that judges the events of an instant. */
export type PackAt = (at: Instant) => Pack;

interface Adoption {
  readonly from: Instant;
  readonly pack: Pack;
}

function inForceFrom({ event }: Entry): Instant {
  const date = event.payload['effectiveFrom'];
  if (typeof date !== 'string') return startOfDay(localDay(event.at));
  return startOfDay(parsePartialDate(date)?.first ?? localDay(event.at));
}

function packNamed(event: CouncilEvent, shelf: PackShelf): Pack {
  const name = packNameOf(event);
  return shelf.byReference(name) ?? shelf.first(name.id) ?? NO_PACK;
}

function adoptionsIn(entries: readonly Entry[], shelf: PackShelf, counts: (pack: Pack) => boolean): PackAt {
  const adoptions: Adoption[] = [];
  for (const entry of byOccurrence(entries.filter(({ event }) => event.type === 'ProtocolPackAdopted'))) {
    const pack = packNamed(entry.event, shelf);
    if (counts(pack)) adoptions.push({ from: inForceFrom(entry), pack });
  }
  adoptions.sort((a, b) => a.from - b.from);
  return (at) => adoptions.findLast(({ from }) => from <= at)?.pack ?? NO_PACK;
}

/**
 * The packs that the council adopted, each in force from its date until the next (pack-format; readings 1.7). An adopted pack
 * judges by the text that the entries publish; if they publish none, by the pack of the shelf.
 */
export function packsInForce(entries: readonly Entry[], shelf: PackShelf): PackAt {
  return adoptionsIn(entries, withPublished(entries, shelf), ({ overlay }) => !overlay);
}

/** One overlay beside them: in force from the date of its first adoption, each version until the next. */
export function overlayInForce(entries: readonly Entry[], shelf: PackShelf, id: string): PackAt {
  return adoptionsIn(entries, withPublished(entries, shelf), ({ overlay, ref }) => overlay && ref.id === id);
}

const ABOUT_PACKS: ReadonlySet<string> = new Set([
  'ProtocolPackDrafted',
  'ProtocolPackAdopted',
  'ProtocolPackSuperseded',
]);

/**
 * True for an event about an overlay or a pack's text. It is not folded, because it does not concern the council's own
 * protocol.
 */
export function isOutsideLife(event: CouncilEvent, shelf: PackShelf): boolean {
  return isPublication(event) || (ABOUT_PACKS.has(event.type) && packNamed(event, shelf).overlay);
}

/** Fold order: occurrence, then recording (readings 1.1). Sorting keeps equal instants in order of recording. */
export function byOccurrence(entries: readonly Entry[]): readonly Entry[] {
  let sorted = true;
  for (let index = 1; index < entries.length && sorted; index += 1) {
    sorted = (entries[index - 1]?.event.at ?? 0) <= (entries[index]?.event.at ?? 0);
  }
  return sorted ? entries : [...entries].sort((a, b) => a.event.at - b.event.at || a.order - b.order);
}

/** The readable payload of an event; values that cannot be opened stay as stored. */
export function readable({ payload, opened }: CouncilEvent): Payload {
  return opened ?? payload;
}

/** An event's own id as the sender gave it: a file's token, not the UUID made of it (readings 1.10). */
export function ownIdOf({ id, source }: Pick<CouncilEvent, 'id' | 'source'>): string {
  return source ?? id;
}

/** The event as the fold sees it: the one place where what cannot be opened gives way to what remains of it. */
export function happened({ event, order }: Entry, pack: Pack): AnyHappened {
  const { type, at, rec } = event;
  return { type, id: ownIdOf(event), at, rec, order, pack, p: withRemainders(sealedFieldsOf(type), readable(event)) };
}
