// Recorded events as files hold them: what reading a file needs of this room. It loads no writer of CSV.
export { fromCloudEvent, isCloudEvent } from './cloud-event.js';
export { isRecorded, recordedFrom } from './recorded.js';
