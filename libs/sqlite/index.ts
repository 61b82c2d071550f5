export { SQLITE, holdLock, narrow, openOwn, pragma, realFile, sqliteCode } from './file.js';
