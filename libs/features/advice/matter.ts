import type { EventMark, Instant } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** Advice reaching a group: a briefing, a report, or another version of what it holds. */
export interface Supply {
  readonly kind: 'advice_given' | 'written_report' | 'reissue';
  readonly group: string;
  /** The version's token: notices stay per token. */
  readonly version: string;
  /** The version as it is compared: the token, followed by what the content flags add (readings 4, P07). */
  readonly held: string;
  /** Who gave it. */
  readonly officer: string | null;
  readonly mark: EventMark;
  readonly pack: Pack;
}

/** One group owed notice of one advice version (P08). */
export interface Notice {
  readonly matter: string;
  readonly version: string;
  readonly group: string;
  /** The supply that opened it. */
  readonly opener: EventMark;
  /** The first instant after the target period; null where the pack sets none. */
  readonly late: Instant | null;
  readonly pack: Pack;
  sent: EventMark | null;
  /** Officers who gave the advice or the notice. */
  readonly officers: Set<string>;
  /** The first consideration that found this notice unsent. */
  missed: EventMark | null;
}

export type Equivalence = 'not_needed' | 'undetermined' | 'substantially_same' | 'different';

/** A consideration of the matter while versions stood determined different. */
interface ConsideredApart {
  readonly consideration: EventMark;
  /** Groups that then held a version. */
  readonly groups: readonly string[];
  /** What they then held, and the determinations that said so. */
  readonly events: readonly EventMark[];
}

/** A time for which the versions held differed, undetermined or determined different. */
export interface Spell {
  readonly kind: 'undetermined' | 'different';
  readonly from: Instant;
  /** The last supply, reissue or determination of the instant with which it began. */
  readonly anchor: EventMark | null;
  /** What was held when it began, and of `different` the determinations that said so. */
  readonly events: readonly EventMark[];
  readonly rec: Instant;
  readonly pack: Pack;
  until: Instant | null;
  readonly considered: ConsideredApart[];
  /** Pairs of versions that stood different at a consideration in it. */
  readonly pairs: Set<string>;
  /** What resolved its finding; null while nothing has. */
  resolver: { readonly at: Instant; readonly mark: EventMark | null } | null;
}

/** A consideration with no formal advice since the one before. */
export interface MissingAdvice {
  readonly consideration: EventMark;
  /** The first recorded of what was delivered before it. */
  readonly delivery: EventMark;
  readonly pack: Pack;
}

interface Determination {
  readonly versions: readonly string[];
  readonly outcome: 'substantially_same' | 'different';
  readonly by: string;
  readonly mark: EventMark;
  readonly pack: Pack;
}

/** What a pair of versions was last determined to be, by every determination since it was last said otherwise. */
export interface Compared {
  readonly outcome: 'substantially_same' | 'different';
  readonly said: readonly EventMark[];
}

/** A group was told of a version, or of every version owed to it then. */
export interface Told {
  readonly group: string;
  readonly version: string | null;
  readonly officer: string | null;
  readonly mark: EventMark;
}

/** What happened to a matter in the instant being folded. */
interface Now {
  readonly supplies: Supply[];
  readonly notices: Told[];
  readonly determinations: Determination[];
  /** A group, or null for every registered group. */
  readonly offers: { readonly group: string | null; readonly mark: EventMark }[];
  formalAdvice: boolean;
  /** Every delivery on the matter, those outside parity included. */
  readonly deliveries: EventMark[];
  readonly considerations: { readonly mark: EventMark; readonly pack: Pack }[];
}

/** Everything known of one matter. */
export interface Matter {
  readonly id: string;
  /** Listed in P07 from its first delivery, reissue or notice. */
  listed: boolean;
  /** Groups active at the first delivery; null before it. */
  frozen: readonly string[] | null;
  firstDelivery: EventMark | null;
  /** The pack of the newest event of this matter. */
  pack: Pack | null;
  /** Group to the latest supply or reissue to it. */
  readonly held: Map<string, Supply>;
  /** Version token to the groups supplied with it. */
  readonly supplied: Map<string, Set<string>>;
  readonly noticed: Set<string>;
  readonly told: Map<string, Set<string>>;
  readonly notified: Map<string, EventMark[]>;
  readonly offered: Map<string, EventMark[]>;
  /** A pair of versions, sorted and joined, to the latest determination of it. */
  readonly pairs: Map<string, Compared>;
  readonly notices: Notice[];
  readonly unsent: Set<Notice>;
  /** The first recorded delivery; null before it. */
  briefed: EventMark | null;
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
    deliveries: [],
    considerations: [],
  };
}

/** A matter of which nothing is known yet. */
export function unknownMatter(id: string): Matter {
  return {
    id,
    listed: false,
    frozen: null,
    firstDelivery: null,
    pack: null,
    held: new Map(),
    supplied: new Map(),
    noticed: new Set(),
    told: new Map(),
    notified: new Map(),
    offered: new Map(),
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
}

/** The matter of that name, new where it was unknown. */
export function matterOf(matters: Map<string, Matter>, id: string): Matter {
  let matter = matters.get(id);
  if (matter === undefined) matters.set(id, (matter = unknownMatter(id)));
  return matter;
}

/** One name for a pair of versions, whichever comes first. */
export function pairOf(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}
