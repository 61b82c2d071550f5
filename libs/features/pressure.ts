import { oneOf } from '#lib/kernel/index.js';

/** What a report of pressure or of improper influence is about (events.md, Fields): one list for both events. */
export const pressureKind = oneOf(
  'private_advantage',
  'legal_process',
  'staffing',
  'advice',
  'reprisal',
  'impartiality',
  'delegated_decision',
  'outside_level',
  'management',
  'bullying',
  'beyond_authority',
  'other',
);

/** How senior an officer is. */
export const seniority = oneOf('junior', 'middle', 'senior');
