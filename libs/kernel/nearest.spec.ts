import { describe, expect, it } from '@jest/globals';
import { mostAlike, nearestName } from './nearest.js';

describe('the nearest name', () => {
  it.each<[string, readonly string[], string | null]>([
    ['G-ASCH', ['G-BIRCH', 'G-ASH'], 'G-ASH'],
    ['g-ash', ['G-ASH'], 'G-ASH'],
    ['proper_oficer', ['monitoring_officer', 'proper_officer'], 'proper_officer'],
    ['levle', ['rule', 'level'], 'level'],
    ['REQ-1', ['REQ-10', 'MTG-1'], 'REQ-10'],
    ['G-ASH', [], null],
    ['G-ASH', ['CASE-200'], null],
    ['archivist', ['proper_officer', 'line_manager'], null],
  ])('for %s among %j is %s', (name, known, nearest) => {
    expect(nearestName(name, known)).toBe(nearest);
  });

  it('is found by mostAlike however far away it is', () => {
    expect(mostAlike('archivist', ['proper_officer', 'auditor'])).toBe('auditor');
    expect(mostAlike('archivist', [])).toBeNull();
  });

  it('is found among many names, the newest of them compared', () => {
    const known = Array.from({ length: 20_000 }, (_, index) => `REQ-${index}`);
    expect(nearestName('REK-19999', known)).toBe('REQ-19999');
  });
});
