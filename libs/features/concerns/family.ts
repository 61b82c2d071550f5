import { family, none } from '../family.js';
import { concernEvents } from './events.js';
import { concernFindings } from './rules.js';
import { type ConcernsState, type Registers, evolveConcerns, initialConcerns, settleConcerns } from './state.js';

/** Concerns, pressure and their routes. */
export const concerns = family<ConcernsState, Registers>()({
  name: 'concerns',
  events: concernEvents,
  listens: none,
  commands: none,
  initial: initialConcerns,
  evolve: evolveConcerns,
  settle: settleConcerns,
  findings: concernFindings,
  judges: ['grp.officer_neutrality', 'rel.no_favouritism', 'grp.survives_change_of_control', 'off.chair_impartiality'],
  projections: none,
});
