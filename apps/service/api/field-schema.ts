import type { Field, Words } from '#lib/kernel/index.js';

/** JSON Schema 2020-12, as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

const primitives = ['string', 'number', 'boolean', 'object', 'array', 'null'];

const kinds: Readonly<Record<string, Schema>> = {
  token: { type: 'string', maxLength: 64 },
  role: { type: 'string', maxLength: 64 },
  instant: { type: 'string' },
  date: { type: 'string', format: 'date' },
  number: { type: 'number' },
  count: { type: 'integer', minimum: 0 },
  ordinal: { type: 'integer', minimum: 1 },
  sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  boolean: { type: 'boolean' },
  text: { type: 'string' },
  choice: { type: 'string' },
  map: { type: 'object', additionalProperties: true },
  value: { anyOf: primitives.map((type) => (type === 'array' ? { type, items: {} } : { type })) },
};

function schemaOfKind(kind: string): Schema {
  const list = /^list of (.*)$/.exec(kind);
  if (list?.[1] !== undefined) return { type: 'array', items: schemaOfKind(list[1]) };
  const map = /^map to (.*)$/.exec(kind);
  if (map?.[1] !== undefined) return { type: 'object', additionalProperties: schemaOfKind(map[1]) };
  const choices = kind.split(' or ');
  if (choices.length > 1) return { anyOf: choices.map(schemaOfKind) };
  return kinds[kind] ?? {};
}

/** The schema of a field in the API's document, with its meaning and the form of a right value. */
export function fieldSchema(field: Field<unknown>, words?: Words): Schema {
  const [title, sentence] = words ?? [];
  const says = [
    ...(sentence === undefined ? [] : [sentence]),
    field.sealedUnder === null ? field.right : `${field.right}. Personal data: sealed before it is stored.`,
  ];
  const choice = field.values === undefined ? {} : { enum: [...field.values] };
  return {
    ...schemaOfKind(field.kind),
    ...choice,
    ...(title === undefined ? {} : { title }),
    description: says.join(' Right: '),
    ...(field.nullable ? { nullable: true } : {}),
  };
}
