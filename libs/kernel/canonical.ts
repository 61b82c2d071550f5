function canonicalObject(members: Readonly<Record<string, unknown>>): string {
  const parts: string[] = [];
  for (const key of Object.keys(members).sort()) {
    if (members[key] !== undefined) parts.push(`${canonicalJson(key)}:${canonicalJson(members[key])}`);
  }
  return `{${parts.join(',')}}`;
}

function canonicalArray(items: readonly unknown[]): string {
  // Array.from visits holes, which map would skip.
  return `[${Array.from(items, (item) => canonicalJson(item ?? null)).join(',')}]`;
}

function canonicalScalar(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError('a number that is not finite has no JSON');
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('a lone surrogate has no JSON');
  if (['bigint', 'function', 'symbol'].includes(typeof value)) throw new TypeError(`a ${typeof value} has no JSON`);
  return JSON.stringify(value ?? null);
}

/**
 * Canonical JSON, RFC 8785: members sorted by UTF-16 code units, numbers and strings as ECMAScript writes them.
 * Members that are undefined are left out. Throws on what I-JSON cannot carry: a number that is not finite, a lone surrogate.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return canonicalArray(value);
  if (typeof value === 'object' && value !== null) return canonicalObject(value as Readonly<Record<string, unknown>>);
  return canonicalScalar(value);
}
