/** Any mapping of a YAML document. */
export type Block = Readonly<Record<string, unknown>>;

export function isBlock(value: unknown): value is Block {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is a mapping; an empty one where it is absent or something else. */
export function blockAt(parent: Block, key: string): Block {
  const value = Object.hasOwn(parent, key) ? parent[key] : undefined;
  return isBlock(value) ? value : {};
}

/** A member that is a text; null if it is absent or something else. */
export function textAt(parent: Block, key: string): string | null {
  const value = Object.hasOwn(parent, key) ? parent[key] : undefined;
  return typeof value === 'string' ? value : null;
}

/** A member that is a number; null if it is absent or something else. */
export function numberAt(parent: Block, key: string): number | null {
  const value = Object.hasOwn(parent, key) ? parent[key] : undefined;
  return typeof value === 'number' ? value : null;
}

/** A member's texts; a single text counts as a list of one. */
export function textsAt(parent: Block, key: string): readonly string[] {
  return texts(Object.hasOwn(parent, key) ? parent[key] : undefined);
}

/** The texts of a value; a single text counts as a list of one. */
export function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** The mappings of a member that is a list. */
export function blocksAt(parent: Block, key: string): readonly Block[] {
  const value = parent[key];
  return Array.isArray(value) ? value.filter(isBlock) : [];
}

/** The version of the rule catalogue that a pack was written for: 1 where it does not say. */
export function writtenFor(document: Block): number {
  return numberAt(blockAt(document, 'pack'), 'catalogue') ?? 1;
}
