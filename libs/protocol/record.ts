// What recording needs of packs: their types and the shelf. It loads neither the parser nor any rule.
export { NO_PACK } from './no-pack.js';
export type { PackShelf } from './pack-shelf.js';
export { type Pack, type PackName, isCalled, isPackNamed, namingOf, words } from './pack.js';
export { partsOf } from './text.js';
