export { type EventFile, type FileCommand, type FileEvent, readEventFile } from './event-file.js';
export type { FileRecorded } from './recorded.js';
