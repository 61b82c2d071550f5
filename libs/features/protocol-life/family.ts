import { family, none, projection, settled } from '../family.js';
import { protocolLifeEvents } from './events.js';
import { protocolStatusDescribed } from './figures.js';
import { protocolStatusExplained, protocolStatusView } from './projections.js';
import { protocolLifeFindings } from './rules.js';
import { type ProtocolLifeState, evolveProtocolLife, initialProtocolLife } from './state.js';

/** The life of the protocol itself. */
export const protocolLife = family<ProtocolLifeState>()({
  name: 'protocol-life',
  events: protocolLifeEvents,
  listens: none,
  commands: none,
  initial: initialProtocolLife,
  evolve: evolveProtocolLife,
  settle: settled,
  findings: (state, { pack, at }) => protocolLifeFindings(state, pack, at),
  judges: ['lif.review', 'lif.adoption_evidence'],
  projections: {
    'protocol-status': projection({
      described: protocolStatusDescribed,
      view: protocolStatusView,
      narrow: (data) => data,
      explain: {
        lines: protocolStatusExplained,
        rowOf: (data, row) => (row === 'protocol' ? data : undefined),
        ofAll: [],
      },
    }),
  },
});
