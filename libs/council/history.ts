import {
  type Happened,
  type Instant,
  type PackReference,
  type Payload,
  localDay,
  parsePartialDate,
  startOfDay,
} from '#lib/kernel/index.js';
import { NO_PACK, type Pack, type PackShelf } from '#lib/protocol/index.js';
import { sealedFieldsOf } from '#lib/catalogue/index.js';
import { withRemainders } from '#lib/catalogue/index.js';

/** An event of one council, in order of recording. */
export interface CouncilEvent {
  readonly id: string;
  /** The file's own token of the event, where its id was made from it. */
  readonly source?: string;
  readonly type: string;
  readonly at: Instant;
  readonly rec: Instant;
  /** As stored: P21 shows this one. */
  readonly payload: Payload;
  /** With its sealed fields opened, as far as they can be; absent where none was opened. Only the fold sees it. */
  readonly opened?: Payload;
  /** The pack in force as the ledger knew it when recording; the fold works it out afresh. */
  readonly pack: PackReference | null;
  readonly position: string;
}

/** An event with its place in the order of recording. */
export interface Entry {
  readonly event: CouncilEvent;
  readonly order: number;
}

/** Answers which pack judges what occurred at an instant. */
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

function packNamed({ payload }: CouncilEvent, shelf: PackShelf): Pack {
  const reference = { id: String(payload['packId']), version: String(payload['version']) };
  return shelf.byReference(reference) ?? shelf.find(reference.id) ?? NO_PACK;
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

/** The packs that the council adopted, each in force from its date until the next (pack-format; readings 1.7). */
export function packsInForce(entries: readonly Entry[], shelf: PackShelf): PackAt {
  return adoptionsIn(entries, shelf, ({ overlay }) => !overlay);
}

/** One overlay beside them: in force from the date of its first adoption, each version until the next. */
export function overlayInForce(entries: readonly Entry[], shelf: PackShelf, id: string): PackAt {
  return adoptionsIn(entries, shelf, ({ overlay, ref }) => overlay && ref.id === id);
}

const ABOUT_PACKS: ReadonlySet<string> = new Set([
  'ProtocolPackDrafted',
  'ProtocolPackAdopted',
  'ProtocolPackSuperseded',
]);

/** True for an event about an overlay: it is no part of the life of the council's own protocol, and is not folded. */
export function isAboutOverlay(event: CouncilEvent, shelf: PackShelf): boolean {
  return ABOUT_PACKS.has(event.type) && packNamed(event, shelf).overlay;
}

/** An event of any family on its way into the fold; `p` has been checked against the event's field list. */
export type AnyHappened = Happened<string, Payload, Pack>;

/** Fold order: occurrence, then recording (readings 1.1). Sorting keeps equal instants in order of recording. */
export function byOccurrence(entries: readonly Entry[]): readonly Entry[] {
  let sorted = true;
  for (let index = 1; index < entries.length && sorted; index += 1) {
    sorted = (entries[index - 1]?.event.at ?? 0) <= (entries[index]?.event.at ?? 0);
  }
  return sorted ? entries : [...entries].sort((a, b) => a.event.at - b.event.at || a.order - b.order);
}

/** The payload of an event as far as it can be read; what cannot be opened stands there as it is stored. */
export function readable({ payload, opened }: CouncilEvent): Payload {
  return opened ?? payload;
}

/** The event as the fold sees it: the one place where what cannot be opened gives way to what remains of it. */
export function happened({ event, order }: Entry, pack: Pack): AnyHappened {
  const { type, id, at, rec } = event;
  return { type, id, at, rec, order, pack, p: withRemainders(sealedFieldsOf(type), readable(event)) };
}
