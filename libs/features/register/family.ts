import { family, none, ownRows, projection, settled } from '../family.js';
import { structureEvents } from '../structure/events.js';
import { registerEvents } from './events.js';
import { registerDescribed, returnsDescribed } from './figures.js';
import { type Declared, registerView, returnsView, withheldEntries } from './projections.js';
import { registerFindings } from './rules.js';
import { type RegisterState, evolveRegister, initialRegister } from './state.js';

interface Known {
  readonly meetings: Declared;
}

const { RoleAssigned } = structureEvents;

/** The register of interests. */
export const register = family<RegisterState, Known>()({
  name: 'register',
  events: registerEvents,
  listens: { RoleAssigned },
  commands: none,
  initial: initialRegister,
  evolve: evolveRegister,
  settle: settled,
  findings: (state, { at }) => registerFindings(state, at),
  judges: ['int.categories_registered'],
  projections: {
    'interests-register': projection({
      described: registerDescribed,
      view: (state, { known, at }) => registerView(state, known.meetings, at),
      narrow: withheldEntries,
    }),
    'register-returns': projection({
      described: returnsDescribed,
      view: (state, { at }) => returnsView(state, at),
      narrow: ({ rows, reviews }, sight) => ({ rows: ownRows(rows, sight), reviews: ownRows(reviews, sight) }),
    }),
  },
});
