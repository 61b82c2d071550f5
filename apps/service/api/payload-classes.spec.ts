import { describe, expect, it } from '@jest/globals';
import { checkCommand, checkPayload, commandCatalogue, eventCatalogue } from '#lib/catalogue/index.js';
import type { FieldList } from '#lib/kernel/index.js';
import { faultsOf } from './checking.js';
import { type PayloadClass, commandClasses, payloadClasses } from './payload-classes.js';

/** One of every kind that JSON knows, right and wrong. */
const values: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  3,
  '',
  'G-A',
  'two words',
  '2026-03-02',
  '2026-02-30',
  '2026-03-02T09:30',
  'dpi',
  'attendance',
  [],
  ['G-A'],
  [1],
  [null],
  ['2026-03-02'],
  {},
  { facts: true },
  { facts: 1 },
  { 'IT-1': ['M-1'] },
  { 'IT-1': 'ordinary' },
  { body: 'C', meeting: 'M' },
];

const placesOf = (problems: readonly { at: string }[]): string[] => [...new Set(problems.map(({ at }) => at))].sort();

function placesFound(body: PayloadClass | undefined, value: object): string[] {
  if (body === undefined) throw new Error('there is no class');
  return placesOf(faultsOf(body, value));
}

/** Cases in which every field holds the value, or one field alone does. */
function casesOf(list: FieldList): object[] {
  const names = Object.keys(list);
  const alone = names.flatMap((name) => values.map((value) => ({ [name]: value })));
  return [{}, { stranger: 1 }, ...alone];
}

/** What the catalogue asks beyond the single field is not the class's to find. */
function isOfOneField(list: FieldList, value: Readonly<Record<string, unknown>>) {
  return ({ at }: { at: string }): boolean => {
    const name = at.slice(1);
    return !(Object.hasOwn(list, name) && list[name]?.required === false && value[name] === undefined);
  };
}

describe('the payload classes', () => {
  it('are one for each event and each command', () => {
    expect([...payloadClasses.keys()]).toEqual(Object.keys(eventCatalogue));
    expect([...commandClasses.keys()]).toEqual(Object.keys(commandCatalogue));
  });

  it.each(Object.entries(eventCatalogue))('%s finds the same fields at fault as the catalogue', (type, list) => {
    for (const value of casesOf(list)) {
      const own = checkPayload(type, value).filter(isOfOneField(list, value as Record<string, unknown>));
      expect({ value, places: placesFound(payloadClasses.get(type), value) }).toEqual({ value, places: placesOf(own) });
    }
  });

  it.each(Object.entries(commandCatalogue))('%s finds the same fields at fault as the catalogue', (name, list) => {
    for (const value of casesOf(list)) {
      const places = placesOf(checkCommand(name, value));
      expect({ value, places: placesFound(commandClasses.get(name), value) }).toEqual({ value, places });
    }
  });
});
