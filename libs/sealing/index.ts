export { type ErasureEntry, type ErasureList, SealedHistory, needsKeys, openNothing, readOn } from './record.js';
export { type KeySettings, type Keys, type OpenedKeys, hasMasterKey, keyStoreFile, masterKeyIn, openKeys } from './keys.js';
