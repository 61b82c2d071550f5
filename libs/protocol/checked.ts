import type { Catalogue } from './catalogue.js';
import { type Block, isBlock, texts } from './document.js';
import type { Fault, Path } from './fault.js';

/** Clause addresses by source file. */
export type ClauseTable = ReadonlyMap<string, ReadonlySet<string>>;

/** What a loader check sees: a document of the right shape, the catalogue, and the clauses of the known sources (null: not asked for). */
export interface Checked {
  readonly document: Block;
  readonly catalogue: Catalogue;
  readonly clauses: ClauseTable | null;
}

export type Check = (checked: Checked) => Fault[];

/** A mapping of a document, with its place. */
export interface Mapping {
  readonly block: Block;
  readonly path: Path;
}

/** Every mapping of a document with its place, the outer ones first. */
export function mappings(value: unknown, path: Path = [], found: Mapping[] = []): Mapping[] {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) if (typeof item === 'object') mappings(item, [...path, index], found);
  } else if (isBlock(value)) {
    found.push({ block: value, path });
    for (const key of Object.keys(value)) {
      const member = value[key];
      if (typeof member === 'object') mappings(member, [...path, key], found);
    }
  }
  return found;
}

/** The steps of a route, in its variants too, with their places. */
export function stepsOf(route: Block, path: Path): readonly { readonly step: Block; readonly path: Path }[] {
  const within = (list: unknown, place: Path) =>
    Array.isArray(list)
      ? list.flatMap((step, index) => (isBlock(step) ? [{ step, path: [...place, index] }] : []))
      : [];
  const variants = isBlock(route['variants']) ? Object.entries(route['variants']) : [];
  return [
    ...within(route['steps'], [...path, 'steps']),
    ...variants.flatMap(([kind, list]) => within(list, [...path, 'variants', kind])),
  ];
}

/** The entries of a member that is a mapping of mappings. */
export function entriesOf(document: Block, name: string): readonly (readonly [string, Block])[] {
  const block = document[name];
  if (!isBlock(block)) return [];
  return Object.entries(block).flatMap(([id, entry]) => (isBlock(entry) ? [[id, entry] as const] : []));
}

/** Each text of a member, with its place. */
export function textPlaces(
  block: Block,
  key: string,
  path: Path,
): readonly { readonly text: string; readonly path: Path }[] {
  const value = block[key];
  const isList = Array.isArray(value);
  return texts(value).map((text, index) => ({ text, path: isList ? [...path, key, index] : [...path, key] }));
}
