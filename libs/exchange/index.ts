export { cloudEventLine, fromCloudEvent, isCloudEvent } from './cloud-event.js';
export { isRecorded, recordedFrom, recordedLine } from './recorded.js';
