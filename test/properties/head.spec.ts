import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CouncilEvent } from '#lib/council/record.js';
import { CouncilHead, type CouncilView, projectionNames, replay } from '#lib/council/index.js';
import type { Question } from '#lib/council/replay.js';
import { readEventFile } from '#lib/event-file/index.js';
import { builtInPacks, namingOf } from '#lib/protocol/index.js';
import { play } from '../../apps/cli/history.js';
import { type RawEntry, histories } from '../support/histories.js';

const shelf = builtInPacks();
const packs = shelf.all();
const RUNS = Number(process.env['EVENHAND_RUNS'] ?? 100);

/** Where in a history, as a share of it. */
const share = fc.integer({ min: 0, max: 999 });

/** An adoption at the time of one entry, in force from the day of another, perhaps recorded with a third. */
const adoptions = fc.array(
  fc.record({ pack: fc.constantFrom(...packs), at: share, from: share, recorded: fc.option(share) }),
  { maxLength: 3 },
);

type Adoption = typeof adoptions extends fc.Arbitrary<(infer One)[]> ? One : never;

function pick<Item>(items: readonly Item[], place: number): Item {
  return items[Math.floor((place * items.length) / 1000)]!;
}

function adoptedIn(entries: readonly RawEntry[], list: readonly Adoption[]): RawEntry[] {
  const timeAt = (place: number): string => String(pick(entries, place)['t']);
  return list.map(({ pack, at, from, recorded }, index) => ({
    t: timeAt(at),
    ...(recorded === null ? {} : { rec: timeAt(recorded) }),
    e: 'ProtocolPackAdopted',
    event: `P-${String(index)}`,
    ...namingOf(pack),
    effectiveFrom: timeAt(from).slice(0, 10),
  }));
}

/** A history in order of recording, each event judged by the packs that it adopts. */
function recorded(entries: readonly RawEntry[], list: readonly Adoption[]): readonly CouncilEvent[] {
  const read = readEventFile(JSON.stringify([...entries, ...adoptedIn(entries, list)]), 'history.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return play(read.value, shelf, null).events;
}

const HOUR = 3_600_000;

/** Asked after so many events: of the newest, some hours on, or of any other instants; by a pack or by those in force. */
const askings = fc.array(
  fc.record({
    after: share,
    past: fc.option(fc.record({ at: share, knownAt: share })),
    hours: fc.constantFrom(0, 0, 1, 400),
    pack: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...packs) }),
    viewer: fc.constantFrom(null, null, null, { role: 'group_leader', group: 'G-A', person: 'M-1' }),
  }),
  { minLength: 1, maxLength: 12 },
);

type Asking = typeof askings extends fc.Arbitrary<(infer One)[]> ? One : never;

function questionOf({ past, hours, pack, viewer }: Asking, known: readonly CouncilEvent[]): Question {
  if (past !== null && known.length > 0) {
    return { at: pick(known, past.at).at, knownAt: pick(known, past.knownAt).rec, pack, viewer };
  }
  const at = Math.max(0, ...known.map((event) => event.at)) + hours * HOUR;
  const knownAt = Math.max(0, ...known.map((event) => event.rec)) + hours * HOUR;
  return { at, knownAt, pack, viewer };
}

function bytesOf(view: CouncilView): string {
  const answers = projectionNames.map((name) => [name, view.projection(name)]);
  return JSON.stringify([view.pack, view.position, answers]);
}

/** Asks a head that is fed event by event, and a replay of what it was fed so far. */
function answersAlike(events: readonly CouncilEvent[], asked: readonly Asking[]): void {
  const head = new CouncilHead(shelf);
  for (let fed = 0; fed <= events.length; fed += 1) {
    const known = events.slice(0, fed);
    for (const one of asked.filter(({ after }) => Math.floor((after * (events.length + 1)) / 1000) === fed)) {
      const question = questionOf(one, known);
      expect(bytesOf(head.view(question))).toBe(bytesOf(replay(known, shelf, question)));
    }
    const next = events[fed];
    if (next !== undefined) head.apply(next);
  }
  expect(head.size).toBe(events.length);
}

describe('a council’s head', () => {
  it('answers byte by byte as a replay does, with late events, amendments and adoptions', () => {
    fc.assert(
      fc.property(histories(40), adoptions, askings, (entries, list, asked) => {
        answersAlike(recorded(entries, list), asked);
      }),
      { numRuns: RUNS, seed: 20_260_312 },
    );
  });

  it('asked after every event', () => {
    const newest = fc.constantFrom(0, 400);
    fc.assert(
      fc.property(histories(25), adoptions, newest, (entries, list, hours) => {
        const events = recorded(entries, list);
        const places = events.map((_, index) => Math.ceil((index * 1000) / (events.length + 1)));
        answersAlike(
          events,
          places.map((after) => ({ after, past: null, hours, pack: null, viewer: null })),
        );
      }),
      { numRuns: RUNS, seed: 20_260_313 },
    );
  });
});
