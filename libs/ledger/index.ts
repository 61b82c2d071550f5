export {
  type AppendRefusal,
  type Appended,
  type Ledger,
  LedgerFullError,
  LedgerOpenError,
  LedgerUnavailableError,
  type NewEvent,
  type Revision,
} from './port.js';
export { MAX_APPEND_EVENTS } from './body.js';
export { openMemoryLedger } from './memory.js';
export { type SqliteLedgerOptions, openSqliteLedger } from './sqlite.js';
