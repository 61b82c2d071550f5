import { family, hidden, none, projection, settled } from '../family.js';
import { retentionEvents } from './events.js';
import { retentionDescribed } from './figures.js';
import { retentionView } from './projections.js';
import { recordedEvents } from './records.js';
import { type RetentionState, evolveRetention, initialRetention } from './state.js';

/** How long records are kept. */
export const retention = family<RetentionState>()({
  name: 'retention',
  events: retentionEvents,
  listens: recordedEvents,
  commands: none,
  initial: initialRetention,
  evolve: evolveRetention,
  settle: settled,
  findings: () => [],
  judges: [],
  projections: {
    'retention-due': projection({
      described: retentionDescribed,
      view: (state, { at }) => retentionView(state, at),
      narrow: hidden,
      // The Monitoring Officer; without that role in the pack the Proper Officer (projections.md, who sees what).
      fullFor: (_visibility, roles) => [roles.has('monitoring_officer') ? 'monitoring_officer' : 'proper_officer'],
    }),
  },
});
