import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Calendar,
  CalendarHorizonError,
  type LocalDay,
  type Nation,
  addWorkingDays,
  dayOf,
  formatDay,
  isWorkingDay,
  parsePartialDate,
  workingDaysBetween,
} from '#lib/kernel/index.js';

const day = (text: string): LocalDay => parsePartialDate(text)?.first ?? Number.NaN;
const calendar = (nation: Nation = 'england_and_wales', ...extra: string[]): Calendar => ({
  nation,
  extra: new Set(extra.map(day)),
});
const weekdayOf = (date: LocalDay): number => new Date(date * 86_400_000).getUTCDay();

/** Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher). */
function easter(year: number): LocalDay {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  return dayOf(year, Math.floor((h + l - 7 * m + 114) / 31), ((h + l - 7 * m + 114) % 31) + 1) ?? 0;
}

const onOrAfter = (date: LocalDay, weekday: number): LocalDay => date + ((weekday - weekdayOf(date) + 7) % 7);
const lastMonday = (year: number, month: number): LocalDay => onOrAfter((dayOf(year, month + 1, 1) ?? 0) - 7, 1);

/** Fixed days in order, each moved to the next weekday that is free. */
function moved(...dates: (LocalDay | null)[]): LocalDay[] {
  const taken: LocalDay[] = [];
  const fixed = dates.map((date) => date ?? 0);
  for (const date of fixed.filter((one) => ![0, 6].includes(weekdayOf(one)))) taken.push(date);
  for (const date of fixed.filter((one) => [0, 6].includes(weekdayOf(one)))) {
    let free = date;
    while ([0, 6].includes(weekdayOf(free)) || taken.includes(free)) free += 1;
    taken.push(free);
  }
  return taken;
}

/** The standing bank holidays of a nation and year (Banking and Financial Dealings Act 1971, schedule 1, and proclamations). */
const standing: Readonly<Record<Nation, (year: number) => LocalDay[]>> = {
  england_and_wales: (year) => [
    ...moved(dayOf(year, 1, 1)),
    easter(year) - 2,
    easter(year) + 1,
    onOrAfter(dayOf(year, 5, 1) ?? 0, 1),
    lastMonday(year, 5),
    lastMonday(year, 8),
    ...moved(dayOf(year, 12, 25), dayOf(year, 12, 26)),
  ],
  scotland: (year) => [
    ...moved(dayOf(year, 1, 1), dayOf(year, 1, 2)),
    easter(year) - 2,
    onOrAfter(dayOf(year, 5, 1) ?? 0, 1),
    lastMonday(year, 5),
    onOrAfter(dayOf(year, 8, 1) ?? 0, 1),
    ...moved(dayOf(year, 11, 30)),
    ...moved(dayOf(year, 12, 25), dayOf(year, 12, 26)),
  ],
  northern_ireland: (year) => [
    ...standing.england_and_wales(year),
    ...moved(dayOf(year, 3, 17)),
    ...moved(dayOf(year, 7, 12)),
  ],
};

/** What proclamations changed: days that came, and standing days that went. */
const oneOff = {
  came: [
    '2011-04-29',
    '2012-06-04',
    '2012-06-05',
    '2020-05-08',
    '2022-06-02',
    '2022-06-03',
    '2022-09-19',
    '2023-05-08',
  ],
  went: ['2012-05-28', '2020-05-04', '2022-05-30'],
};
const nations: Nation[] = ['england_and_wales', 'scotland', 'northern_ireland'];

describe('the holiday table', () => {
  it.each(nations)('of %s is what the standing rules and the proclamations give, 2010 to 2040', (nation) => {
    const expected = new Set(Array.from({ length: 31 }, (_, index) => standing[nation](2010 + index)).flat());
    for (const text of oneOff.went) expected.delete(day(text));
    for (const text of [...oneOff.came, ...(nation === 'scotland' ? ['2026-06-15'] : [])]) expected.add(day(text));
    const closed: string[] = [];
    for (let date = day('2010'); date <= day('2040-12-31'); date += 1) {
      if (weekdayOf(date) % 6 !== 0 && !isWorkingDay(date, calendar(nation))) closed.push(formatDay(date));
    }
    expect(closed).toEqual([...expected].sort((one, other) => one - other).map(formatDay));
  });

  it.each(oneOff.came)('knows %s', (text) => {
    expect(isWorkingDay(day(text), calendar())).toBe(false);
  });

  it.each(oneOff.went)('knows that %s was moved away', (text) => {
    expect(isWorkingDay(day(text), calendar())).toBe(true);
  });
});

describe('addWorkingDays', () => {
  it.each([
    ['across a weekend', '2026-03-05', 5, '2026-03-12'],
    ['from a Saturday', '2026-03-07', 1, '2026-03-09'],
    ['over Easter', '2026-04-01', 5, '2026-04-10'],
    ['over Christmas and New Year', '2026-12-23', 5, '2027-01-04'],
    ['over a Christmas on Saturday', '2027-12-24', 1, '2027-12-29'],
    ['over the spring clock change', '2026-03-27', 1, '2026-03-30'],
    ['over the autumn clock change', '2026-10-23', 1, '2026-10-26'],
    ['over a year end', '2024-12-31', 1, '2025-01-02'],
    ['over the leap day', '2028-02-28', 2, '2028-03-01'],
    ['over the early May day of 2020', '2020-05-01', 5, '2020-05-11'],
    ['none at all', '2026-12-25', 0, '2026-12-25'],
    ['backwards over Easter', '2026-04-07', -1, '2026-04-02'],
  ])('%s', (_, from, days, expected) => {
    expect(formatDay(addWorkingDays(day(from), days, calendar()))).toBe(expected);
  });

  it('differs by nation', () => {
    const after = (nation: Nation): string => formatDay(addWorkingDays(day('2026-01-01'), 1, calendar(nation)));
    expect(nations.map(after)).toEqual(['2026-01-02', '2026-01-05', '2026-01-02']);
  });

  it('passes over the days a council has closed', () => {
    expect(formatDay(addWorkingDays(day('2026-03-05'), 1, calendar('england_and_wales', '2026-03-06')))).toBe(
      '2026-03-09',
    );
  });
});

describe('working days', () => {
  const aDay = fc.integer({ min: day('2010'), max: day('2038') });
  const aNumber = fc.integer({ min: -300, max: 300 });
  const aCalendar = fc
    .tuple(fc.constantFrom(...nations), fc.array(aDay, { maxLength: 20 }))
    .map(([nation, extra]) => ({ nation, extra: new Set(extra) }));

  it('are counted by workingDaysBetween as addWorkingDays goes', () => {
    fc.assert(
      fc.property(fc.integer({ min: day('2012'), max: day('2038') }), aNumber, aCalendar, (from, days, using) => {
        const reached = addWorkingDays(from, days, using);
        expect(workingDaysBetween(from, reached, using)).toBe(days);
        expect(days === 0 || isWorkingDay(reached, using)).toBe(true);
      }),
    );
  });

  it('add up: first some, then some more', () => {
    fc.assert(
      fc.property(aDay, fc.nat(100), fc.nat(100), aCalendar, (from, first, then, using) => {
        const both = addWorkingDays(addWorkingDays(from, first, using), then, using);
        expect(addWorkingDays(from, first + then, using)).toBe(both);
      }),
    );
  });

  it('are never more than the weekdays', () => {
    fc.assert(
      fc.property(aDay, fc.nat(400), aCalendar, (from, length, using) => {
        const weekdays = Array.from({ length }, (_, index) => from + index + 1).filter(
          (date) => weekdayOf(date) % 6 !== 0,
        );
        expect(workingDaysBetween(from, from + length, using)).toBeLessThanOrEqual(weekdays.length);
      }),
    );
  });
});

describe('the horizon', () => {
  it('is an error, never a guess', () => {
    expect(() => isWorkingDay(day('2009-12-31'), calendar())).toThrow(CalendarHorizonError);
    expect(() => isWorkingDay(day('2041-01-01'), calendar())).toThrow(CalendarHorizonError);
    expect(() => addWorkingDays(day('2040-12-28'), 5, calendar())).toThrow('2041-01-01 is beyond the holiday table');
    expect(() => workingDaysBetween(day('2040-12-28'), day('2041-02-01'), calendar())).toThrow(CalendarHorizonError);
  });

  it('holds for days that would be closed anyway', () => {
    expect(() => isWorkingDay(day('2041-01-05'), calendar('england_and_wales', '2041-01-05'))).toThrow(
      CalendarHorizonError,
    );
  });

  it('reaches to its last day', () => {
    expect(isWorkingDay(day('2040-12-31'), calendar())).toBe(true);
    expect(formatDay(addWorkingDays(day('2040-12-24'), 3, calendar()))).toBe('2040-12-31');
  });
});
