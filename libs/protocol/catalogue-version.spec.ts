import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Problem } from '#lib/kernel/index.js';
import { CATALOGUE, type Catalogue, type Pack, builtInPacks, loadPack } from '#lib/protocol/index.js';
import { diffPacks } from './described.js';

/** A made-up catalogue of a later build, with one rule and one route more than today's. */
const LATER: Catalogue = {
  version: 2,
  rules: new Map([...CATALOGUE.rules, ['xyz.made_up_rule', 2]]),
  routes: new Map([...CATALOGUE.routes, ['xyz.made_up_route', 2]]),
};

const alsager = readFileSync(join(import.meta.dirname, 'packs', 'alsager-tc.yaml'), 'utf8');
const writtenFor = (version: number): string => alsager.replace('catalogue: 1,', `catalogue: ${version},`);
const silentOn = (text: string): string => text.replace('silent: [', 'silent: [xyz.made_up_rule, ');
const fallsBack = (text: string): string =>
  text.replace(
    'silent_routes:',
    'silent_routes:\n  xyz.made_up_route: {fallback: none, default: true, reason: made up}',
  );

function load(text: string, catalogue: Catalogue): Pack {
  const result = loadPack(text, 'alsager-tc.yaml', catalogue);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal.problems));
  return result.value;
}

function problemsOf(text: string, catalogue: Catalogue): readonly Pick<Problem, 'at' | 'wrong' | 'right'>[] {
  const result = loadPack(text, 'alsager-tc.yaml', catalogue);
  return result.ok ? [] : result.refusal.problems.map(({ at, wrong, right }) => ({ at, wrong, right }));
}

describe("today's catalogue", () => {
  it('is version 1, and every rule and route came with it', () => {
    expect(CATALOGUE.version).toBe(1);
    expect([CATALOGUE.rules.size, CATALOGUE.routes.size]).toEqual([123, 30]);
    expect(new Set([...CATALOGUE.rules.values(), ...CATALOGUE.routes.values()])).toEqual(new Set([1]));
  });

  it('is what every pack that comes with the program was written for', () => {
    for (const pack of builtInPacks().all()) {
      expect(pack).toMatchObject({ catalogue: 1, revision: pack.overlay ? 1 : 2, notAsked: { rules: [], routes: [] } });
    }
  });
});

describe('a catalogue that has grown', () => {
  it('asks a pack in the wild nothing that it could not know', () => {
    const pack = load(alsager, LATER);
    expect(pack.notAsked).toEqual({ rules: ['xyz.made_up_rule'], routes: ['xyz.made_up_route'] });
    expect(pack.rules).toEqual(load(alsager, CATALOGUE).rules);
    expect(pack.silentRoutes.size + pack.routes.size).toBe(30);
  });

  it('asks a pack that was written for it about every rule and route', () => {
    expect(problemsOf(writtenFor(2), LATER)).toEqual([
      {
        at: 'alsager-tc.yaml#/rules',
        wrong: 'check 1: xyz.made_up_rule is missing',
        right: 'xyz.made_up_rule in rules or in silent',
      },
      {
        at: 'alsager-tc.yaml#/routes',
        wrong: 'check 1: xyz.made_up_route is missing',
        right: 'xyz.made_up_route in routes or in silent_routes',
      },
    ]);
    const pack = load(fallsBack(silentOn(writtenFor(2))), LATER);
    expect(pack).toMatchObject({ catalogue: 2, notAsked: { rules: [], routes: [] } });
  });

  it('shows what is not asked as such where two packs are compared', () => {
    const [older, newer] = [load(alsager, LATER), load(fallsBack(silentOn(writtenFor(2))), LATER)];
    const { rules, routes } = diffPacks(older, newer, LATER);
    expect(rules).toMatchObject([{ rule: 'xyz.made_up_rule', a: 'not_asked', b: 'silent', differences: [] }]);
    expect(rules).toHaveLength(1);
    expect(routes).toMatchObject([{ route: 'xyz.made_up_route', a: 'not_asked', b: 'silent' }]);
  });

  it('tells a pack for an earlier version that speaks of a later rule which version it needs', () => {
    expect(problemsOf(silentOn(alsager), LATER)).toEqual([
      {
        at: 'alsager-tc.yaml#/silent/0',
        wrong:
          'check 1: xyz.made_up_rule in silent came with version 2 of the catalogue; the pack was written for version 1',
        right: 'pack: {catalogue: 2}, or no xyz.made_up_rule',
      },
    ]);
  });

  it('is refused by name where the program does not know it yet', () => {
    expect(problemsOf(writtenFor(2), CATALOGUE)).toEqual([
      {
        at: 'alsager-tc.yaml#/pack/catalogue',
        wrong: 'check 1: the pack was written for version 2 of the catalogue; this program knows 1',
        right: 'a number from 1 to 1',
      },
    ]);
  });

  it.each(['0', '1.5', '"2"'])('takes no version %s', (version) => {
    const text = alsager.replace('revision: 2, catalogue: 1,', `revision: ${version}, catalogue: ${version},`);
    expect(problemsOf(text, LATER).map(({ at, right }) => [at, right])).toEqual([
      ['alsager-tc.yaml#/pack/revision', 'a whole number, 1 or more'],
      ['alsager-tc.yaml#/pack/catalogue', 'a whole number, 1 or more'],
    ]);
  });
});
