export { SQLITE, holdLock, narrow, openOwn, pragma, realFile, sqliteCode } from './file.js';
export { sqliteFault } from './sqlite-version.js';
