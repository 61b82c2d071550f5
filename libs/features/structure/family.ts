import { family, none, settled } from '../family.js';
import { structureEvents } from './events.js';
import { type StructureState, evolveStructure, initialStructure } from './state.js';

/** Groups, members, officers, bodies and meetings: the register that other families look things up in. */
export const structure = family<StructureState>()({
  name: 'structure',
  events: structureEvents,
  listens: none,
  commands: none,
  initial: initialStructure,
  evolve: evolveStructure,
  settle: settled,
  findings: () => [],
  judges: [],
  projections: none,
});
