import { describe, expect, it } from '@jest/globals';
import { renderData, renderRows } from './render.js';

const look = (width: number, zone: 'london' | 'utc' = 'utc') => ({ width, zone });
const lines = (...all: string[]): string => all.join('\n');

describe('the data of a projection as text', () => {
  it('puts facts first, then a table for each map of rows, numbers to the right, shares with their counts', () => {
    const data = {
      groups: {
        'G-A': { accepted: 2, declined: 1, acceptanceRate: 0.67 },
        'G-B': { accepted: 0, declined: 0, acceptanceRate: null },
      },
      council: { acceptanceGap: 0.33, matters: { EVEN: 1 } },
      gaps: [],
    };
    expect(renderData(data, look(80))).toBe(
      lines(
        'council acceptance gap  33 points',
        'council matters EVEN    1',
        'gaps                    none',
        '',
        'groups',
        'group  accepted  declined  acceptance rate',
        '-----  --------  --------  ---------------',
        'G-A           2         1  67 % (2 of 3)',
        'G-B           0         0  –',
      ),
    );
  });

  it('gives a map of maps of rows two columns of keys', () => {
    const data = { items: { 'IT-1': { 'M-1': { verdict: 'clear' }, 'M-2': { verdict: 'breach' } }, 'IT-2': {} } };
    expect(renderData(data, look(80))).toBe(
      lines('items', 'item       verdict', '----  ---  -------', 'IT-1  M-1  clear', 'IT-1  M-2  breach'),
    );
  });

  it('writes nothing as none', () => {
    expect(renderData({ rows: [], meetings: {} }, look(80))).toBe(lines('rows      none', 'meetings  none'));
    expect(renderData({}, look(80))).toBe('nothing');
  });
});

describe('a list of rows', () => {
  const rows = [
    {
      rule: 'grp.absent_for_party_business',
      at: '2026-06-01T18:00:00Z',
      seen: true,
      by: ['O-1', 'O-2'],
      set: { a: 1, b: { c: null } },
    },
  ];

  it('wraps cells within the width', () => {
    expect(renderRows(rows, look(62))).toBe(
      lines(
        'rule                  at           seen  by        set',
        '--------------------  -----------  ----  --------  -----------',
        'grp.absent_for_       2026-06-01   yes   O-1, O-2  a=1 b={c=–}',
        'party_business        18:00 UTC',
      ),
    );
  });

  it('tells times in London with their offset, or in UTC; seconds only if there are any', () => {
    const times = [{ winter: '2026-03-06T15:00:00Z', summer: '2026-06-01T18:00:30Z' }];
    expect(renderRows(times, look(80, 'london'))).toContain('2026-03-06 15:00 GMT  2026-06-01 19:00:30 BST');
    expect(renderRows(times, look(80, 'utc'))).toContain('2026-03-06 15:00 UTC  2026-06-01 18:00:30 UTC');
  });

  it('wraps a fact that is longer than the line', () => {
    const text = renderData({ gaps: Array.from({ length: 30 }, (_, clause) => `OM ${clause}.1`) }, look(40));
    expect(text.split('\n').length).toBeGreaterThan(5);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  it('turns rows into columns, and into blocks if the terminal is narrow', () => {
    expect(renderRows(rows, look(30))).toContain('\nat    2026-06-01 18:00 UTC\n');
    const many = Array.from({ length: 9 }, () => rows[0] ?? {});
    const blocks = renderRows(many, look(20)).split('\n\n');
    expect(blocks).toHaveLength(9);
    expect(blocks[0]).toContain('seen  yes');
  });
});
