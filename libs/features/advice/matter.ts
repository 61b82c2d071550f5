import type { Instant } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** Advice reaching a group: a briefing, a report, or another version of what it holds. */
export interface Supply {
  readonly kind: 'advice_given' | 'written_report' | 'reissue';
  readonly group: string;
  readonly version: string;
  readonly at: Instant;
  readonly rec: Instant;
  readonly pack: Pack;
}

export interface Holding {
  readonly version: string;
  readonly at: Instant;
  readonly rec: Instant;
}

/** One group owed notice of one advice version (P08). */
export interface Notice {
  readonly matter: string;
  readonly version: string;
  readonly group: string;
  readonly opened: Instant;
  readonly rec: Instant;
  /** The first instant after the target period; null where the pack sets none. */
  readonly late: Instant | null;
  readonly pack: Pack;
  sent: Instant | null;
  /** When the matter was considered with this notice unsent. */
  missed: { readonly at: Instant; readonly rec: Instant } | null;
}

export type Equivalence = 'not_needed' | 'undetermined' | 'substantially_same' | 'different';

/** A time for which the versions held differed, undetermined or determined different. */
export interface Spell {
  readonly kind: 'undetermined' | 'different';
  readonly from: Instant;
  readonly rec: Instant;
  readonly pack: Pack;
  until: Instant | null;
}

/** A consideration with no formal advice since the one before. */
export interface MissingAdvice {
  readonly id: string;
  readonly at: Instant;
  readonly rec: Instant;
  readonly pack: Pack;
}

/** What happened to a matter in the instant being folded. */
interface Now {
  readonly supplies: Supply[];
  readonly notices: { readonly group: string; readonly version: string | null }[];
  readonly determinations: {
    readonly versions: readonly string[];
    readonly outcome: 'substantially_same' | 'different';
    readonly by: string;
    readonly rec: Instant;
    readonly pack: Pack;
  }[];
  /** A group, or null for every registered group. */
  readonly offers: (string | null)[];
  formalAdvice: boolean;
  /** When the first advice to a group in this instant was recorded, a political assistant's included. */
  briefed: Instant | null;
  readonly considerations: { readonly id: string; readonly rec: Instant; readonly pack: Pack }[];
}

/** Everything known of one matter. */
export interface Matter {
  readonly id: string;
  /** Listed in P07 from its first delivery, reissue or notice. */
  listed: boolean;
  /** Groups active at the first delivery; null before it. */
  frozen: ReadonlySet<string> | null;
  /** The pack of the newest event of this matter. */
  pack: Pack | null;
  readonly held: Map<string, Holding>;
  readonly supplied: Set<string>;
  readonly noticed: Set<string>;
  readonly told: Map<string, Set<string>>;
  readonly notified: Set<string>;
  readonly offered: Set<string>;
  /** A pair of versions, sorted and joined, to the latest determination of it. */
  readonly pairs: Map<string, { readonly outcome: 'substantially_same' | 'different'; readonly rec: Instant }>;
  readonly notices: Notice[];
  readonly unsent: Set<Notice>;
  /** When the first advice that reached a group was recorded; null before it. */
  briefed: Instant | null;
  /** True while formal advice has been presented since the last consideration. */
  advised: boolean;
  readonly missingAdvice: MissingAdvice[];
  equivalence: Equivalence;
  readonly spells: Spell[];
  spell: Spell | null;
  now: Now;
}

/** An instant in which nothing happened yet. */
export function nothing(): Now {
  return {
    supplies: [],
    notices: [],
    determinations: [],
    offers: [],
    formalAdvice: false,
    briefed: null,
    considerations: [],
  };
}

/** The matter of that name, new where it was unknown. */
export function matterOf(matters: Map<string, Matter>, id: string): Matter {
  let matter = matters.get(id);
  if (matter !== undefined) return matter;
  matter = {
    id,
    listed: false,
    frozen: null,
    pack: null,
    held: new Map(),
    supplied: new Set(),
    noticed: new Set(),
    told: new Map(),
    notified: new Set(),
    offered: new Set(),
    pairs: new Map(),
    notices: [],
    unsent: new Set(),
    briefed: null,
    advised: false,
    missingAdvice: [],
    equivalence: 'not_needed',
    spells: [],
    spell: null,
    now: nothing(),
  };
  matters.set(id, matter);
  return matter;
}

/** One name for a pair of versions, whichever comes first. */
export function pairOf(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}
