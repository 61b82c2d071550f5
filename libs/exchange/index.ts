export { cloudEventLine } from './cloud-event.js';
export { recordedLine } from './recorded.js';
export { csvOf } from './csv.js';
export { projectionTable } from './table.js';
