import { describe, expect, it } from '@jest/globals';
import { ruleIds } from './catalogue.js';
import { builtInPacks } from './index.js';
import { roleWords, routeWords, ruleWords } from './described.js';

describe('the words of rules, routes and roles', () => {
  it('name every rule and every route, each by another name', () => {
    expect(Object.keys(ruleWords).sort()).toEqual([...ruleIds].sort());
    for (const table of [ruleWords, routeWords, roleWords]) {
      const labels = Object.values(table).map(([label]) => label);
      expect(labels).toEqual([...new Set(labels)]);
    }
  });

  it('name every role that a pack of ours declares', () => {
    const declared = builtInPacks()
      .all()
      .flatMap(({ roles }) => [...roles.keys()]);
    expect(declared.length).toBeGreaterThan(30);
    expect(declared.filter((role) => !Object.hasOwn(roleWords, role))).toEqual([]);
  });

  it.each([...Object.values(ruleWords), ...Object.values(routeWords), ...Object.values(roleWords)])(
    '%s: a name without a full stop, and one sentence',
    (label, sentence) => {
      expect(label).toMatch(/^[A-Z].*[^.]$/);
      expect(sentence).toMatch(/^[A-Z][^.]*\.$/);
    },
  );
});
