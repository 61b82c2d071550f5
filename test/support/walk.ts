import type { WalkPorts } from '#lib/pages/index.js';

/** What a made-up council gives a walk. */
export const walkPorts: WalkPorts = {
  lists: {
    groups: [
      { value: 'G-A', text: 'Blue Group' },
      { value: 'G-B', text: 'Green Group' },
    ],
    matters: [{ value: 'MAT-1', text: 'Car parks' }],
    versions: [{ value: 'V-1', text: 'First version', hint: 'Held by: Green Group' }],
    requests: [{ value: 'REQ-1', text: 'Written report, asked on 2 March 2026' }],
    notices: [
      {
        value: 'G-B/MAT-1',
        text: 'Green Group, about car parks',
        hint: 'By 20 March 2026',
        parts: { group: 'G-B', matter: 'MAT-1' },
      },
      {
        value: 'G-C/MAT-1',
        text: 'Red Group, about car parks',
        hint: 'By 20 March 2026',
        parts: { group: 'G-C', matter: 'MAT-1' },
      },
    ],
  },
  now: { day: 9, month: 3, year: 2026, hour: 9, minute: 5 },
  self: 'O-1',
  fits: () => null,
  passages: () => [{ says: 'Every group gets the same advice.', clauses: ['43'] }],
};
