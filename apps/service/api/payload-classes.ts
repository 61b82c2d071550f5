import 'reflect-metadata';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsNumber } from 'class-validator';
import { commandWords, eventWords } from '#lib/catalogue/described.js';
import { commandCatalogue, eventCatalogue } from '#lib/catalogue/index.js';
import type { EntryWords, Field, FieldList } from '#lib/kernel/index.js';
import { Fits, MayBeAbsent, right } from './checking.js';
import { fieldSchema } from './field-schema.js';

/** The base of every payload class. A field list gives the members. */
class AnyPayload {
  readonly [field: string]: unknown;
}

export type PayloadClass = new () => object;

/** The constraint of the field's kind. */
function constraintOf(field: Field<unknown>): PropertyDecorator {
  if (field.nullable) return Fits(field);
  if (field.values !== undefined) return IsIn(field.values, right(field.right));
  if (field.kind === 'boolean') return IsBoolean(right(field.right));
  if (field.kind === 'number') return IsNumber({ allowNaN: false, allowInfinity: false }, right(field.right));
  return Fits(field);
}

/** Makes a class from a field list, with its constraints and its part of the API's document. */
export function classOf(name: string, list: FieldList, words: EntryWords['fields'] = {}): PayloadClass {
  const made = class extends AnyPayload {};
  Object.defineProperty(made, 'name', { value: name });
  const { prototype } = made;
  for (const [key, field] of Object.entries(list)) {
    constraintOf(field)(prototype, key);
    if (!field.required) MayBeAbsent()(prototype, key);
    // The compiler would emit this for a member; the document's scanner needs it.
    Reflect.defineMetadata('design:type', Object, prototype, key);
    ApiProperty({ ...fieldSchema(field, words[key]), required: field.required })(prototype, key);
  }
  return made;
}

function classesOf(
  table: Readonly<Record<string, FieldList>>,
  words: Readonly<Record<string, EntryWords>>,
): ReadonlyMap<string, PayloadClass> {
  return new Map(Object.entries(table).map(([name, list]) => [name, classOf(name, list, words[name]?.fields)]));
}

/** The payload class of each event that a client may record. */
export const payloadClasses = classesOf(eventCatalogue, eventWords);

/** The fields of each permission that can be asked for. */
export const commandClasses = classesOf(commandCatalogue, commandWords);
