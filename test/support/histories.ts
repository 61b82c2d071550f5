/**
 * Random histories of group support and its neighbours, as entries of an event file. A few groups, matters and requests
 * meet each other often; decisions sometimes come before what they decide; some entries are recorded late, opened twice,
 * unknown, corrected or withdrawn. The same history is meant to be judged under every pack.
 */
import fc from 'fast-check';
import { amendments, settable, settableOnEntry, UNFIT } from './histories/amendments.js';
import type { Amendment } from './histories/amendments.js';
import { advice, concerns, information, life, offices, requests, structure } from './histories/kinds.js';
import { meetings } from './histories/meetings.js';
import type { Sketch } from './histories/shapes.js';
import { stories } from './histories/stories.js';
import { anyTime, aroundMeeting, calendars, dateIn, late, later, wallOf, written } from './histories/times.js';
import type { Calendar, When } from './histories/times.js';

export type RawEntry = Record<string, unknown>;

/** What is asked of a history: the entries, and perhaps the two instants. */
export interface Question {
  events: RawEntry[];
  at?: string;
  knownAt?: string;
}

/** Which share of entries gets a token of its own; the kinds that are a finding's subject always do. */
const ALWAYS_NAMED = [
  ...['GroupBriefingGiven', 'GroupReportSupplied', 'MatterFormallyConsidered', 'GroupConclusionReliedOn'],
  ...['GroupFollowUpActionNotified', 'GroupConfidenceBreachReported', 'PartyBusinessAdviceGiven'],
  'PartyBusinessAdviceSought',
];

const sketches = fc.oneof(
  { weight: 2, arbitrary: structure },
  { weight: 8, arbitrary: requests },
  { weight: 10, arbitrary: advice },
  { weight: 6, arbitrary: meetings },
  { weight: 3, arbitrary: information },
  { weight: 1, arbitrary: offices },
  { weight: 1, arbitrary: concerns },
  { weight: 1, arbitrary: life },
);

/** How an entry is written down, apart from what it says. */
const hands = fc.record({
  recordedLate: fc.constantFrom(false, false, false, false, true),
  recorded: anyTime,
  named: fc.boolean(),
  repeated: fc.constantFrom(...Array<boolean>(40).fill(false), true),
});

type Hand = { recordedLate: boolean; recorded: When; named: boolean; repeated: boolean };

/** `{plus}` and `{day}` of a sketch become an instant and a date. */
function filledIn(value: unknown, calendar: Calendar, wall: string): unknown {
  if (Array.isArray(value)) return value.map((one) => filledIn(one, calendar, wall));
  if (typeof value !== 'object' || value === null) return value;
  if ('plus' in value) return later(wall, Number(value.plus));
  return 'day' in value ? dateIn(calendar, Number(value.day)) : value;
}

/** Long after a history: when periods of months and years have ended. */
const LONG_AFTER = fc.constantFrom(...Array<null>(9).fill(null), 60, 400, 800);

function fieldsOf(sketch: Sketch, calendar: Calendar): RawEntry {
  const wall = wallOf(calendar, sketch.when);
  return Object.fromEntries(
    Object.entries(sketch.fields).map(([name, value]) => [name, filledIn(value, calendar, wall)]),
  );
}

/** A list in a singular field stands for several events, which cannot share one token. */
function isOneEvent(fields: RawEntry): boolean {
  return !Object.entries(fields).some(
    ([name, value]) => Array.isArray(value) && !['versions', 'items', 'dates', 'roles', 'members'].includes(name),
  );
}

function recording(calendar: Calendar, hand: Hand, when: When): RawEntry {
  const recorded = wallOf(calendar, hand.recorded);
  return hand.recordedLate && recorded > wallOf(calendar, when) ? { rec: recorded } : {};
}

function entryOf(sketch: Sketch, hand: Hand, calendar: Calendar, place: number): RawEntry {
  const fields = fieldsOf(sketch, calendar);
  const t = written(calendar, sketch.when);
  if (sketch.kind === 'command') return { t, command: sketch.type, ...fields };
  const named = isOneEvent(fields) && (hand.named || ALWAYS_NAMED.includes(sketch.type));
  const rec = sketch.when.style === 'local' ? recording(calendar, hand, sketch.when) : {};
  return { t, ...rec, e: sketch.type, ...(named ? { event: `E-${place}` } : {}), ...fields };
}

const ENTRIES = [
  ...['REQ-1', 'REQ-2', 'REQ-3', 'REQ-9', 'INF-1', 'INF-2', 'MTG-1', 'MTG-2', 'CON-1', 'WPM-1', 'SUP-1'],
];

/** What an amendment names: an entry, an event with a token, or an earlier amendment. */
function targetOf(
  amendment: Amendment,
  entries: RawEntry[],
  earlier: RawEntry[],
): { target: string; fields: string[] } {
  const named = (amendment.names === 'amendment' ? earlier : entries).filter((entry) => entry['event'] !== undefined);
  if (amendment.names === 'entry' || named.length === 0) {
    const target = ENTRIES[amendment.which % ENTRIES.length]!;
    return { target, fields: settableOnEntry(target) };
  }
  const entry = named[amendment.which % named.length]!;
  return { target: String(entry['event']), fields: settable(String(entry['e'])) };
}

function amendmentEntry(amendment: Amendment, calendar: Calendar, entries: RawEntry[], earlier: RawEntry[]): RawEntry {
  const { target, fields } = targetOf(amendment, entries, earlier);
  const own = { t: written(calendar, amendment.when), event: `A-${earlier.length}` };
  if (amendment.withdraw || amendment.names === 'amendment') {
    return { ...own, e: 'EntryWithdrawn', target, reason: 'mistaken' };
  }
  const field = fields[amendment.field % fields.length]!;
  return { ...own, e: 'EntryCorrected', target, set: setting(amendment, calendar, field, fields) };
}

/** A value for one field; now and then one that does not fit it, whatever the field is. */
function setting(amendment: Amendment, calendar: Calendar, field: string, fields: string[]): RawEntry {
  if (field === 't') return { t: wallOf(calendar, amendment.moved) };
  const name = field === UNFIT ? fields[0]! : field;
  return { [name]: filledIn(amendment.values[field], calendar, wallOf(calendar, amendment.moved)) };
}

interface Plan {
  calendar: Calendar;
  registered: boolean;
  written: { sketch: Sketch; hand: Hand }[];
  amended: Amendment[];
  sorted: boolean;
}

function historyOf({ calendar, registered, written: list, amended, sorted }: Plan): RawEntry[] {
  const first = { t: `${calendar.window}T00:00`, e: 'PoliticalGroupRegistered', group: ['G-A', 'G-B', 'G-C'] };
  const own = list.flatMap(({ sketch, hand }, place) => {
    const entry = entryOf(sketch, hand, calendar, place);
    return hand.repeated && entry['event'] !== undefined ? [entry, { ...entry }] : [entry];
  });
  const entries = registered ? [first, ...own] : own;
  const amending: RawEntry[] = [];
  for (const amendment of amended) amending.push(amendmentEntry(amendment, calendar, entries, amending));
  const all = [...entries, ...amending];
  return sorted ? all.sort((a, b) => (String(a['t']) < String(b['t']) ? -1 : 1)) : all;
}

type Written = Plan['written'];

/** Events by themselves, and a share of stories; every event is written down by some hand. */
function writings(size: number): fc.Arbitrary<Written> {
  const alone = sketches.map((sketch) => [sketch]);
  const passages = fc.oneof({ weight: 5, arbitrary: alone }, { weight: 2, arbitrary: stories });
  const written = (list: Sketch[]) =>
    fc
      .array(hands, { minLength: list.length, maxLength: list.length })
      .map((own) => list.map((sketch, place) => ({ sketch, hand: own[place]! })));
  const many = (most: number) => fc.array(passages.chain(written), { minLength: 1, maxLength: most, size: 'max' });
  return fc.oneof(many(Math.ceil(size / 4)), many(size)).map((list) => list.flat().slice(0, size));
}

function plans(size: number): fc.Arbitrary<Plan> {
  return fc.record({
    calendar: calendars,
    registered: fc.constantFrom(true, true, true, false),
    written: writings(size),
    amended: fc.array(amendments, { maxLength: Math.ceil(size / 10), size: 'max' }),
    sorted: fc.boolean(),
  });
}

/** Random histories of at most about `size` entries. */
export function histories(size = 40): fc.Arbitrary<RawEntry[]> {
  return plans(size).map(historyOf);
}

/** Mostly nothing. */
function sometimes<T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: one });
}

/** In the middle of a history, and often on the day of a meeting, when some ends are still awaited. */
const askedAt = fc.oneof(anyTime, aroundMeeting(0, 0, 300), aroundMeeting(0, 60, 120));

/** Random histories with what is asked of them: often with `at` or `knownAt` in the middle. */
export function questions(size = 40): fc.Arbitrary<Question> {
  const asked = fc.record({ at: sometimes(askedAt), knownAt: sometimes(late), after: LONG_AFTER });
  return fc.tuple(plans(size), asked).map(([plan, { at, knownAt, after }]) => ({
    events: historyOf(plan),
    ...(at === null ? {} : { at: written(plan.calendar, at) }),
    ...(after === null ? {} : { at: dateIn(plan.calendar, after) }),
    ...(knownAt === null ? {} : { knownAt: written(plan.calendar, knownAt) }),
  }));
}
