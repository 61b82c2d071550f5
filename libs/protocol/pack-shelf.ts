import type { Pack } from './pack.js';

/** A pack as events name it. */
export interface PackName {
  readonly id: string;
  readonly version: string;
  /** Absent: 1. */
  readonly revision?: number | undefined;
}

/** The packs at hand. */
export interface PackShelf {
  all(): readonly Pack[];
  /** By full id (`gb-eng/some-council`) or its last part (`some-council`); of several the newest. */
  find(idOrLastPart: string): Pack | undefined;
  /** By id, version and revision, as events name it. */
  byReference(name: PackName): Pack | undefined;
  /** The first that was ever at hand under an id or its last part: it judges old adoptions of a version that nobody has. */
  first(idOrLastPart: string): Pack | undefined;
  /** The text of a pack found here; undefined where only the pack is known. */
  textOf(pack: Pack): string | undefined;
  /** The pack of a text that a council's record publishes; undefined where its bytes have another hash, or it is no pack. */
  published(text: string, hash: string): Pack | undefined;
}

/** True where a pack is the one that is named. */
export function isPackNamed({ ref, revision }: Pack, name: PackName): boolean {
  return ref.id === name.id && ref.version === name.version && revision === (name.revision ?? 1);
}
