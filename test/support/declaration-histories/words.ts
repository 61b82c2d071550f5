import fc from 'fast-check';
import type { Entry } from '../reference-declarations/index.js';

/**
 * Random event files about interests, relationships and staffing. Few people, items and relationships, so that things meet.
 * With `edges` the files also hold what the definitions leave open: a meeting convened twice, a concern settled twice,
 * events recorded before they happen, figures without a figure.
 */
export interface Shape {
  edges?: boolean;
  /** Also entries that change, and officers who serve groups. */
  support?: boolean;
  /** The most stories in one file. */
  stories?: number;
}

export type Arb<T> = fc.Arbitrary<T>;
export type Fields = Record<string, Arb<unknown>>;

export const pick = <T>(...values: T[]): Arb<T> => fc.constantFrom(...values);
/** A list of some length: no bias towards the short ones, so that things meet. */
export const list = <T>(arb: Arb<T>, minLength: number, maxLength: number): Arb<T[]> =>
  fc.array(arb, { minLength, maxLength, size: 'max' });
export const sometimes = <T>(arb: Arb<T>): Arb<T | undefined> => fc.option(arb, { nil: undefined, freq: 2 });
export const always = <T>(value: T): Arb<T> => fc.constant(value);

export const MEMBERS = ['M-1', 'M-2', 'M-3'];
export const OFFICERS = ['O-1', 'O-2', 'O-3'];
export const DAYS: Record<string, string> = { 'MTG-1': '2026-03-05', 'MTG-2': '2026-03-26' };
export const MEETING_OF: Record<string, string> = {
  'IT-1': 'MTG-1',
  'IT-2': 'MTG-1',
  'IT-3': 'MTG-1',
  'IT-4': 'MTG-2',
  'IT-5': 'MTG-2',
};
export const ITEMS = Object.keys(MEETING_OF);
export const PAIRS: Record<string, [string, string]> = {
  'REL-1': ['M-1', 'O-1'],
  'REL-2': ['M-2', 'O-2'],
  'REL-3': ['M-1', 'O-2'],
  'REL-4': ['M-1', 'O-1'],
};

export const member = pick(...MEMBERS);
export const officer = pick(...OFFICERS);
export const flag = fc.boolean();

export const slots = (day: string) =>
  ['18:55', '19:00', '19:05', '19:10', '19:15', '19:20'].map((time) => `${day}T${time}`);
export const atItem = (item: string): Arb<string> => pick(...slots(DAYS[MEETING_OF[item]!]!));
export const early = pick(
  '2026-01-12T09:00',
  '2026-02-02T10:00',
  '2026-02-16',
  '2026-02-27T23:30',
  '2026-03-04T09:00:00Z',
  '2026-03-04',
);
export const late = pick(
  '2026-03-06T09:00',
  '2026-03-13T10:00',
  '2026-03-27T12:00',
  '2026-03-30T09:00',
  '2026-04-10T23:45',
  '2026-05-05',
);
export const anyTime = fc.oneof(early, pick(...slots('2026-03-05')), pick(...slots('2026-03-26')), late);

/** One entry of a kind: required and optional fields, the optional ones absent half of the time. */
export function entry(e: string, t: Arb<string>, required: Fields, optional: Fields = {}): Arb<Entry> {
  const maybe = Object.fromEntries(Object.entries(optional).map(([name, arb]) => [name, sometimes(arb)]));
  return fc.record({ t, ...required, ...maybe }).map((fields) => ({ e, ...withoutAbsent(fields) }) as unknown as Entry);
}

export function withoutAbsent(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

export const ROLES = [
  'party_whip',
  'monitoring_officer',
  'line_manager',
  'proper_officer',
  'chair_of_council',
  'archivist',
];
