/** A place in a document: keys and list indexes from the root. */
export type Path = readonly (string | number)[];

/** One thing wrong with a pack, before its line is known. */
export interface Fault {
  readonly path: Path;
  readonly wrong: string;
  readonly right: string;
}

/** A place as a JSON pointer (RFC 6901). */
export function pointerOf(path: Path): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
