import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CouncilEvent } from '#lib/council/record.js';
import { projectionNames, replay } from '#lib/council/index.js';
import { readEventFile } from '#lib/event-file/index.js';
import { parseInstant } from '#lib/kernel/index.js';
import { builtInPacks, namingOf } from '#lib/protocol/index.js';
import { play } from '../../apps/cli/history.js';
import { declarationQuestions } from '../support/declaration-histories.js';
import { packOf } from '../support/given.js';
import { givenOf, recording } from '../support/recorded.js';
import type { Entry } from '../support/reference-declarations/index.js';

const shelf = builtInPacks();
const packs = shelf.all().filter(({ rules }) => rules.size > 0);
const RUNS = Number(process.env['EVENHAND_RUNS'] ?? 40);
const END = Date.parse('2027-01-01T00:00:00Z');

/** Corrections of what is sealed, and of whom it is about. */
const CHANGES: Readonly<Record<string, fc.Arbitrary<Record<string, unknown>>>> = {
  RelationshipDeclared: fc.record(
    {
      category: fc.constantFrom('family', 'other_close', 'no_such_category'),
      degree: fc.constantFrom('sibling', 'no_such_degree'),
      closelyRelated: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
  ArrearsStatusConfirmed: fc.record(
    { months: fc.constantFrom(0, 2, 5, 'three'), barred: fc.boolean(), person: fc.constantFrom('M-1', 'M-2') },
    { requiredKeys: [] },
  ),
  RentArrearsDisclosed: fc.record({ months: fc.constantFrom(0, 2, 5), barred: fc.boolean() }, { requiredKeys: [] }),
  CouncilTaxArrearsDisclosed: fc.record({ months: fc.constantFrom(0, 2, 5) }),
  CandidateRelationshipDeclared: fc.record({ candidate: fc.constantFrom('K-1', 'K-2') }),
  RecruitmentStepTaken: fc.record({ candidate: fc.constantFrom('K-1', 'K-2') }),
  InterestDeclaredAtMeeting: fc.record({ category: fc.constantFrom('dpi', 'ori'), details: fc.constant('more') }),
};

function corrections(events: readonly Entry[]): fc.Arbitrary<Entry[]> {
  const named = events.filter(({ event, e }) => event !== undefined && Object.hasOwn(CHANGES, e ?? ''));
  if (named.length === 0) return fc.constant([]);
  const one = fc.constantFrom(...named).chain((target) =>
    // A candidate is given its stand-in beside the person, who must be known then.
    CHANGES[target.e!]!.map((set): Entry => ({
      t: target.t,
      rec: '2026-06-30T10:00',
      e: 'EntryCorrected',
      target: target.event,
      set,
    })),
  );
  return fc.array(one, { maxLength: 4 });
}

const PERSONS = ['M-1', 'M-2', 'M-3', 'M-4', 'O-1', 'O-2', 'O-3', 'K-1', 'K-2'];
const questions = declarationQuestions().chain(({ events, at, knownAt }) =>
  fc.record({
    events: corrections(events).map((more) => [...events, ...more]),
    at: fc.constant(at),
    knownAt: fc.constant(knownAt),
    erased: fc.subarray(PERSONS, { minLength: 1 }),
    pack: fc.constantFrom(...packs.map(({ tag }) => tag)),
    /** Judges everything, whatever was in force. */
    judge: fc.option(fc.constantFrom(...packs.map(({ tag }) => tag))),
  }),
);

/** The events that a file amounts to, amendments aimed at ids, and before them the adoption of a pack. */
function eventsOf(entries: readonly Entry[], tag: string): CouncilEvent[] {
  const pack = packOf(tag);
  const adoption = { t: '2000-01-01', e: 'ProtocolPackAdopted', ...namingOf(pack) };
  const read = readEventFile(JSON.stringify([adoption, ...entries]), 'history.yaml', { council: 'c' });
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const played = play(read.value, shelf, pack).events;
  // Two entries that say the same on one line are one event in a ledger.
  const events = played.filter(({ id }, index) => played.findIndex((one) => one.id === id) === index);
  const ids = new Map(events.map(({ id, source }) => [source, id]));
  return events.map(({ source: _source, ...event }) => {
    const target = ids.get(String(event.payload['target']));
    return target === undefined ? event : { ...event, payload: { ...event.payload, target } };
  });
}

/** A value in which the order of lists says nothing. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(unordered(one))).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, unknown]) => [key, unordered(one)] as const),
  );
}

interface Row {
  readonly person: string;
  readonly candidate: string;
  readonly subject: string;
}

interface Views {
  readonly 'audit-timeline': { readonly rows: readonly Readonly<Record<string, unknown>>[] };
  readonly 'relationship-register': {
    readonly relationships: Readonly<Record<string, { readonly category: unknown }>>;
  };
  readonly 'recruitment-declarations': { readonly rows: readonly Row[] };
  readonly findings: { readonly rows: readonly Row[] };
}

const viewsOf = (projections: Readonly<Record<string, unknown>>): Views => projections as unknown as Views;

/** What everything amounts to with the values of erased persons left out, and nothing else. */
function masked(
  views: Readonly<Record<string, unknown>>,
  gone: ReadonlySet<string>,
  related: ReadonlySet<string>,
): unknown {
  const projections = viewsOf(views);
  const candidate = (person: string, value: string): string =>
    gone.has(person) || gone.has(value) || value.startsWith('~') ? '?' : value;
  const subject = (text: string): string =>
    text.replace(
      /^person (\S+) candidate (\S+)/,
      (_, person, value) => `person ${person} candidate ${candidate(person, value)}`,
    );
  const given = (id: string): string => id.replace(/#\d+$/, '');
  const relationships = Object.entries(projections['relationship-register'].relationships);
  return unordered({
    ...projections,
    'audit-timeline': null,
    'relationship-register': relationships.map(([id, row]) => [
      id,
      related.has(given(id)) ? { ...row, category: '?' } : row,
    ]),
    'recruitment-declarations': {
      ...projections['recruitment-declarations'],
      rows: projections['recruitment-declarations'].rows.map((row) => ({
        ...row,
        candidate: candidate(row.person, row.candidate),
      })),
    },
    findings: {
      ...projections['findings'],
      rows: projections['findings'].rows.map((row) => {
        const named = subject(row.subject);
        // What a finding is called rests on its subject.
        return named === row.subject ? row : { ...row, subject: named, finding: '?' };
      }),
    },
  });
}

/** What was recorded puts the pack's text on record too; a replay of the bare events has none. */
function withoutPayloads(projections: Readonly<Record<string, unknown>>): unknown {
  const rows = viewsOf(projections)['audit-timeline'].rows.filter(({ type }) => type !== 'ProtocolPackPublished');
  return { ...projections, 'audit-timeline': rows.map(({ payload: _payload, position: _position, ...row }) => row) };
}

describe('erasing', () => {
  it('leaves every figure of every projection as it was, and takes the values alone', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async ({ events: entries, at, knownAt, erased, pack, judge }) => {
        const events = eventsOf(entries, pack);
        const run = await recording('c');
        for (const [index, event] of events.entries()) {
          run.at(event.rec);
          expect(await run.record([givenOf(event)], index === 0)).toMatchObject({ ok: true });
        }
        const latest = Math.max(...events.map((event) => event.rec), ...events.map((event) => event.at));
        const asked = {
          at: at === undefined ? latest : parseInstant(at, 'end'),
          knownAt: knownAt === undefined ? latest : parseInstant(knownAt, 'end'),
          pack: judge === null ? null : packOf(judge).ref.id,
        };
        const judging = judge === null ? null : packOf(judge);
        const before = await run.read(asked);
        const plain = replay(events, shelf, { at: asked.at!, knownAt: asked.knownAt!, pack: judging, viewer: null });
        const unsealed = Object.fromEntries(projectionNames.map((name) => [name, plain.projection(name)]));
        expect(withoutPayloads(before)).toEqual(withoutPayloads(unsealed));

        run.at(END);
        for (const [index, subject] of erased.entries()) {
          const payload = { subject, basis: 'request', by: 'O-9' };
          const id = `00000000-0000-7000-8000-00000000000${index}`;
          const event = {
            id,
            type: 'SealedPayloadDestroyed',
            occurredAt: END,
            payload,
            recordedBy: null,
            causationId: null,
          };
          expect(await run.record([event])).toMatchObject({ ok: true });
        }
        const after = await run.read(asked);
        const gone = new Set(erased);
        const related = new Set(
          events.flatMap(({ type, payload }) => {
            const { id, by, about } = payload as Record<string, string>;
            return type === 'RelationshipDeclared' && (gone.has(by!) || gone.has(about!)) ? [id!] : [];
          }),
        );
        expect(masked(after, gone, related)).toEqual(masked(before, gone, related));
        expect(after['audit-timeline']).toEqual(before['audit-timeline']);
        expect(run.losses).toEqual([]);
        const rows = viewsOf(after)['relationship-register'].relationships;
        // An id that two pairs carry names the row of one of them.
        const pairsOf = (id: string): number => {
          const its = events.map(({ payload }) => payload as Record<string, string>).filter((one) => one['id'] === id);
          return new Set(its.map(({ by, about }) => [by, about].sort().join(' '))).size;
        };
        for (const id of related) if (rows[id] !== undefined && pairsOf(id) === 1) expect(rows[id].category).toBeNull();
        for (const { person, candidate } of viewsOf(after)['recruitment-declarations'].rows)
          if (gone.has(person)) expect(candidate).toMatch(/^~[\w-]{22}$/);
        for (const name of erased.filter((one) => one.startsWith('K-')))
          expect(JSON.stringify({ ...after, 'audit-timeline': null })).not.toContain(`${name}"`);
      }),
      { numRuns: RUNS, seed: 20_261_128, endOnFailure: true },
    );
  });
});
