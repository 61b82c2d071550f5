// What recording needs of sealing: without the settings of the key store and the file of erasures.
export { asArriving, sealEvents } from './seal-events.js';
export { destroyKeys, openNothing, openerOf, readOn } from './read-on.js';
export { isSameEvent } from './same.js';
export { erase } from './erase.js';
export type { ErasureEntry, ErasureList } from './erasure-list.js';
export { isErasure } from './erasures.js';
export { type Loss, SealedHistory } from './sealed-history.js';
export { needsKeys } from './to-seal.js';
