export {
  type ErasureEntry,
  type ErasureList,
  type Loss,
  SealedHistory,
  asArriving,
  destroyKeys,
  erase,
  isErasure,
  isSameEvent,
  needsKeys,
  openNothing,
  openerOf,
  readOn,
  sealEvents,
} from './record.js';
export { type KeySettings, type Keys, hasMasterKey, keyStoreFile, masterKeyIn, openKeys } from './keys.js';
