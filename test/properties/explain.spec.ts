import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { projectionNames } from '#lib/council/index.js';
import { type Pack, builtInPacks } from '#lib/protocol/index.js';
import { declarationHistories } from '../support/declaration-histories.js';
import { answersTo, faultsOf, plainly } from '../support/explained.js';
import { histories } from '../support/histories.js';
import { ownIds } from '../support/own-ids.js';
import { referenceDeclarations } from '../support/reference-declarations/index.js';
import { referenceReplay } from '../support/reference/reference.js';

const packs = builtInPacks()
  .all()
  .filter(({ overlay }) => !overlay);
const RUNS = Number(process.env['EVENHAND_RUNS'] ?? 40);
const some = { numRuns: RUNS, seed: 20_260_320, endOnFailure: true };

const documentOf = ({ ref }: Pack): unknown =>
  load(readFileSync(`libs/protocol/packs/${ref.id.split('/')[1] ?? ''}.yaml`, 'utf8'));
const documents = new Map(packs.map((pack) => [pack, documentOf(pack)]));

const anyHistory = fc.oneof(histories(30), declarationHistories());

describe('what figures are made of', () => {
  it.each(projectionNames)('%s: a count is the length of its list', (name) => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom(...packs), (events, pack) => {
        const answer = answersTo(events, pack).get(name);
        expect(answer === undefined ? ['no such projection'] : [...new Set(faultsOf(name, answer))]).toEqual([]);
      }),
      some,
    );
  });
});

type Explained = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, readonly object[]>>>>>>;

/** The reference's lists, in which the order of lines says nothing. */
function unordered(of: Explained[string] = {}): unknown {
  return Object.fromEntries(
    Object.entries(of).map(([row, figures]) => [
      row,
      Object.fromEntries(
        Object.entries(figures).map(([figure, lines]) => [figure, lines.map((one) => JSON.stringify(one)).sort()]),
      ),
    ]),
  );
}

const GROUPS = [
  ...['group-support', 'even-handedness-by-group', 'even-handedness-by-matter', 'notice-obligations'],
  ...['attendance-log', 'office-holder-briefings', 'protocol-status', 'even-handedness-by-councillor', 'findings'],
];

describe('what figures are made of, by the features and by the slow reference', () => {
  it.each(GROUPS)('%s', (name) => {
    fc.assert(
      fc.property(histories(30), fc.constantFrom(...packs), (events, pack) => {
        const input = { events, pack: documents.get(pack), ids: ownIds(events) };
        const answer = answersTo(events, pack).get(name);
        expect(answer === undefined ? null : plainly(answer)).toEqual(
          unordered(referenceReplay(input).explained[name]),
        );
      }),
      some,
    );
  });

  it.each(['meeting-participation', 'relationship-register', 'body-conflicts', 'restricted-posts'])('%s', (name) => {
    fc.assert(
      fc.property(declarationHistories(), fc.constantFrom(...packs), (events, pack) => {
        const input = { events, pack: documents.get(pack), ids: ownIds(events) };
        const answer = answersTo(events, pack).get(name);
        const reference = referenceDeclarations(input).explained[name];
        expect(answer === undefined ? null : plainly(answer)).toEqual(unordered(reference));
      }),
      some,
    );
  });
});
