type Schema = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isMap,
};

const formats: Readonly<Record<string, RegExp>> = {
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
};

/** Words of JSON Schema that our documents use; any other is a mistake of this check, not silently right. */
const KNOWN = new Set(
  'type enum const format minimum maximum properties required additionalProperties items anyOf title description'.split(
    ' ',
  ),
);

function scalarFaults(schema: Schema, value: unknown, at: string): string[] {
  const faults: string[] = [];
  const { type, enum: words, format, minimum, maximum } = schema;
  if (typeof type === 'string' && types[type]?.(value) !== true) faults.push(`${at} is no ${type}`);
  if (Array.isArray(words) && !words.includes(value)) faults.push(`${at} is none of ${words.join(', ')}`);
  if ('const' in schema && schema['const'] !== value) faults.push(`${at} is another than the constant`);
  if (typeof format === 'string' && formats[format]?.test(String(value)) !== true) faults.push(`${at} is no ${format}`);
  if (typeof minimum === 'number' && Number(value) < minimum) faults.push(`${at} is under ${String(minimum)}`);
  if (typeof maximum === 'number' && Number(value) > maximum) faults.push(`${at} is over ${String(maximum)}`);
  return faults;
}

function objectFaults(schema: Schema, value: Schema, at: string): string[] {
  const { properties = {}, required = [], additionalProperties: others = true } = schema;
  const known = properties as Readonly<Record<string, Schema>>;
  const missing = (required as readonly string[]).filter((name) => !Object.hasOwn(value, name));
  const members = Object.entries(value).flatMap(([name, one]) => {
    const of = known[name] ?? others;
    if (of === false) return [`${at}/${name} is described nowhere`];
    return isMap(of) ? schemaFaults(of, one, `${at}/${name}`) : [];
  });
  return [...missing.map((name) => `${at}/${name} is missing`), ...members];
}

/** What of a value does not fit a JSON Schema; empty if it fits. Throws if the schema uses a word unknown here. */
export function schemaFaults(schema: Schema, value: unknown, at = ''): string[] {
  for (const word of Object.keys(schema)) if (!KNOWN.has(word)) throw new Error(`unknown word of JSON Schema: ${word}`);
  const { anyOf, items } = schema;
  const faults = scalarFaults(schema, value, at);
  if (isMap(value)) faults.push(...objectFaults(schema, value, at));
  if (Array.isArray(value) && isMap(items))
    faults.push(...value.flatMap((one, index) => schemaFaults(items, one, `${at}/${String(index)}`)));
  if (Array.isArray(anyOf)) {
    const ways = (anyOf as readonly Schema[]).map((one) => schemaFaults(one, value, at));
    if (ways.every((way) => way.length > 0)) faults.push(...ways.flat());
  }
  return faults;
}
