import { type Payload, type SealedValue, isSealedValue } from '#lib/kernel/index.js';
import { sealedFieldsNamed, sealedFieldsOf } from '#lib/catalogue/record.js';
import { type Erasure, type Erasures, nameIn } from './erasures.js';
import type { CouncilEvent, Entry } from '#lib/council/record.js';
import { standInFrom } from './stand-ins.js';
import { type Known, type ToSeal, valuesToSeal } from './to-seal.js';

/** What opening a sealed value answers. */
export type Opened =
  | { readonly opened: true; readonly value: unknown }
  | { readonly opened: false; readonly why: 'destroyed' | 'damaged' };

/** Opens a sealed value of an event, which stands at `months`, or at `set/months` in an amendment. */
export type Opener = (event: CouncilEvent, path: string, sealed: string) => Opened;

/** Personal data that is stored but not shown. */
export interface Unread {
  readonly path: string;
  /** `erased`: the record says so. `lost`: its key is gone, and no record says why. `damaged`: it is not what was sealed. */
  readonly why: 'erased' | 'lost' | 'damaged';
  /** The erasure that covers it; null if only the destroyed key could tell whom it named. */
  readonly erasure: Erasure | null;
  /** An erased value that can still be read from the stored bytes and the existing keys. */
  readonly isReadable: boolean;
}

/** One event as far as it can be read. */
export interface Reading {
  readonly event: CouncilEvent;
  readonly unread: readonly Unread[];
}

export interface Reader {
  readonly open: Opener;
  /** Null if no erasure comes after the events that are read. */
  readonly erasures: Erasures | null;
  readonly known: Known;
}

/** Replaces a plain value of an erased person. No vault makes or opens it. */
const ERASED = 'erased';

function inPlaceOf(
  { persons, value, remains, standsFor, path }: ToSeal,
  { id }: CouncilEvent,
  known: Known,
): SealedValue {
  if (standsFor === null) return remains === null ? { sealed: ERASED } : { sealed: ERASED, remains };
  const standIn = known.standIns.find(persons, String(value)) ?? standInFrom(id);
  return { sealed: ERASED, remains: { [nameIn(path)]: standIn } };
}

const isSet = ({ type }: CouncilEvent): boolean => type === 'EntryCorrected';

function membersOf(event: CouncilEvent): Payload {
  return isSet(event) ? (event.payload['set'] as Payload) : event.payload;
}

function sealedNames(event: CouncilEvent, members: Payload): readonly string[] {
  const names = isSet(event)
    ? Object.keys(members).filter((name) => sealedFieldsNamed(name).length > 0)
    : sealedFieldsOf(event.type).map(({ name }) => name);
  return names.filter((name) => isSealedValue(members[name]));
}

function unreadAs(entry: Entry, path: string, answer: Opened, erasures: Erasures | null): Unread | null {
  const erasure = erasures?.reaching(entry.order, path) ?? null;
  if (erasure !== null) return { path, why: 'erased', erasure, isReadable: answer.opened };
  if (answer.opened) return null;
  const explained = answer.why === 'destroyed' ? explanationOf(entry, path, erasures) : null;
  if (explained !== null) return { path, why: 'erased', isReadable: false, ...explained };
  return { path, why: answer.why === 'destroyed' ? 'lost' : 'damaged', erasure, isReadable: false };
}

/** Why a key is gone. The value may itself name a person who was erased since; only the key could tell. */
function explanationOf({ order }: Entry, path: string, erasures: Erasures | null): Pick<Unread, 'erasure'> | null {
  if (erasures === null || !erasures.isBefore(order)) return null;
  const erasure = erasures.explaining(order, path) ?? null;
  const isPerson = sealedFieldsNamed(nameIn(path)).some((field) => field.isPerson);
  return erasure !== null || isPerson ? { erasure } : null;
}

function readSealed(entry: Entry, { open, erasures }: Reader, found: Found): void {
  const { event } = entry;
  const members = membersOf(event);
  for (const name of sealedNames(event, members)) {
    const path = isSet(event) ? `set/${name}` : name;
    const answer = open(event, path, (members[name] as SealedValue).sealed);
    const unread = unreadAs(entry, path, answer, erasures);
    if (unread !== null) found.unread.push(unread);
    else if (answer.opened) found.values[name] = answer.value;
  }
}

/** Recorded before there was a vault: the bytes stay, but no view shows them. */
function hidePlain({ event, order }: Entry, { erasures, known }: Reader, found: Found): void {
  if (erasures === null || !erasures.isBefore(order)) return;
  for (const value of valuesToSeal(event, known)) {
    const erasure = erasures.reaching(order, value.path);
    if (erasure === undefined) continue;
    found.unread.push({ path: value.path, why: 'erased', erasure, isReadable: true });
    found.values[nameIn(value.path)] = inPlaceOf(value, event, known);
  }
}

interface Found {
  readonly values: Record<string, unknown>;
  readonly unread: Unread[];
}

/** One for all the events that hold nothing of the kind. */
const NOTHING: readonly Unread[] = [];

/** Reads one event: its sealed values opened as far as keys and erasures allow. */
export function readingOf(entry: Entry, reader: Reader): Reading {
  const { event } = entry;
  const found: Found = { values: {}, unread: [] };
  readSealed(entry, reader, found);
  hidePlain(entry, reader, found);
  const { values } = found;
  const unread = found.unread.length === 0 ? NOTHING : found.unread;
  if (Object.keys(values).length === 0) return { event, unread };
  const members = { ...membersOf(event), ...values };
  return { event: { ...event, opened: isSet(event) ? { ...event.payload, set: members } : members }, unread };
}

/** True if an event holds a sealed value. */
export function holdsSealed(event: CouncilEvent): boolean {
  return sealedNames(event, membersOf(event)).length > 0;
}

/** The personal data of an event that was read, by path. */
export function personalDataIn(event: CouncilEvent, known: Known): Payload {
  const plain = valuesToSeal({ ...event, payload: event.opened ?? event.payload }, known);
  return Object.fromEntries(plain.map(({ path, value }) => [path, value]));
}
