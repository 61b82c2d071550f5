import type { Instant, Payload } from '#lib/kernel/index.js';
import type { RetentionClass, RetentionEvent } from './events.js';
import { type EndKind, type RecordEvent, type RecordKind, endKinds, recordKinds } from './records.js';

export interface Setting {
  /** `years` and `months` are null where the class is kept without end. */
  readonly years: number | null;
  readonly months: number | null;
  readonly from: 'end' | 'event';
  readonly source: string;
  readonly by: string;
  readonly at: Instant;
}

/** One entry about one person. */
export interface Kept {
  readonly class: RetentionClass;
  readonly person: string;
  readonly entry: string;
  /** Its newest record. */
  readonly at: Instant;
  /** Null while it stands. */
  ended: Instant | null;
  /** All whose keys open what is sealed in it. */
  readonly subjects: readonly string[];
  /** Order of recording of its newest record. */
  readonly order: number;
}

/** Records and periods, at the last instant folded. The fold owns its state. */
export interface RetentionState {
  readonly settings: Map<RetentionClass, Setting>;
  /** Class and entry to what is kept of each person. */
  readonly records: Map<string, Map<string, Kept>>;
  /** Order of recording of each person's newest erasure. */
  readonly erasures: Map<string, number>;
}

/** Nothing kept, and no period: none stands that nobody set (no national period is known). */
export function initialRetention(): RetentionState {
  return { settings: new Map(), records: new Map(), erasures: new Map() };
}

function textOf(p: Payload, field: string | null): string | null {
  const value = field === null ? null : p[field];
  return typeof value === 'string' ? value : null;
}

const keyOf = (kept: RetentionClass, entry: string): string => `${kept}\n${entry}`;

function keep({ records }: RetentionState, event: RecordEvent, { class: of, people, ...kind }: RecordKind): void {
  const { at, order, id, p, type } = event;
  const entry = textOf(p, kind.entry) ?? id;
  const subjects = people.flatMap((field) => textOf(p, field) ?? []);
  const known = records.get(keyOf(of, entry)) ?? new Map<string, Kept>();
  records.set(keyOf(of, entry), known);
  for (const person of subjects) {
    const before = known.get(person);
    // A change of what has ended leaves it ended.
    const ended = type === 'InterestChanged' ? (before?.ended ?? null) : null;
    const newest = Math.max(order, before?.order ?? order);
    known.set(person, {
      ...{ class: of, person, entry, at, subjects },
      ended: kind.stands ? ended : at,
      order: newest,
    });
  }
}

const peopleOf = ({ subjects }: Kept): string => [...subjects].sort().join('\n');

/** What an end is about: what stands under its name, and where pairs count what the same people have under any. */
function endedBy({ records }: RetentionState, entry: string, { class: of, ofPair }: EndKind): readonly Kept[] {
  const named = [...(records.get(keyOf(of, entry))?.values() ?? [])];
  if (ofPair !== true) return named;
  const pairs = new Set(named.map(peopleOf));
  return [...records.values()]
    .flatMap((known) => [...known.values()])
    .filter((one) => one.class === of && pairs.has(peopleOf(one)));
}

function end(state: RetentionState, { at, p }: RecordEvent, kind: EndKind): void {
  if (kind.where !== undefined && textOf(p, kind.where[0]) !== kind.where[1]) return;
  const person = textOf(p, kind.person);
  for (const one of endedBy(state, textOf(p, kind.entry) ?? '', kind)) {
    if (person === null || one.person === person) one.ended ??= at;
  }
}

function setPeriod({ settings }: RetentionState, { at, p }: RetentionEvent): void {
  const { years, months, from = 'end', source, by } = p;
  const isEndless = years === undefined && months === undefined;
  settings.set(p.class, {
    years: isEndless ? null : (years ?? 0),
    months: isEndless ? null : (months ?? 0),
    ...{ from, source, by, at },
  });
}

/** Folds a period, or what an event of another family leaves on record, ends or erases. */
export function evolveRetention(state: RetentionState, event: RetentionEvent | RecordEvent): undefined {
  switch (event.type) {
    case 'RetentionPeriodSet':
      setPeriod(state, event);
      return;
    case 'SealedPayloadDestroyed':
      state.erasures.set(event.p.subject, Math.max(event.order, state.erasures.get(event.p.subject) ?? 0));
      return;
    default: {
      const [kind, ending] = [recordKinds[event.type], endKinds[event.type]];
      if (kind !== undefined) keep(state, event, kind);
      if (ending !== undefined) end(state, event, ending);
    }
  }
}
