export { type Decided, decide } from './commands.js';
export type { Viewer } from '#lib/features/family.js';
export type { Question } from './replay.js';
export { type ProjectionName, projectionNames } from './projections.js';
export { type CouncilView, replay } from './view.js';
export { CouncilHead } from './head.js';
export { type ProjectionDocument, projectionDocument } from './document.js';
export type { FindingRow, FindingsView } from './findings.js';
