export {
  type AppendRefusal,
  type Appended,
  type Ledger,
  LedgerFullError,
  LedgerOpenError,
  LedgerUnavailableError,
  type NewEvent,
  type Restored,
  type Revision,
} from './port.js';
export { openMemoryLedger } from './memory/memory.js';
export { type SqliteLedgerOptions, openSqliteLedger } from './sqlite/sqlite.js';
export { openEventStoreLedger } from './eventstoredb/open.js';
export { type EventStoreLedger, type EventStoreLedgerOptions, type EventStoreStatus } from './eventstoredb/options.js';
export { LedgerRefusedError } from './eventstoredb/failure.js';
export { type StoreAddress, storeAddressOf } from './eventstoredb/address.js';
