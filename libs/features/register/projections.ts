import { type EventMark, type Instant, formatInstant, localDay } from '#lib/kernel/index.js';
import { idsOf } from '#lib/kernel/marks.js';
import type { Sight } from '../family.js';
import {
  type Register,
  type RegisterState,
  type Registration,
  type SensitiveEntry,
  isInForce,
  registerOf,
  sensitiveEntry,
} from './state.js';

/** What P01 looks up in the declarations; the council, which folds them, passes it in. */
export interface Declared {
  /** Everybody of whom anything is known, in the order in which that began. */
  readonly people: ReadonlyMap<
    string,
    { readonly tenancies: readonly (EventMark & { readonly since: Instant | null })[] }
  >;
  readonly items: ReadonlyMap<
    string,
    {
      readonly id: string;
      readonly parts: ReadonlyMap<
        string,
        {
          readonly person: string;
          readonly declarations: readonly (EventMark & { readonly category: string })[];
        }
      >;
    }
  >;
}

export interface RegisterRow {
  readonly person: string;
  readonly category: string;
  /** Absent where it is withheld. */
  readonly interest?: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly state: 'registered' | 'declared' | 'ended';
  /** Newest change of the entry, where there was one. */
  readonly changed?: string;
  readonly sensitive?: true;
  readonly reviewOn?: string | null;
  readonly reviewDue?: boolean;
  /** The entry, its changes and its end; or the declarations. Absent from a row that is withheld. */
  readonly events?: readonly string[];
}

export interface GiftRow {
  readonly person: string;
  readonly gift: string;
  readonly outcome: 'received' | 'refused';
  /** Pounds. */
  readonly value: number | null;
  readonly receivedOn: string | null;
  readonly at: string;
}

/** P01: what each member or officer has on the register, or has declared; gifts apart, where there are any. */
export interface RegisterView {
  readonly rows: readonly RegisterRow[];
  readonly gifts?: readonly GiftRow[];
}

/** Past the last day on which a review is in time. */
function isDue({ reviewBy }: SensitiveEntry, at: Instant): boolean {
  return reviewBy !== null && localDay(at) > reviewBy;
}

function sensitivity(register: Register, interest: string, at: Instant): Partial<RegisterRow> {
  const entry = sensitiveEntry(register, interest);
  return entry === null ? {} : { sensitive: true, reviewOn: entry.reviewOn, reviewDue: isDue(entry, at) };
}

function registered(register: Register, person: string, now: Instant): RegisterRow[] {
  return register.registrations.map((entry) => {
    const { category, interest, at, ended, statements } = entry;
    const change = statements.length > 1 ? statements.at(-1) : undefined;
    return {
      person,
      category,
      interest,
      from: formatInstant(at),
      until: ended === null ? null : formatInstant(ended.at),
      state: ended === null ? 'registered' : 'ended',
      ...(change === undefined ? {} : { changed: formatInstant(change.at) }),
      ...sensitivity(register, interest, now),
      events: idsOf([...statements, ...(ended === null ? [] : [ended])]),
    };
  });
}

type DeclaredAs = Pick<RegisterRow, 'person' | 'category'> & { readonly interest: string | null };

/** A row from the first instant of what was declared once or more. */
function declared(what: DeclaredAs, from: Instant, marks: readonly EventMark[]): RegisterRow {
  return { ...what, from: formatInstant(from), until: null, state: 'declared', events: idsOf(marks) };
}

function giftRows(state: RegisterState, { people }: Declared): GiftRow[] {
  return [...people.keys()].flatMap((person) =>
    registerOf(state, person).gifts.map(({ gift, outcome, value, receivedOn, at }) => {
      return { person, gift, outcome, value, receivedOn, at: formatInstant(at) };
    }),
  );
}

/** P01 interests-register: entries of the register, tenancies, and what was declared in an item. */
export function registerView(state: RegisterState, said: Declared, at: Instant): RegisterView {
  const rows: RegisterRow[] = [];
  for (const [person, { tenancies }] of said.people) {
    rows.push(...registered(registerOf(state, person), person, at));
    const [tenancy] = tenancies;
    const what = { person, category: 'tenancy', interest: null };
    if (tenancy !== undefined) rows.push(declared(what, tenancy.since ?? tenancy.at, tenancies));
  }
  for (const item of said.items.values()) {
    for (const { person, declarations } of item.parts.values()) {
      for (const [category, same] of Map.groupBy(declarations, (one) => one.category)) {
        rows.push(declared({ person, category, interest: item.id }, same[0]?.at ?? 0, same));
      }
    }
  }
  const gifts = giftRows(state, said);
  return gifts.length === 0 ? { rows } : { rows, gifts };
}

export interface ReturnRow {
  readonly person: string;
  /** The newest return; null where none was made. */
  readonly latest: { readonly at: string; readonly nil: boolean; readonly basis: string | null } | null;
  /** Local days from the newest return. */
  readonly daysSince: number | null;
  /** Interests in force at the newest return, and now. */
  readonly entriesThen: readonly string[];
  readonly entriesNow: readonly string[];
  /** Those in force at the newest return that were in force at the one before it too. */
  readonly carriedForward: readonly string[];
}

/** What each person last said of the register as a whole, and which sensitive entries are to be looked at again. */
export interface ReturnsView {
  readonly rows: readonly ReturnRow[];
  readonly reviews: readonly {
    readonly person: string;
    readonly interest: string;
    readonly reviewOn: string | null;
    readonly due: boolean;
  }[];
}

function inForce(registrations: readonly Registration[], then: Instant | undefined): string[] {
  if (then === undefined) return [];
  return [...new Set(registrations.filter((one) => isInForce(one, then)).map(({ interest }) => interest))].sort();
}

function returnRow(person: string, { registrations, returns }: Register, at: Instant): ReturnRow {
  const latest = returns.at(-1);
  const entriesThen = inForce(registrations, latest?.at);
  const before = new Set(inForce(registrations, returns.at(-2)?.at));
  return {
    person,
    latest: latest === undefined ? null : { at: formatInstant(latest.at), nil: latest.nil, basis: latest.basis },
    daysSince: latest === undefined ? null : localDay(at) - localDay(latest.at),
    entriesThen,
    entriesNow: inForce(registrations, at),
    carriedForward: entriesThen.filter((interest) => before.has(interest)),
  };
}

/** Sensitive interests with an entry in force, or with none yet. */
function reviewsOf(person: string, register: Register, at: Instant): ReturnsView['reviews'] {
  return [...register.sensitive.keys()].sort().flatMap((interest) => {
    const entry = sensitiveEntry(register, interest);
    const entries = register.registrations.filter((one) => one.interest === interest);
    if (entry === null || (entries.length > 0 && !entries.some((one) => isInForce(one, at)))) return [];
    return [{ person, interest, reviewOn: entry.reviewOn, due: isDue(entry, at) }];
  });
}

/** register-returns: everyone with an entry, a return or a sensitive interest. */
export function returnsView({ people }: RegisterState, at: Instant): ReturnsView {
  const registers = [...people].sort(([a], [b]) => (a < b ? -1 : 1));
  const known = registers.filter(([, { registrations, returns }]) => registrations.length + returns.length > 0);
  return {
    rows: known.map(([person, register]) => returnRow(person, register, at)),
    reviews: registers.flatMap(([person, register]) => reviewsOf(person, register, at)),
  };
}

/** P01 for a viewer who does not see all: a sensitive entry is named to its holder alone; others see only that it exists (Localism Act 2011 s32). */
export function withheldEntries({ rows, ...others }: RegisterView, { viewer }: Sight): object {
  return {
    rows: rows.map((row) => {
      if (row.sensitive !== true || row.person === viewer.person) return row;
      const { interest: _interest, reviewOn: _reviewOn, reviewDue: _reviewDue, ...rest } = row;
      const { changed: _changed, events: _events, ...seen } = rest;
      return seen;
    }),
    ...others,
  };
}
