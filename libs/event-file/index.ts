export { type EventFile, type FileCommand, type FileEvent, type ReadOptions, readEventFile } from './event-file.js';
