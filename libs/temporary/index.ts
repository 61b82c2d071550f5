export { type Found, type Kept, TemporaryStore } from './sealed.js';
export { type TemporaryRows, TemporaryStoreError } from './rows.js';
export { openMemoryTemporaryRows, openSqliteTemporaryRows } from './sqlite.js';
export { openPostgresTemporaryRows } from './postgres.js';
