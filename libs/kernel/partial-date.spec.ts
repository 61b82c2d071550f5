import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatDay, parsePartialDate } from '#lib/kernel/index.js';

const span = (text: string): readonly string[] | null => {
  const date = parsePartialDate(text);
  return date === null ? null : [formatDay(date.first), formatDay(date.last)];
};

describe('parsePartialDate', () => {
  it.each([
    ['2019', '2019-01-01', '2019-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023-02', '2023-02-01', '2023-02-28'],
    ['2024-12', '2024-12-01', '2024-12-31'],
    ['2024-05-26', '2024-05-26', '2024-05-26'],
    ['1900', '1900-01-01', '1900-12-31'],
    ['2200', '2200-01-01', '2200-12-31'],
    ['2200-12', '2200-12-01', '2200-12-31'],
  ])('reads %s as %s to %s', (text, first, last) => {
    expect(span(text)).toEqual([first, last]);
  });

  it.each([
    '',
    '19',
    '2019-',
    '2019-13',
    '2019-00',
    '2023-02-29',
    '2019-1',
    '1899',
    '2201',
    '2019-01-01T00:00',
    'May 2019',
  ])('refuses %j', (text) => {
    expect(parsePartialDate(text)).toBeNull();
  });

  it('lets the months of a year make up the year, without gap or overlap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2200 }), (year) => {
        const months = Array.from({ length: 12 }, (_, index) =>
          parsePartialDate(`${year}-${String(index + 1).padStart(2, '0')}`),
        );
        const whole = parsePartialDate(String(year));
        expect(months[0]?.first).toBe(whole?.first);
        expect(months[11]?.last).toBe(whole?.last);
        for (let index = 1; index < 12; index += 1) {
          expect(months[index]?.first).toBe((months[index - 1]?.last ?? 0) + 1);
        }
      }),
    );
  });
});
