import { type Field, type Instant, type Payload, isSealedValue, parseInstant } from '#lib/kernel/index.js';
import { eventCatalogue } from '#lib/catalogue/record.js';
import { type CouncilEvent, type Entry, readable } from './history.js';
import { isPublication } from './published.js';

const AMENDMENTS: ReadonlySet<string> = new Set(['EntryCorrected', 'EntryWithdrawn']);

/** True for an event that amends others instead of being folded. */
export function isAmendment({ type }: CouncilEvent): boolean {
  return AMENDMENTS.has(type);
}

/**
 * Returns the events that a target names: by an event's own id, else by an entry's `id`, else by a request or meeting (readings
 * 2.1).
 */
export interface Targets {
  named(target: string): readonly Entry[];
}

function index(
  entries: readonly Entry[],
  keysOf: (event: CouncilEvent) => readonly unknown[],
): ReadonlyMap<unknown, Entry[]> {
  const found = new Map<unknown, Entry[]>();
  for (const entry of entries) {
    for (const key of keysOf(entry.event)) {
      if (typeof key !== 'string') continue;
      const known = found.get(key);
      if (known === undefined) found.set(key, [entry]);
      else known.push(entry);
    }
  }
  return found;
}

function namesOf({ payload }: CouncilEvent): readonly unknown[] {
  return [payload['id']];
}

function contextsOf({ payload }: CouncilEvent): readonly unknown[] {
  return [...new Set([payload['request'], payload['meeting']])];
}

function ownNamesOf({ id, source }: CouncilEvent): readonly string[] {
  return source === undefined ? [id] : [id, source];
}

/** Finds the events that targets name; builds its index at the first use. */
export function targetsAmong(entries: readonly Entry[]): Targets {
  let indexes: readonly ReadonlyMap<unknown, Entry[]>[] | undefined;
  const made = (): readonly ReadonlyMap<unknown, Entry[]>[] => {
    const folded = entries.filter(({ event }) => !isAmendment(event));
    return [index(entries, ownNamesOf), index(folded, namesOf), index(folded, contextsOf)];
  };
  return {
    named: (target) => {
      indexes ??= made();
      return indexes.find((one) => one.has(target))?.get(target) ?? [];
    },
  };
}

/** True if one of the targets is a token that could name the event. */
export function isNamed(event: CouncilEvent, targets: ReadonlySet<unknown>): boolean {
  if (targets.size === 0) return false;
  return [...ownNamesOf(event), ...namesOf(event), ...contextsOf(event)].some((name) => targets.has(name));
}

/** The token that an amendment names. */
export function targetOf({ payload }: CouncilEvent): string {
  return String(payload['target']);
}

/** The amendments in effect: an amendment that another in effect withdraws is not (readings 2.1). */
function standing(amendments: readonly Entry[], targets: Targets): ReadonlySet<Entry> {
  const withdrawnBy = new Map<Entry, Entry[]>();
  for (const amendment of amendments) {
    if (amendment.event.type !== 'EntryWithdrawn') continue;
    for (const named of targets.named(targetOf(amendment.event))) {
      if (isAmendment(named.event)) withdrawnBy.set(named, [...(withdrawnBy.get(named) ?? []), amendment]);
    }
  }
  const known = new Map<Entry, boolean>();
  const stands = (amendment: Entry): boolean => {
    const answer = known.get(amendment);
    if (answer !== undefined) return answer;
    // If two withdraw each other, the first one asked about stays in effect.
    known.set(amendment, true);
    const result = !(withdrawnBy.get(amendment) ?? []).some(stands);
    known.set(amendment, result);
    return result;
  };
  return new Set(amendments.filter(stands));
}

/** True if a value may be set. A value that cannot be opened carries a mark that says whether the field would take it. */
export function takes(field: Field<unknown>, name: string, value: unknown): boolean {
  if (!isSealedValue(value) || field.sealedUnder === null) return field.check(value);
  const remainder = value.remains?.[name];
  return remainder === undefined || field.check(remainder);
}

/** The event with the set values; its recording time stays. */
function correct(event: CouncilEvent, set: Payload): CouncilEvent {
  const fields = eventCatalogue[event.type] ?? {};
  const payload: Record<string, unknown> = { ...readable(event) };
  let { at } = event;
  for (const [name, value] of Object.entries(set)) {
    if (name === 't' && typeof value === 'string') at = parseInstant(value) ?? at;
    else if (Object.hasOwn(fields, name) && fields[name] !== undefined && takes(fields[name], name, value))
      payload[name] = value;
  }
  return { ...event, at, payload, opened: payload };
}

/** True for events that no amendment changes: other amendments and the published texts of packs. */
const isFixed = (event: CouncilEvent): boolean => isAmendment(event) || isPublication(event);

/** The amended history: without withdrawn entries, with corrected values. Keeps the order. */
export function amend(entries: readonly Entry[], amendments: readonly Entry[], targets: Targets): readonly Entry[] {
  const changed = new Map<number, Entry | null>();
  const stand = standing(amendments, targets);
  for (const amendment of amendments) {
    if (!stand.has(amendment)) continue;
    const { type } = amendment.event;
    const set = readable(amendment.event)['set'] as Payload;
    for (const named of targets.named(targetOf(amendment.event))) {
      if (isFixed(named.event)) continue;
      const current = changed.get(named.order) === undefined ? named : changed.get(named.order);
      if (type === 'EntryWithdrawn' || current === null || current === undefined) changed.set(named.order, null);
      else changed.set(named.order, { order: named.order, event: correct(current.event, set) });
    }
  }
  if (changed.size === 0) return entries;
  return entries.flatMap((entry) => {
    const now = changed.get(entry.order);
    if (now === undefined) return [entry];
    return now === null ? [] : [now];
  });
}

/** The instants at which something was amended, oldest first. */
export function amendedAt(amendments: Iterable<Entry>): readonly Instant[] {
  return [...new Set([...amendments].map(({ event }) => event.at))].sort((a, b) => a - b);
}
