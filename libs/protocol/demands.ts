import { parsePartialDate } from '#lib/kernel/index.js';
import { isBlock } from './document.js';
import type { Fault, Path } from './fault.js';

/** Returns what a value should be; undefined if it is valid. */
export type Demand = (value: unknown) => string | null;

export const text: Demand = (value) =>
  typeof value === 'string' && value !== '' ? null : 'a text, in quotes if it looks like a number';
export const flag: Demand = (value) => (typeof value === 'boolean' ? null : 'true or false');
export const block: Demand = (value) => (isBlock(value) ? null : 'a mapping');
export const quantity: Demand = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? null : 'a whole number, 0 or more';
export const ordinal: Demand = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 1 ? null : 'a whole number, 1 or more';
export const listOf =
  (each: Demand): Demand =>
  (value) => {
    if (!Array.isArray(value)) return 'a list';
    return value.map(each).find((right) => right !== null) ?? null;
  };
export const texts = listOf(text);
export const oneOf =
  (...names: string[]): Demand =>
  (value) =>
    typeof value === 'string' && names.includes(value) ? null : `one of ${names.join(', ')}`;
export const orNull =
  (demand: Demand): Demand =>
  (value) =>
    value === null ? null : demand(value);
export const textOrTexts: Demand = (value) => (Array.isArray(value) ? texts(value) : text(value));
export const date: Demand = (value) =>
  typeof value === 'string' && parsePartialDate(value) !== null
    ? null
    : 'a date in quotes: year, year-month or year-month-day';
export const identity: Demand = (value) =>
  typeof value === 'string' && /^[a-z0-9]+(?:[-/][a-z0-9]+)*$/.test(value)
    ? null
    : 'lower-case words joined by - and /';

export type Shape = Readonly<Record<string, Demand>>;

/** Every way in which a mapping differs from a shape: unknown keys, wrong values, missing keys. */
export function compare(value: unknown, shape: Shape, path: Path, needed: readonly string[] = []): Fault[] {
  if (!isBlock(value)) return [{ path, wrong: 'no mapping', right: 'a mapping' }];
  const faults: Fault[] = [];
  for (const [key, member] of Object.entries(value)) {
    const demand = Object.hasOwn(shape, key) ? shape[key] : undefined;
    const right = demand === undefined ? `one of ${Object.keys(shape).join(', ')}` : demand(member);
    const wrong = demand === undefined ? `unknown key ${key}` : `${key} is ${JSON.stringify(member)}`;
    if (right !== null) faults.push({ path: [...path, key], wrong, right });
  }
  for (const key of needed) {
    if (!Object.hasOwn(value, key)) faults.push({ path, wrong: `no ${key}`, right: `${key} is needed` });
  }
  return faults;
}
