import type { Instant } from '#lib/kernel/index.js';
import type { Finding } from '#lib/protocol/index.js';
import { closenessFindings } from './closeness.js';
import { conflictFindings } from './conflicts.js';
import { legFindings } from './legs.js';
import type { RelationshipsState } from './state.js';

/** Every finding about relationships, as at an instant. */
export function relationshipFindings(state: RelationshipsState, at: Instant): Finding[] {
  return [
    ...[...state.relationships.values()].flatMap((one) => legFindings(one, state.calendars, at)),
    ...conflictFindings(state),
    ...closenessFindings(state),
  ];
}
