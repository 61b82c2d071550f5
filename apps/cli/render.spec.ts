import { describe, expect, it } from '@jest/globals';
import { renderData, renderRows } from './render.js';

const lines = (...all: string[]): string => all.join('\n');

describe('the data of a projection as text', () => {
  it('puts facts first, then a table for each map of rows, numbers to the right', () => {
    const data = {
      groups: { 'G-A': { requests: 12, acceptanceRate: 0.5 }, 'G-B': { requests: 0, acceptanceRate: null } },
      council: { acceptanceGap: 0, matters: { EVEN: 1 } },
      gaps: [],
    };
    expect(renderData(data, 80)).toBe(
      lines(
        'council acceptance gap  0',
        'council matters EVEN    1',
        'gaps                    none',
        '',
        'groups',
        'group  requests  acceptance rate',
        '-----  --------  ---------------',
        'G-A          12              0.5',
        'G-B           0                –',
      ),
    );
  });

  it('gives a map of maps of rows two columns of keys', () => {
    const data = { items: { 'IT-1': { 'M-1': { verdict: 'clear' }, 'M-2': { verdict: 'breach' } }, 'IT-2': {} } };
    expect(renderData(data, 80)).toBe(
      lines('items', 'item       verdict', '----  ---  -------', 'IT-1  M-1  clear', 'IT-1  M-2  breach'),
    );
  });

  it('writes nothing as none', () => {
    expect(renderData({ rows: [], meetings: {} }, 80)).toBe(lines('rows      none', 'meetings  none'));
    expect(renderData({}, 80)).toBe('nothing');
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
    expect(renderRows(rows, 62)).toBe(
      lines(
        'rule                  at           seen  by        set',
        '--------------------  -----------  ----  --------  -----------',
        'grp.absent_for_       2026-06-01   yes   O-1, O-2  a=1 b={c=–}',
        'party_business        18:00:00Z',
      ),
    );
  });

  it('turns rows into columns, then into blocks, where it is narrow', () => {
    expect(renderRows(rows, 30)).toContain('\nat    2026-06-01 18:00:00Z\n');
    const many = Array.from({ length: 9 }, () => rows[0] ?? {});
    const blocks = renderRows(many, 20).split('\n\n');
    expect(blocks).toHaveLength(9);
    expect(blocks[0]).toContain('seen  yes');
  });
});
