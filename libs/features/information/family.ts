import { settleParity } from '#lib/protocol/index.js';
import { family, none, projection } from '../family.js';
import type { StructureState } from '../structure/state.js';
import { informationEvents } from './events.js';
import { councillorsDescribed } from './figures.js';
import { councillorsView, ownRequests } from './projections.js';
import { equalTreatment } from './rules.js';
import { type InformationState, evolveInformation, initialInformation } from './state.js';

interface Known {
  readonly structure: StructureState;
}

/** Members' requests for information. */
export const information = family<InformationState, Known>()({
  name: 'information',
  events: informationEvents,
  listens: none,
  commands: none,
  initial: initialInformation,
  evolve: evolveInformation,
  settle: ({ parity }, at) => settleParity(parity, at),
  findings: equalTreatment,
  judges: ['clr.equal_treatment'],
  projections: {
    'even-handedness-by-councillor': projection({
      described: councillorsDescribed,
      view: councillorsView,
      narrow: ownRequests,
      maps: ['councillors'],
    }),
  },
});
