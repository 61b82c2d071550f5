import { parseInstant } from './instant.js';
import { parsePartialDate } from './partial-date.js';

/**
 * The field list of an event as data: one row a field, from which come the payload's static type, the check of a file,
 * the class-validator classes of the API and its OpenAPI document.
 */
export interface Field<Value, Required extends boolean = boolean> {
  readonly kind: string;
  readonly required: Required;
  /** What a valid value looks like, for error messages and the API document. */
  readonly right: string;
  readonly values?: readonly string[];
  /** True if a list in this field is one value, not one event an element. */
  readonly isList: boolean;
  readonly nullable: boolean;
  /** Personal data: the fields of the payload whose persons' keys seal it; null for any other field. */
  readonly sealedUnder: readonly string[] | null;
  readonly check: (value: unknown) => boolean;
  /** Carries the type; never set. */
  readonly value?: Value;
}

const TOKEN = /^[^\s\p{C}](?:[^\p{C}]{0,126}[^\s\p{C}])?$/u;

const isToken = (value: unknown): value is string => typeof value === 'string' && TOKEN.test(value);
const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function field<Value>(kind: string, right: string, check: (value: unknown) => boolean): Field<Value, false> {
  return { kind, right, check, required: false, isList: false, nullable: false, sealedUnder: null };
}

export const token = field<string>(
  'token',
  'a short token, such as MAT-1, of at most 128 characters on one line',
  isToken,
);
export const role = field<string>('role', 'a canonical role, such as proper_officer', isToken);
export const instant = field<string>(
  'instant',
  'an ISO 8601 time between 1900 and 2200, such as 2026-03-06T15:00',
  (value) => typeof value === 'string' && parseInstant(value) !== null,
);
export const date = field<string>(
  'date',
  'a date, a month or a year between 1900 and 2200, such as 2026-03-06, 2026-03 or 2026',
  (value) => typeof value === 'string' && parsePartialDate(value) !== null,
);
export const number = field<number>(
  'number',
  'a number',
  (value) => typeof value === 'number' && Number.isFinite(value),
);
export const count = field<number>(
  'count',
  'a whole number, 0 or more',
  (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0,
);
export const ordinal = field<number>(
  'ordinal',
  'a whole number, 1 or more',
  (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 1,
);
export const sha256 = field<string>(
  'sha256',
  'a SHA-256 in hex: 64 of 0-9 and a-f',
  (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
);
export const boolean = field<boolean>('boolean', 'true or false', (value) => typeof value === 'boolean');

/** Text of any length up to so many bytes of UTF-8, over several lines. */
export function text(mostBytes: number): Field<string, false> {
  const fits = (value: string): boolean =>
    value !== '' && value.isWellFormed() && new TextEncoder().encode(value).length <= mostBytes;
  const right = `text of 1 to ${mostBytes} bytes of UTF-8`;
  return field<string>('text', right, (value) => typeof value === 'string' && fits(value));
}

/** One of a closed list of words. */
export function oneOf<const Word extends string>(...values: readonly Word[]): Field<Word, false> {
  const check = (value: unknown): boolean => (values as readonly unknown[]).includes(value);
  return { ...field<Word>('choice', `one of ${values.join(', ')}`, check), values };
}

/** A list that is one value of the event. */
export function listOf<Value>(element: Field<Value>): Field<readonly Value[], false> {
  const check = (value: unknown): boolean => Array.isArray(value) && value.every((one) => element.check(one));
  return {
    ...field<readonly Value[]>(`list of ${element.kind}`, `a list, each ${element.right}`, check),
    isList: true,
  };
}

/** A map from token to value. */
export function mapOf<Value>(element: Field<Value>): Field<Readonly<Record<string, Value>>, false> {
  const check = (value: unknown): boolean =>
    isMap(value) && Object.entries(value).every(([key, one]) => key !== '__proto__' && element.check(one));
  return field(`map to ${element.kind}`, `a map, each value ${element.right}`, check);
}

/** A record of given members. */
export function shape<Members extends Readonly<Record<string, Field<unknown>>>>(
  members: Members,
): Field<Fields<Members>, false> {
  const check = (value: unknown): boolean =>
    isMap(value) &&
    Object.keys(value).every((key) => Object.hasOwn(members, key)) &&
    Object.entries(members).every(([key, one]) => (value[key] === undefined ? !one.required : one.check(value[key])));
  return field('map', `a map of ${Object.keys(members).join(', ')}`, check);
}

export const anything = field<unknown>('value', 'a value', (value) => value !== undefined);

/** The field must be there. */
export function required<Value>(of: Field<Value>): Field<Value, true> {
  return { ...of, required: true };
}

/** The field may be null. */
export function nullable<Value, Required extends boolean>(of: Field<Value, Required>): Field<Value | null, Required> {
  return { ...of, nullable: true, right: `${of.right}, or null`, check: (value) => value === null || of.check(value) };
}

/**
 * Personal data, stored as ciphertext under the keys of the persons that the named fields of the payload hold. A field
 * that names itself too holds a person: once it cannot be opened, a stand-in takes its place. Any one of the keys
 * destroyed destroys the value.
 */
export function sealed<Value, Required extends boolean>(
  of: Field<Value, Required>,
  under: readonly string[] = ['person'],
): Field<Value, Required> {
  return { ...of, sealedUnder: under };
}

export type FieldList = Readonly<Record<string, Field<unknown>>>;

/** The payload type of a field list. */
export type Fields<List extends FieldList> = {
  readonly [Name in keyof List as List[Name] extends Field<unknown, true> ? Name : never]: ValueOf<List[Name]>;
} & {
  readonly [Name in keyof List as List[Name] extends Field<unknown, true> ? never : Name]?:
    ValueOf<List[Name]> | undefined;
};

type ValueOf<Of> = Of extends Field<infer Value> ? Value : never;

/** Most bytes of UTF-8 that one published part of a pack's text holds. */
export const PACK_PART_BYTES = 40_000;
