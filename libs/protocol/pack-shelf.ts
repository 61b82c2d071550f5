import type { Problem } from '#lib/kernel/index.js';
import type { Pack, PackName } from './pack.js';

/** The packs at hand. */
export interface PackShelf {
  all(): readonly Pack[];
  /** By full id (`gb-eng/some-council`) or its last part (`some-council`); of several the newest. */
  find(idOrLastPart: string): Pack | undefined;
  /** By id, version and revision, as events name it. */
  byReference(name: PackName): Pack | undefined;
  /**
   * The first pack ever shipped under an id or its last part: it judges old adoptions of a version that is not
   * available.
   */
  first(idOrLastPart: string): Pack | undefined;
  /** The text of a pack found here; undefined if only the pack is known. */
  textOf(pack: Pack): string | undefined;
  /**
   * The pack of a text that a council's record publishes; undefined if its bytes have another hash, or it is no pack.
   */
  published(text: string, hash: string): Pack | undefined;
  /** Every problem that the loader's checks find in a text to be published. `name` is its file's name. */
  faultsIn(text: string, name: string): readonly Problem[];
}
