import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { builtInPacks } from '#lib/protocol/index.js';
import { wholly } from '../support/comparable.js';
import { declarationQuestions } from '../support/declaration-histories.js';
import { ownIds } from '../support/own-ids.js';
import { referenceDeclarations } from '../support/reference-declarations/index.js';
import { replayed } from '../support/replayed.js';
import { misses, readScenario } from '../support/scenario.js';

const packs = builtInPacks()
  .all()
  .filter(({ rules }) => rules.size > 0);
const RUNS = Number(process.env['EVENHAND_RUNS'] ?? 60);

describe('declarations', () => {
  it('answer the worked example of one meeting', () => {
    const { pack: id, events, expectations } = readScenario('declarations-at-a-meeting');
    const pack = builtInPacks().find(id);
    if (pack === undefined) throw new Error(`there is no pack ${id}`);
    for (const expectation of expectations) {
      const { at, knownAt } = expectation;
      const { projections } = replayed(events, pack, knownAt === undefined ? { at } : { at, knownAt });
      expect(misses(expectation, (name) => projections[name])).toEqual([]);
    }
  });

  it.each(packs.map((pack) => [pack.tag, pack] as const))('agree with the slow reference under %s', (_tag, pack) => {
    const document = load(readFileSync(`libs/protocol/packs/${pack.ref.id.split('/')[1] ?? ''}.yaml`, 'utf8'));
    fc.assert(
      fc.property(declarationQuestions(), ({ events, at, knownAt }) => {
        const asked = { ...(at === undefined ? {} : { at }), ...(knownAt === undefined ? {} : { knownAt }) };
        const slow = referenceDeclarations({ events, pack: document, ids: ownIds(events), ...asked });
        expect(wholly(replayed(events, pack, asked).projections)).toEqual(wholly(slow.projections));
      }),
      // The overlay has fewer rules, each of which needs more meetings to be met.
      { numRuns: pack.overlay ? RUNS * 4 : RUNS, seed: 20_260_312, endOnFailure: true },
    );
  });
});
