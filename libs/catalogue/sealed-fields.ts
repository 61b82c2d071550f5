import { meetingRemains } from '#lib/features/meetings/remains.js';
import { relationshipRemains } from '#lib/features/relationships/remains.js';
import {
  type EventTable,
  type Field,
  type Payload,
  type Remains,
  type RemainsTable,
  type SealedValue,
  isSealedValue,
} from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/record.js';

/** Prefix of every stand-in for a person. */
export const STAND_IN = '~';

const remains: RemainsTable<Pack> = { ...meetingRemains, ...relationshipRemains };

/** A field that holds personal data. */
export interface SealedField {
  readonly name: string;
  readonly field: Field<unknown>;
  /** Fields of the payload that name the persons. */
  readonly under: readonly string[];
  /** The value is a person's token: a stand-in takes its place. */
  readonly isPerson: boolean;
  readonly remains: Remains<Pack> | null;
}

/** The sealed fields of a table of events, by type. */
export function sealedFieldsIn(table: EventTable): ReadonlyMap<string, readonly SealedField[]> {
  const byType = Object.entries(table).map(([type, list]) => {
    const fields = Object.entries(list).flatMap(([name, field]): SealedField[] => {
      const under = field.sealedUnder;
      if (under === null) return [];
      return [{ name, field, under, isPerson: under.includes(name), remains: remains[type]?.[name] ?? null }];
    });
    return [type, fields] as const;
  });
  return new Map(byType.filter(([, fields]) => fields.length > 0));
}

/** The persons whom a payload names for one of its sealed fields, each once. */
export function personsOf({ under }: SealedField, payload: Payload): readonly string[] {
  const tokens = under.map((name) => payload[name]).filter((one) => typeof one === 'string');
  return [...new Set(tokens)];
}

/** The field type of a value's remaining part; for a stand-in, the field itself. */
function membersOf({ name, field, isPerson, remains: rule }: SealedField): Readonly<Record<string, Field<unknown>>> {
  return isPerson ? { [name]: field } : (rule?.members ?? {});
}

/** True if the remaining part of a sealed value is possible for that field. */
export function isRightRemainder(of: SealedField, { remains: given = {} }: SealedValue): boolean {
  const members = membersOf(of);
  if (of.isPerson && !Object.hasOwn(given, of.name)) return false;
  return Object.entries(given).every(
    ([name, value]) => Object.hasOwn(members, name) && members[name]?.check(value) === true,
  );
}

/** The payload as the fold sees it: each value that cannot be opened gives way to its remaining part. */
export function withRemainders(fields: readonly SealedField[], payload: Payload): Payload {
  const unopened = fields.filter(({ name }) => isSealedValue(payload[name]));
  if (unopened.length === 0) return payload;
  const left = new Set(unopened.map(({ name }) => name));
  let folded: Payload = Object.fromEntries(Object.entries(payload).filter(([name]) => !left.has(name)));
  for (const one of unopened) {
    const value = payload[one.name] as SealedValue;
    const nothing = one.isPerson ? { [one.name]: STAND_IN } : {};
    const given = isRightRemainder(one, value) ? value.remains : nothing;
    folded = one.remains?.first === true ? { ...folded, ...given } : { ...given, ...folded };
  }
  return folded;
}
