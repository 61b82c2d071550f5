import { isPublic } from '../viewer.js';
import { family, none, projection, settled } from '../family.js';
import { officeEvents } from './events.js';
import { officesDescribed } from './figures.js';
import { officesExplained, officesView } from './projections.js';
import { type OfficesState, evolveOffices, initialOffices } from './state.js';

/** Briefings of office-holders. */
export const offices = family<OfficesState>()({
  name: 'offices',
  events: officeEvents,
  listens: none,
  commands: none,
  initial: initialOffices,
  evolve: evolveOffices,
  settle: settled,
  findings: () => [],
  judges: [],
  projections: {
    'office-holder-briefings': projection({
      described: officesDescribed,
      view: officesView,
      // Every signed-in account sees it; the public does not (projections.md, who sees what).
      narrow: (data, { viewer }) => (isPublic(viewer) ? {} : data),
      maps: ['offices'],
      explain: {
        lines: officesExplained,
        rowOf: ({ offices, totals }, row) => (row === 'totals' ? totals : offices?.[row]),
      },
    }),
  },
});
