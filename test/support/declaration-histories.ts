import fc from 'fast-check';
import { amendment, secondThought } from './declaration-histories/amendments.js';
import {
  arrangementStory,
  departmentStory,
  negotiatingStory,
  reunionStory,
} from './declaration-histories/encounters.js';
import {
  arrearsStory,
  itemStory,
  meetings,
  officerInterestStory,
  standingStory,
} from './declaration-histories/interests.js';
import { concernStory, relationshipStory, whipStory } from './declaration-histories/relationships.js';
import { companyStory, recruitmentStory, restrictedStory, structureStory } from './declaration-histories/staffing.js';
import { entryStory, supportStory } from './declaration-histories/support.js';
import { always, list, pick, withoutAbsent, type Arb, type Shape } from './declaration-histories/words.js';
import type { Entry } from './reference-declarations/index.js';
import { instant, iso } from './reference-declarations/time.js';

export type { Shape } from './declaration-histories/words.js';

export interface Question {
  events: Entry[];
  at?: string;
  knownAt?: string;
}

/** Unless the edges are wanted: nothing that the definitions leave open. */
function settled(events: Entry[], { edges }: Shape): Entry[] {
  if (edges) return events;
  const key = (one: Entry) => (one.e === 'NeutralityConcernSettled' ? `${one.e} ${String(one['id'])}` : undefined);
  return events.filter(
    (one, index) => key(one) === undefined || events.findIndex((other) => key(other) === key(one)) === index,
  );
}

const HOUR = 3_600_000;

// Late recordings: hours to months after; with edges also before (an appointment recorded ahead).
function recorded(one: Entry, hours: number): Entry {
  return hours === 0 ? one : { ...one, rec: iso(instant(one.t) + hours * HOUR) };
}

const LISTED = ['roles', 'matters', 'dates', 'directlyAffectsPersonally'];

/** Every entry that stands for one event gets an event id of its own. */
function identified(events: Entry[], prefix: string): Entry[] {
  const single = (one: Entry) =>
    Object.entries(one).every(([name, value]) => LISTED.includes(name) || !Array.isArray(value));
  return events.map((one, index) => (single(one) && one.e ? { ...one, event: `${prefix}-${index + 1}` } : one));
}

function lateness({ edges }: Shape): Arb<number> {
  const ahead = edges ? [-48] : [];
  return fc.oneof(
    { weight: 5, arbitrary: always(0) },
    { weight: 2, arbitrary: pick(...ahead, 1, 20, 72, 24 * 21, 24 * 60) },
  );
}

function storiesOf(shape: Shape): Arb<Entry[]> {
  return fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: itemStory() },
        { weight: 4, arbitrary: standingStory(shape) },
        { weight: 2, arbitrary: arrearsStory() },
        { weight: 2, arbitrary: officerInterestStory() },
        { weight: 5, arbitrary: relationshipStory(shape) },
        { weight: 2, arbitrary: whipStory() },
        { weight: 3, arbitrary: concernStory(shape) },
        { weight: 2, arbitrary: recruitmentStory(shape) },
        { weight: 1, arbitrary: companyStory() },
        { weight: 1, arbitrary: restrictedStory(shape) },
        { weight: 3, arbitrary: structureStory(shape) },
        { weight: 2, arbitrary: arrangementStory() },
        { weight: 2, arbitrary: negotiatingStory() },
        { weight: 2, arbitrary: reunionStory() },
        { weight: 2, arbitrary: departmentStory() },
        ...(shape.support === true
          ? [
              { weight: 6, arbitrary: entryStory() },
              { weight: 10, arbitrary: supportStory() },
            ]
          : []),
      ),
      { minLength: 2, maxLength: shape.stories ?? 9, size: 'max' },
    )
    .map((all) => settled(all.flat(), shape));
}

/** Random files of events. */
export function declarationHistories(shape: Shape = {}): Arb<Entry[]> {
  return fc
    .tuple(meetings(shape), storiesOf(shape))
    .chain(([convenings, stories]) => {
      const events = identified([...convenings, ...stories], 'EV');
      return fc.tuple(always(events), list(amendment(events), 0, 4));
    })
    .chain(([events, amendments]) => {
      const named = identified(amendments, 'AM');
      return secondThought(named).map((more) => [...events, ...named, ...identified(more, 'WD')]);
    })
    .chain((events) => {
      const order = fc.shuffledSubarray(events, { minLength: events.length });
      const again = fc.option(pick(...events.filter((one) => one.event !== undefined), undefined), {
        nil: undefined,
        freq: 3,
      });
      return fc.tuple(order, fc.array(lateness(shape), { minLength: events.length, maxLength: events.length }), again);
    })
    .map(([events, hours, again]) => {
      const all = events.map((one, index) => recorded(one, hours[index]!));
      return again === undefined ? all : [...all, all.find((one) => one.event === again.event)!];
    });
}

/** Random files with an instant to ask about and one to have known. */
export function declarationQuestions(shape: Shape = {}): Arb<Question> {
  const at = pick(
    '2026-02-10T09:00',
    '2026-03-05T19:10',
    '2026-03-05',
    '2026-03-12T12:00',
    '2026-04-01',
    '2026-04-02T00:00:00',
    '2026-06-30',
    '2026-06-30',
    ...(shape.support === true ? ['2026-03-01', '2026-03-05T18:59'] : []),
  );
  return fc
    .record({
      events: declarationHistories(shape),
      at: fc.option(at, { nil: undefined, freq: 2 }),
      knownAt: fc.option(at, { nil: undefined, freq: 2 }),
    })
    .map((one) => withoutAbsent(one) as unknown as Question);
}
