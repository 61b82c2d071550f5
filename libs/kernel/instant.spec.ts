import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  dayOf,
  endOfDay,
  formatDay,
  formatInstant,
  fromLondon,
  localDay,
  londonOffset,
  parseInstant,
  startOfDay,
} from '#lib/kernel/index.js';

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'medium',
});
/** London's wall clock by the runtime's own formatting, as if it were UTC. */
const wallOf = (instant: number): number => Date.parse(`${clock.format(instant).replace(' ', 'T')}Z`);
const aSecond = fc.integer({ min: Date.UTC(1900, 0, 2) / 1000, max: Date.UTC(2200, 0, 1) / 1000 }).map((s) => s * 1000);

/** Instants near the clock changes of London since 1916, where mistakes live. */
const changes = Array.from({ length: 2100 - 1916 }, (_, index) => 1916 + index).flatMap((year) => {
  const hours = Array.from({ length: 366 * 4 }, (_, index) => Date.UTC(year, 0, 1) + index * 6 * HOUR_MS);
  return hours.filter((hour, index) => index > 0 && londonOffset(hour) !== londonOffset(hour - 6 * HOUR_MS));
});

describe('London time', () => {
  it('agrees with the zone data of the runtime at any second', () => {
    fc.assert(
      fc.property(aSecond, (instant) => {
        expect(instant + londonOffset(instant)).toBe(wallOf(instant));
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with it in every quarter of an hour around every clock change', () => {
    expect(changes.length).toBeGreaterThan(300);
    const wrong = changes.flatMap((change) =>
      Array.from({ length: 14 * 4 }, (_, index) => change - 10 * HOUR_MS + index * 15 * MINUTE_MS).filter(
        (instant) => instant + londonOffset(instant) !== wallOf(instant),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('returns the first instant that shows a wall time, and moves the skipped hour forward', () => {
    const wrong = changes.flatMap((change) =>
      Array.from({ length: 40 }, (_, index) => change - 9 * HOUR_MS + index * 15 * MINUTE_MS).filter((wall) => {
        const shown = [0, 1, 2].map((hours) => wall - hours * HOUR_MS).filter((instant) => wallOf(instant) === wall);
        const expected = shown.length > 0 ? Math.min(...shown) : null;
        const answer = fromLondon(wall);
        return expected === null ? wallOf(answer) !== wall + HOUR_MS : answer !== expected;
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps a day within its first and last instant, whatever its length', () => {
    fc.assert(
      fc.property(aSecond, (instant) => {
        const day = localDay(instant);
        expect(startOfDay(day)).toBeLessThanOrEqual(instant);
        expect(endOfDay(day)).toBeGreaterThanOrEqual(instant);
        expect(localDay(startOfDay(day))).toBe(day);
        expect(localDay(endOfDay(day))).toBe(day);
        expect(localDay(endOfDay(day) + 1)).toBe(day + 1);
      }),
    );
    const lengths = ['2026-03-28', '2026-03-29', '2026-10-25'].map((text) => {
      const day = localDay(parseInstant(text) ?? 0);
      return (endOfDay(day) + 1 - startOfDay(day)) / HOUR_MS;
    });
    expect(lengths).toEqual([24, 23, 25]);
  });
});

describe('parseInstant', () => {
  const utc = (text: string, edge?: 'start' | 'end'): string | null => {
    const instant = parseInstant(text, edge);
    return instant === null ? null : formatInstant(instant);
  };

  it.each([
    ['2026-01-15T10:00', '2026-01-15T10:00:00Z'],
    ['2026-07-15T10:00', '2026-07-15T09:00:00Z'],
    ['2026-07-15 10:00', '2026-07-15T09:00:00Z'],
    ['2026-03-29T01:30', '2026-03-29T01:30:00Z'],
    ['2026-10-25T01:30', '2026-10-25T00:30:00Z'],
    ['2026-10-25T02:00', '2026-10-25T02:00:00Z'],
    ['2026-07-15T10:00Z', '2026-07-15T10:00:00Z'],
    ['2026-07-15T10:00:30.5+0100', '2026-07-15T09:00:30.500Z'],
    ['2026-07-15T10:00-05:30', '2026-07-15T15:30:00Z'],
    ['2026-07-15T23:59:59.9999Z', '2026-07-15T23:59:59.999Z'],
    ['1970-06-01T12:00', '1970-06-01T11:00:00Z'],
    ['1970-12-01T12:00', '1970-12-01T11:00:00Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(utc(text)).toBe(expected);
  });

  it('takes a date alone as its first or its last instant', () => {
    expect(utc('2026-07-15')).toBe('2026-07-14T23:00:00Z');
    expect(utc('2026-07-15', 'end')).toBe('2026-07-15T22:59:59.999Z');
  });

  it.each([
    '',
    'yesterday',
    '2026',
    '2026-02',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '1899-12-31',
    '2201-01-01',
    '2026-01-01T24:00',
    '2026-01-01T10:60',
    '2026-01-01T10:00:60',
    '2026-01-01T10',
    '2026-01-01T10:00+15:00',
    '2026-01-01T10:00+01:60',
    '2026-01-01T10:00:00.1234567890Z',
    '2026-1-1',
    ' 2026-01-01',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('reads back what formatInstant writes, to the millisecond', () => {
    const anInstant = fc.integer({ min: Date.UTC(1900, 0, 2), max: Date.UTC(2200, 0, 1) });
    fc.assert(
      fc.property(anInstant, (instant) => {
        expect(parseInstant(formatInstant(instant))).toBe(instant);
      }),
    );
  });

  it('writes what the runtime writes, without milliseconds that are zero', () => {
    const anInstant = fc.integer({ min: Date.UTC(-1000, 0, 1), max: Date.UTC(12_000, 0, 1) });
    fc.assert(
      fc.property(
        fc.oneof(
          anInstant,
          anInstant.map((ms) => ms - (ms % 1000)),
        ),
        (instant) => {
          expect(formatInstant(instant)).toBe(new Date(instant).toISOString().replace('.000Z', 'Z'));
        },
      ),
      { numRuns: 2_000 },
    );
    expect(() => formatInstant(Number.NaN)).toThrow(RangeError);
  });
});

describe('days', () => {
  it('count one a date, and read back what they write', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_567, max: 84_000 }), (day) => {
        const [year, month, date] = formatDay(day).split('-').map(Number);
        expect(dayOf(year ?? 0, month ?? 0, date ?? 0)).toBe(day);
        expect(Date.parse(formatDay(day + 1)) - Date.parse(formatDay(day))).toBe(DAY_MS);
      }),
    );
  });
});
