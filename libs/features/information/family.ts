import { family, none, projection } from '../family.js';
import type { StructureState } from '../structure/state.js';
import { informationEvents } from './events.js';
import { councillorsDescribed } from './figures.js';
import { councillorsExplained, councillorsView, ownRequests } from './projections.js';
import { equalTreatment } from './rules.js';
import { type InformationState, evolveInformation, initialInformation, settleInformation } from './state.js';

interface Known {
  readonly structure: StructureState;
}

/** Members' requests for information, and support of single members. */
export const information = family<InformationState, Known>()({
  name: 'information',
  events: informationEvents,
  listens: none,
  commands: none,
  initial: initialInformation,
  evolve: evolveInformation,
  settle: (state, at, { structure }) => settleInformation(state, at, structure),
  findings: equalTreatment,
  judges: ['clr.equal_treatment'],
  projections: {
    'even-handedness-by-councillor': projection({
      described: councillorsDescribed,
      view: councillorsView,
      narrow: ownRequests,
      maps: ['councillors', 'unregistered'],
      explain: {
        lines: councillorsExplained,
        rowOf: ({ councillors, unregistered, council }, row) =>
          row === 'council' ? council : (councillors?.[row] ?? unregistered?.[row]),
        ofAll: ['council'],
      },
    }),
  },
});
