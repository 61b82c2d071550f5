import { type EventMark, type Instant, parseInstant } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import type { Pack } from '#lib/protocol/index.js';
import type { StructureEvent } from '../structure/events.js';

/** A recorded event, and the pack that judges it. */
export interface Mark extends EventMark {
  readonly pack: Pack;
}

/** What of an event a part keeps. */
export function markWithPack(event: Mark): Mark {
  return { ...markOf(event), pack: event.pack };
}

export type Category = 'dpi' | 'ori' | 'nri' | 'tenancy' | 'joint_arrangement' | 'officer_interest';

/** What a person did in an item. A participation in a decision is a vote that was not cast (readings 5). */
export interface Act extends Mark {
  readonly kind: 'participation' | 'vote' | 'abstention';
  readonly wardSpeech: boolean;
  /** A `VoteCast`. */
  readonly cast: boolean;
  /** An officer's act on a matter. */
  readonly official: boolean;
}

export interface Declaration extends Mark {
  readonly category: Category;
  /** Whom an officer declared to; null where nobody was named. */
  readonly to: string | null;
  /** What an officer's interest is, in the officer's own word; null where nothing was said. */
  readonly kind: string | null;
}

export interface Test extends Mark {
  readonly significant: boolean;
}

/** One person's part in one item, each list in the order of occurrence. */
export interface Part {
  readonly person: string;
  readonly item: Item;
  readonly acts: Act[];
  readonly withdrawals: Mark[];
  readonly declarations: Declaration[];
  readonly tests: Test[];
  readonly closedMinds: Mark[];
  readonly wardStatements: Mark[];
  /** What shows the person at the meeting: the first event that does, and when the last one was. */
  presence: { readonly event: string; readonly first: Instant; last: Instant } | null;
  /** Everything that the person did or said on the item. */
  readonly events: Mark[];
  /** The last of them. */
  last: Mark;
}

/** An item of a meeting, or the matter on which an officer acts. */
export interface Item {
  readonly id: string;
  meeting: string | null;
  /** The newest agenda that holds it. */
  convened: { readonly at: Instant; readonly event: string } | null;
  /** The word of the pack that says what it is about; null until it is convened. */
  kind: string | null;
  matter: string | null;
  opensAt: Instant | null;
  /** The outside body of a joint arrangement. */
  partner: string | null;
  /** Those whose own dwelling it is about. */
  concerns: ReadonlySet<string>;
  /** Officers whom it affects personally, each with the events that say so. */
  readonly affects: Map<string, Mark[]>;
  readonly parts: Map<string, Part>;
}

export interface Items {
  readonly items: Map<string, Item>;
}

export function itemOf({ items }: Items, id: string): Item {
  let item = items.get(id);
  if (item === undefined) {
    item = {
      id,
      meeting: null,
      convened: null,
      kind: null,
      matter: null,
      opensAt: null,
      partner: null,
      concerns: new Set(),
      affects: new Map(),
      parts: new Map(),
    };
    items.set(id, item);
  }
  return item;
}

/** The part of a person in an item, opened by any event that names both. */
export function partOf(state: Items, id: string, person: string, mark: Mark): Part {
  const item = itemOf(state, id);
  let part = item.parts.get(person);
  if (part === undefined) {
    part = {
      person,
      item,
      acts: [],
      withdrawals: [],
      declarations: [],
      tests: [],
      closedMinds: [],
      wardStatements: [],
      presence: null,
      events: [],
      last: mark,
    };
    item.parts.set(person, part);
  }
  part.events.push(mark);
  part.last = mark;
  return part;
}

/** Notes an event that shows a person at the meeting, once it has opened their part in the item. */
export function notePresence(state: Items, id: string, person: string, { at, id: event }: Dated): void {
  const part = state.items.get(id)?.parts.get(person);
  if (part === undefined) return;
  if (part.presence === null) part.presence = { event, first: at, last: at };
  else part.presence.last = at;
}

interface Dated {
  readonly id: string;
  readonly at: Instant;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function describe(item: Item, given: unknown): void {
  if (typeof given !== 'object' || given === null) {
    item.kind = text(given) ?? 'ordinary';
    item.matter = item.partner = item.opensAt = null;
    return;
  }
  const about = given as Readonly<Record<string, unknown>>;
  item.kind = text(about['kind']) ?? 'ordinary';
  item.matter = text(about['matter']);
  item.partner = text(about['partner']);
  const opensAt = text(about['opensAt']);
  item.opensAt = opensAt === null ? null : parseInstant(opensAt);
}

type Convening = Extract<StructureEvent, { type: 'MeetingConvened' }>;

/** Takes the agenda of a meeting; a later agenda says anew what its items are about. */
export function convene(state: Items, { at, id: event, p }: Convening): void {
  for (const [id, given] of Object.entries(p.items)) {
    const item = itemOf(state, id);
    item.meeting = p.meeting;
    item.convened = { at, event };
    item.concerns = new Set(p.concerns?.[id] ?? []);
    describe(item, given);
  }
}
