import { type Payload, isSealedValue } from '#lib/kernel/index.js';
import { amend, entriesOf, isAmendment, targetOf, targetsAmong } from '#lib/council/record.js';
import { eventCatalogue, sealedFieldsNamed, sealedFieldsOf } from '#lib/catalogue/record.js';
import { holderOf, isErasure } from './erasures.js';
import { type CouncilEvent, type PackAt, byOccurrence } from '#lib/council/record.js';
import { type SealedField, personsOf } from '#lib/catalogue/record.js';
import type { StandIns } from './stand-ins.js';

/** One value that is to be sealed. */
export interface ToSeal {
  /** `months`, or `set/months` in an amendment. */
  readonly path: string;
  readonly value: unknown;
  /** The persons whose keys seal it. */
  readonly persons: readonly string[];
  /** A separate holder, for a value whose person is not known. */
  readonly holder: string | null;
  /** What stays readable; null for nothing. */
  readonly remains: Payload | null;
  /** The person whom the value names, if a stand-in is to remain. */
  readonly standsFor: string | null;
}

/** The part of a council's record that decides which keys seal which values. */
export interface Known {
  /** In order of recording; what is to be sealed is among it. */
  readonly events: () => readonly CouncilEvent[];
  readonly packAt: PackAt;
  /** Of what is stored already. */
  readonly standIns: StandIns;
}

/** Where a value belongs: the field that takes it, and the event that it is said of. */
interface Aim {
  readonly field: SealedField;
  readonly payload: Payload;
  readonly at: number;
}

type Parts = Pick<ToSeal, 'path' | 'value' | 'persons' | 'holder'>;

/** Adds what is to remain. A null marks a value that the field does not accept and that therefore changes nothing. */
function whole(name: string, parts: Parts, aim: Aim | undefined, { packAt, standIns }: Known): ToSeal {
  if (aim === undefined) return { ...parts, remains: { [name]: null }, standsFor: null };
  const { field, payload, at } = aim;
  const { value, persons } = parts;
  if (!field.isPerson)
    return { ...parts, remains: field.remains?.of(value as never, payload, packAt(at)) ?? null, standsFor: null };
  const known = standIns.find(persons, String(value));
  if (known !== undefined) return { ...parts, remains: { [name]: known }, standsFor: null };
  return { ...parts, remains: null, standsFor: String(value) };
}

function ownValues({ id, type, payload, at }: CouncilEvent, known: Known): ToSeal[] {
  return sealedFieldsOf(type).flatMap((field) => {
    const { name } = field;
    const value = payload[name];
    if (value === undefined || isSealedValue(value)) return [];
    const persons = personsOf(field, payload);
    const holder = persons.length === 0 ? holderOf(id, name) : null;
    return [whole(name, { path: name, value, persons, holder }, { field, payload, at }, known)];
  });
}

/** The events that a correction names, each as it was recorded and as it is amended by now; none if nothing has the name. */
function namedBy(event: CouncilEvent, events: readonly CouncilEvent[]): { before: CouncilEvent; now: CouncilEvent }[] {
  const entries = entriesOf(events);
  const targets = targetsAmong(entries);
  const named = targets.named(targetOf(event)).filter((one) => !isAmendment(one.event));
  if (named.length === 0) return [];
  const amendments = byOccurrence(entries.filter((one) => isAmendment(one.event)));
  const now = new Map(amend(entries, amendments, targets).map((one) => [one.order, one.event]));
  return named.map((one) => ({ before: one.event, now: now.get(one.order) ?? one.event }));
}

/** A value that a correction sets in what it names: sealed as it would be there. */
function setInNamed(name: string, set: Payload, named: ReturnType<typeof namedBy>, known: Known): ToSeal[] {
  const value = set[name];
  const aims = named.flatMap(({ before, now }) =>
    sealedFieldsOf(before.type)
      .filter((field) => field.name === name)
      .map((field) => ({ field, before, payload: { ...now.payload, ...set }, at: now.at, now })),
  );
  if (aims.length === 0) return [];
  const persons = aims.flatMap(({ field, before, now, payload }) =>
    [before.payload, now.payload, payload].flatMap((one) => personsOf(field, one)),
  );
  const taken = aims.find(({ field }) => field.field.check(value));
  return [whole(name, { path: `set/${name}`, value, persons: [...new Set(persons)], holder: null }, taken, known)];
}

/** A value that a correction sets in what is not there yet, or has no such field: sealed under a holder of its own too. */
function setInNothing(name: string, event: CouncilEvent, set: Payload, known: Known): ToSeal[] {
  const value = set[name];
  const fields = sealedFieldsNamed(name);
  const persons = [...new Set(fields.flatMap((field) => personsOf(field, set)))];
  const taken = fields.find((one) => one.field.check(value));
  const aim = taken === undefined ? undefined : { field: taken, payload: set, at: event.at };
  return [whole(name, { path: `set/${name}`, value, persons, holder: holderOf(targetOf(event), name) }, aim, known)];
}

function setValues(event: CouncilEvent, known: Known): ToSeal[] {
  const set = event.payload['set'] as Payload;
  const names = Object.keys(set).filter((name) => sealedFieldsNamed(name).length > 0 && !isSealedValue(set[name]));
  if (names.length === 0) return [];
  const named = namedBy(event, known.events());
  const hasField = (name: string): boolean =>
    named.some(({ before }) => Object.hasOwn(eventCatalogue[before.type] ?? {}, name));
  return names.flatMap((name) =>
    hasField(name) ? setInNamed(name, set, named, known) : setInNothing(name, event, set, known),
  );
}

/** True for an event that may need keys: it holds personal data in plain, or erases a person. */
export function needsKeys({ type, payload }: Pick<CouncilEvent, 'type' | 'payload'>): boolean {
  if (isErasure({ type })) return true;
  if (type !== 'EntryCorrected') return sealedFieldsOf(type).some(({ name }) => payload[name] !== undefined);
  return Object.keys(payload['set'] as Payload).some((name) => sealedFieldsNamed(name).length > 0);
}

/**
 * Returns the plain values of an event that are personal data, with the persons whose keys seal them and with what
 * remains of them.
 */
export function valuesToSeal(event: CouncilEvent, known: Known): readonly ToSeal[] {
  return event.type === 'EntryCorrected' ? setValues(event, known) : ownValues(event, known);
}
