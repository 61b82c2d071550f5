export { cloudEventLine, fromCloudEvent, isCloudEvent } from './cloud-event.js';
export { isRecorded, recordedFrom, recordedLine } from './recorded.js';
export { csvOf } from './csv.js';
export { projectionTable } from './table.js';
