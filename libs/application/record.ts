// Which packs a record publishes: what a replay needs of this room. It loads no ledger and no key.
export { checkTexts } from './check-texts.js';
export { ownShelf, withTexts } from './pack-texts.js';
