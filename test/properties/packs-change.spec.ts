import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { type Pack, builtInPacks } from '#lib/protocol/index.js';
import { type Question, type RawEntry, questions } from '../support/histories.js';
import { ownIds } from '../support/own-ids.js';
import { type ReferenceInput, referenceReplay } from '../support/reference/reference.js';
import { type Replayed, replayed } from '../support/replayed.js';

const packs = builtInPacks()
  .all()
  .filter(({ roles, routes }) => roles.size > 0 && routes.size > 0);
const documents = packs.map(({ ref }) =>
  load(readFileSync(`libs/protocol/packs/${ref.id.split('/')[1] ?? ''}.yaml`, 'utf8')),
);
const RUNS = Number(process.env['EVENHAND_RUNS'] ?? 60);

const NAMES = [
  'group-support',
  'even-handedness-by-group',
  'even-handedness-by-matter',
  'attendance-log',
  'even-handedness-by-councillor',
  'protocol-status',
] as const;

function packAt(place: number): Pack {
  const pack = packs[place];
  if (pack === undefined) throw new Error(`no pack at ${String(place)}`);
  return pack;
}

function adoption(place: number, day: string, event: string, effectiveFrom = day): RawEntry {
  const { ref, revision } = packAt(place);
  const { id: packId, version } = ref;
  return { t: `${day}T00:00`, event, e: 'ProtocolPackAdopted', packId, version, revision, effectiveFrom };
}

/** Packs by their place in `packs`, which a counterexample prints in one line. */
interface Change {
  readonly first: number;
  readonly second: number;
  readonly other: number;
  readonly turn: number;
  /** How many days of the history pass between the second adoption and its force. */
  readonly ahead: number;
  readonly kind: 'kept' | 'withdrawn' | 'restored' | 'corrected';
}

const changes: fc.Arbitrary<Change> = fc.record({
  first: fc.nat(packs.length - 1),
  second: fc.nat(packs.length - 1),
  other: fc.nat(packs.length - 1),
  turn: fc.nat(1000),
  ahead: fc.nat(3),
  kind: fc.constantFrom('kept', 'withdrawn', 'restored', 'corrected'),
});

/** A pack from the start, a second one from a day of the history, and perhaps an amendment of that second adoption. */
function underPacks({ events }: Question, { first, second, other, turn, ahead, kind }: Change): RawEntry[] {
  const days = [...new Set(events.map(({ t }) => String(t).slice(0, 10)))].sort();
  const day = (index: number): string => days[index % Math.max(1, days.length)] ?? '2026-03-02';
  const turned = turn % Math.max(1, days.length);
  const force = days[Math.min(days.length - 1, turned + ahead)] ?? day(turn);
  const t = `${day(turn * 7)}T12:00`;
  const { id: packId, version } = packAt(other).ref;
  const withdrawal = { t, event: 'amends', e: 'EntryWithdrawn', target: 'second' };
  const amendments: Record<Change['kind'], RawEntry[]> = {
    kept: [],
    withdrawn: [withdrawal],
    restored: [withdrawal, { t, event: 'restores', e: 'EntryWithdrawn', target: 'amends' }],
    corrected: [{ t, event: 'amends', e: 'EntryCorrected', target: 'second', set: { packId, version } }],
  };
  return [
    adoption(first, '2000-01-01', 'first'),
    adoption(second, day(turn), 'second', force),
    ...amendments[kind],
    ...events,
  ];
}

/** The answers in a form in which the order of rows says nothing. */
function comparable({ projections, commands }: Replayed): unknown {
  const { findings, 'notice-obligations': notices } = projections;
  const sorted = (list: readonly object[]): string[] =>
    list.map((one) => JSON.stringify(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
  const named = Object.fromEntries(NAMES.map((name) => [name, projections[name]]));
  return { ...named, notices: sorted(notices.rows), findings: sorted(findings.rows), commands };
}

describe('random histories in which the council takes another pack (readings 1.7, 2.4)', () => {
  it('are judged alike by the features and by the slow reference', () => {
    fc.assert(
      fc.property(questions(30), changes, (question, change) => {
        const events = underPacks(question, change);
        const { at, knownAt } = question;
        const asked = { ...(at === undefined ? {} : { at }), ...(knownAt === undefined ? {} : { knownAt }) };
        const own = { pack: documents[0], packs: documents, judgeAllBy: false, ids: ownIds(events) };
        const input: ReferenceInput = { events, ...own, ...asked };
        expect(comparable(replayed(events, null, asked))).toEqual(
          comparable(referenceReplay(input) as unknown as Replayed),
        );
      }),
      { numRuns: RUNS, seed: 20_261_201, endOnFailure: true },
    );
  });
});
