// Writes libs/kernel/holidays.ts: the weekdays on which a nation of the United Kingdom has a bank holiday.
// Run it after an upgrade of date-holidays or a new proclamation, then read the difference before committing it.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const Holidays = createRequire(import.meta.url)('date-holidays');
const FIRST_YEAR = 2010;
const LAST_YEAR = 2040;
const nations = { england_and_wales: 'ENG', scotland: 'SCT', northern_ireland: 'NIR' };
const everywhere = Object.keys(nations);

// What the package lacks or has wrong. Source of each line: the notice in the Gazette under the Banking and Financial
// Dealings Act 1971, section 1, as listed by gov.uk/bank-holidays for its year.
const corrections = [
  { nations: everywhere, add: ['2011-04-29'], why: 'royal wedding' },
  {
    nations: everywhere,
    add: ['2012-06-04', '2012-06-05'],
    remove: ['2012-05-28'],
    why: 'spring holiday moved, diamond jubilee',
  },
  { nations: everywhere, add: ['2020-05-08'], remove: ['2020-05-04'], why: 'early May holiday moved to VE day' },
  {
    nations: everywhere,
    add: ['2022-06-02', '2022-06-03'],
    remove: ['2022-05-30'],
    why: 'spring holiday moved, platinum jubilee',
  },
  { nations: everywhere, add: ['2022-09-19'], why: 'state funeral' },
  { nations: everywhere, add: ['2023-05-08'], why: 'coronation' },
  { nations: ['scotland'], add: ['2026-06-15'], why: 'proclamation of February 2026, World Cup' },
];

const isWeekday = (date) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());

function datesOf(nation) {
  const source = new Holidays('GB', nations[nation]);
  const dates = new Set();
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    for (const { type, date } of source.getHolidays(year)) if (type === 'public') dates.add(date.slice(0, 10));
  }
  for (const { nations: where, add = [], remove = [] } of corrections) {
    if (!where.includes(nation)) continue;
    for (const date of remove) dates.delete(date);
    for (const date of add) dates.add(date);
  }
  return [...dates].filter(isWeekday).sort();
}

function linesOf(nation) {
  const byYear = Map.groupBy(datesOf(nation), (date) => date.slice(0, 4));
  return [...byYear].map(([year, dates]) => `    ${year}: '${dates.map((date) => date.slice(5)).join(' ')}',`);
}

const blocks = everywhere.map((nation) => [`  ${nation}: {`, ...linesOf(nation), '  },'].join('\n'));
const text = `/** The first and the last year of the table; beyond them nothing is known. */
export const FIRST_YEAR = ${FIRST_YEAR};
export const LAST_YEAR = ${LAST_YEAR};

/**
 * Bank holidays that fall on a weekday, as month and day, by nation and year. Written by apps/dev/holidays.mjs: change that.
 * Years to come follow the standing rules; a later proclamation comes in by \`WorkingCalendarSet\` or a new table.
 */
export const bankHolidays = {
${blocks.join('\n')}
} as const;
`;
writeFileSync(join(import.meta.dirname, '..', '..', 'libs', 'kernel', 'holidays.ts'), text);
