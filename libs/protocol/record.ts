// What recording needs to know of packs: what they are, and that they are at hand. Neither their reading nor any rule.
export { NO_PACK } from './no-pack.js';
export type { PackShelf } from './pack-shelf.js';
export { type Pack, type PackName, isPackNamed, words } from './pack.js';
export { partsOf } from './text.js';
