import { type CouncilEvent } from '#lib/council/record.js';
import { Generations } from './erasures.js';
import { type SealedHistory } from './sealed-history.js';
import { type ToSeal, valuesToSeal } from './to-seal.js';
import { type Payload, type Result, type SealedValue, accepted, refused } from '#lib/kernel/index.js';
import type { Holder, Vault } from '#lib/vault/index.js';

/** An event on its way into a ledger. */
export interface Sealable {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: number;
  readonly payload: Payload;
}

/** A council: what is recorded of it, and its name. */
export interface SealingPlace {
  readonly council: string;
  readonly history: SealedHistory;
}

/** An event to be recorded, in the form of recorded ones. */
export function asArriving({ id, type, occurredAt, payload }: Sealable): CouncilEvent {
  return { id, type, at: occurredAt, rec: occurredAt, payload, pack: null, position: '' };
}

function holdersOf({ persons, holder }: ToSeal, generations: Generations): Holder[] {
  const holders = persons.map((subject) => ({ subject, generation: generations.of(subject) }));
  return holder === null ? holders : [...holders, { subject: holder, generation: generations.ofNobody }];
}

type Sealed = Result<SealedValue, 'destroyed'>;

async function sealValue(vault: Vault, { council, event, one, generations }: Value): Promise<Sealed> {
  const place = { council, event: event.id.toLowerCase(), type: event.type, field: one.path };
  const holders = holdersOf(one, generations);
  const sealed = await vault.seal(place, holders, one.value);
  if (!sealed.ok) return sealed;
  if (one.standsFor === null) return accepted({ sealed: sealed.value, ...(one.remains && { remains: one.remains }) });
  const standIn = await vault.standIn(council, pairOf(one.standsFor, holders));
  const name = one.path.replace(/^set\//, '');
  return standIn.ok ? accepted({ sealed: sealed.value, remains: { [name]: standIn.value } }) : standIn;
}

interface Value {
  readonly council: string;
  readonly event: Sealable;
  readonly one: ToSeal;
  readonly generations: Generations;
}

/** The holders of a value: the person who is named, and the person who names them. */
function pairOf(person: string, holders: readonly Holder[]): [Holder, Holder] {
  const own = holders.find(({ subject }) => subject === person);
  const [other] = holders.filter((one) => one !== own);
  const second = own ?? other;
  if (second === undefined) throw new Error('a sealed value has at least one holder');
  return [other ?? second, second];
}

function withValues(payload: Payload, sealed: ReadonlyMap<string, SealedValue>): Payload {
  const own = Object.fromEntries([...sealed].filter(([path]) => !path.startsWith('set/')));
  const set = Object.fromEntries(
    [...sealed].flatMap(([path, one]) => (path.startsWith('set/') ? [[path.slice(4), one]] : [])),
  );
  const before = payload['set'] as Payload | undefined;
  return { ...payload, ...own, ...(Object.keys(set).length === 0 ? {} : { set: { ...before, ...set } }) };
}

/**
 * Returns the events with all personal data sealed under the keys of the persons whom it concerns, according to the
 * council's record and these events. None of the events may be stored already. Refused if a key that should exist has
 * been destroyed, because another program recorded an erasure meanwhile. Throws what the vault throws.
 */
export async function sealEvents<Event extends Sealable>(
  vault: Vault,
  { council, history }: SealingPlace,
  events: readonly Event[],
): Promise<Result<readonly Event[], 'destroyed'>> {
  const known = history.knownWith(events.map(asArriving));
  const generations = new Generations(history.generations);
  const sealed: Event[] = [];
  for (const event of events) {
    const values = new Map<string, SealedValue>();
    for (const one of valuesToSeal(asArriving(event), known)) {
      const value = await sealValue(vault, { council, event, one, generations });
      if (!value.ok) return refused(value.refusal.code, value.refusal.problems);
      values.set(one.path, value.value);
    }
    sealed.push(values.size === 0 ? event : { ...event, payload: withValues(event.payload, values) });
    // The same event twice is one erasure.
    if (!sealed.slice(0, -1).some(({ id }) => id === event.id)) generations.note(event);
  }
  return accepted(sealed);
}
