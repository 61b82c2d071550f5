export { asArriving, sealEvents } from './seal-events.js';
export { destroyKeys, openNothing, openerOf, readOn } from './read-on.js';
export { isSameEvent } from './same.js';
export { erase } from './erase.js';
export type { ErasureEntry, ErasureList } from './erasure-list.js';
export { type KeySettings, type Keys, hasMasterKey, keyStoreFile, masterKeyIn, openKeys } from './keys.js';
