export { SQLITE, holdLock, pragma, realFile, sqliteCode } from './file.js';
