import { type Field, type Payload, isSealedValue, parseInstant } from '#lib/kernel/index.js';
import { eventCatalogue } from '#lib/catalogue/record.js';
import { type CouncilEvent, type Entry, byOccurrence, readable } from './history.js';
import { isPublication } from './published.js';

const AMENDMENTS: ReadonlySet<string> = new Set(['EntryCorrected', 'EntryWithdrawn']);

/** True for an event that amends others instead of being folded. */
export function isAmendment({ type }: CouncilEvent): boolean {
  return AMENDMENTS.has(type);
}

/** How a target names events: `own` by their own id, `entry` by the token of their entry, `part` by their request or meeting. */
type Way = 'own' | 'entry' | 'part';

/** Which events a target names: an event's own id, failing that an entry's `id`, failing that a request or meeting (readings 2.1). */
export interface Targets {
  named(target: string): readonly Entry[];
  /** In which of these ways; null where it names nothing. */
  wayOf(target: string): Way | null;
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

const WAYS: readonly Way[] = ['own', 'entry', 'part'];

/** Looks up what targets name among some events; the look-up is made when first used. */
export function targetsAmong(entries: readonly Entry[]): Targets {
  let indexes: readonly ReadonlyMap<unknown, Entry[]>[] | undefined;
  const made = (): readonly ReadonlyMap<unknown, Entry[]>[] => {
    const folded = entries.filter(({ event }) => !isAmendment(event));
    return [index(entries, ownNamesOf), index(folded, namesOf), index(folded, contextsOf)];
  };
  const placeOf = (target: string): number => (indexes ??= made()).findIndex((one) => one.has(target));
  return {
    named: (target) => (indexes ??= made())[placeOf(target)]?.get(target) ?? [],
    wayOf: (target) => WAYS[placeOf(target)] ?? null,
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

/** The field of that name in the list of a type of event. */
export function fieldOf(type: string, name: string): Field<unknown> | undefined {
  const fields = eventCatalogue[type] ?? {};
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Fields of a relationship that are corrected in every declaration of it. */
const OF_EVERY_DECLARATION: readonly string[] = ['category', 'degree', 'mayLookLikeUndueInfluence'];

/** What a correction gives a field to: of an entry its opening, or every event of it that has the field (readings 2.1). */
export function fieldReaches(name: string, target: string, targets: Targets): readonly Entry[] {
  const way = targets.wayOf(target);
  const named = targets.named(target);
  if (name === 't') return way === 'own' ? named : [];
  const [opening] = way === 'entry' ? byOccurrence(named) : [];
  if (opening === undefined) return named;
  const { type } = opening.event;
  const isOfAll = type === 'RelationshipDeclared' && OF_EVERY_DECLARATION.includes(name);
  return fieldOf(type, name) !== undefined && !isOfAll ? [opening] : named;
}

/** True for what a correction does not change: other amendments, and the texts that the council is judged by. */
export const isFixed = (event: CouncilEvent): boolean => isAmendment(event) || isPublication(event);

/** True where an event takes what a correction sets under a name. */
export function isTakenBy(event: CouncilEvent, name: string, value: unknown): boolean {
  if (isFixed(event)) return false;
  if (name === 't') return typeof value === 'string' && parseInstant(value) !== null;
  const field = fieldOf(event.type, name);
  return field !== undefined && takes(field, name, value);
}

/** The event with one field set; when it was recorded stays as it was. */
function withField(event: CouncilEvent, name: string, value: unknown): CouncilEvent {
  if (name === 't') return { ...event, at: parseInstant(String(value)) ?? event.at };
  const payload = { ...readable(event), [name]: value };
  return { ...event, payload, opened: payload };
}

/** Events as amended so far, by order of recording; null for one that is withdrawn. */
type Changed = Map<number, Entry | null>;

function withdraw(changed: Changed, { event }: Entry, targets: Targets): void {
  for (const named of targets.named(targetOf(event))) if (!isFixed(named.event)) changed.set(named.order, null);
}

function correct(changed: Changed, { event }: Entry, targets: Targets): void {
  const set = readable(event)['set'] as Payload;
  for (const [name, value] of Object.entries(set)) {
    for (const named of fieldReaches(name, targetOf(event), targets)) {
      const now = changed.get(named.order);
      if (now === null || !isTakenBy(named.event, name, value)) continue;
      changed.set(named.order, { order: named.order, event: withField((now ?? named).event, name, value) });
    }
  }
}

/** The amended history: without withdrawn entries, with corrected values. Keeps the order. */
export function amend(entries: readonly Entry[], amendments: readonly Entry[], targets: Targets): readonly Entry[] {
  const changed: Changed = new Map();
  const stand = standing(amendments, targets);
  for (const amendment of amendments) {
    if (!stand.has(amendment)) continue;
    if (amendment.event.type === 'EntryWithdrawn') withdraw(changed, amendment, targets);
    else correct(changed, amendment, targets);
  }
  if (changed.size === 0) return entries;
  return entries.flatMap((entry) => {
    const now = changed.get(entry.order);
    if (now === undefined) return [entry];
    return now === null ? [] : [now];
  });
}

/** By the order of an event, the latest recorded amendment that stands and names it, failing that of all (readings 2.4). */
export function latestAmendments(
  amendments: readonly Entry[],
  targets: Targets,
): (order: number | undefined) => Entry | null {
  const stand = [...standing(amendments, targets)].sort((a, b) => a.order - b.order);
  const latest = new Map<number | undefined, Entry>();
  for (const amendment of stand) {
    for (const named of targets.named(targetOf(amendment.event))) latest.set(named.order, amendment);
  }
  return (order) => latest.get(order) ?? stand.at(-1) ?? null;
}
