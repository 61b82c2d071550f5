import { describe, expect, it } from '@jest/globals';
import { projectionNames } from './projections.js';
import { replay } from './view.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { reports } from '../../test/support/advice.js';
import { TAGS, given, packOf } from '../../test/support/given.js';

describe('a council’s view', () => {
  it.each(TAGS)('answers every projection for a council under %s before its first event (readings 4)', (tag) => {
    const view = replay([], builtInPacks(), { at: 0, knownAt: 0, pack: packOf(tag), viewer: null });
    expect(view.position).toBe('0');
    for (const name of projectionNames) expect(view.projection(name)).toBeInstanceOf(Object);
  });

  it('answers the ten projections of the group family', () => {
    expect(projectionNames).toEqual(
      expect.arrayContaining([
        'group-support',
        'even-handedness-by-group',
        'even-handedness-by-matter',
        'notice-obligations',
        'attendance-log',
        'office-holder-briefings',
        'protocol-status',
        'findings',
        'audit-timeline',
        'even-handedness-by-councillor',
      ]),
    );
  });

  it('keys its rows in the order of their tokens, whatever came first', () => {
    const entries = ['G-C', 'G-A', 'G-B'].map((group, index) => reports(group, { matter: `MAT-${String(9 - index)}` }));
    const then = given('AL').events(entries).at();
    const keys = (data: unknown, name: string): string[] => Object.keys((data as Record<string, object>)[name] ?? {});
    expect(keys(then.projection('even-handedness-by-group'), 'groups')).toEqual(['G-A', 'G-B', 'G-C']);
    expect(keys(then.projection('even-handedness-by-matter'), 'matters')).toEqual(['MAT-7', 'MAT-8', 'MAT-9']);
  });
});
