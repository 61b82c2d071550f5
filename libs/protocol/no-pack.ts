import type { Pack } from './pack.js';
import { routeIds } from './route-catalogue.js';

/** The pack that judges a council before it adopts a protocol: silent on every rule. */
export const NO_PACK: Pack = {
  ref: { id: 'none', version: '0', hash: '' },
  revision: 1,
  catalogue: 1,
  notAsked: { rules: [], routes: [] },
  tag: '',
  overlay: false,
  state: 'none',
  effectiveFrom: null,
  source: { council: '', tier: null, principalAuthority: null, file: null, title: '', status: 'none' },
  rules: new Map(),
  routes: new Map(),
  silentRoutes: new Map(routeIds.map((id) => [id, { id, fallback: 'none', fallbackWhen: null, reason: 'no pack' }])),
  roles: new Map(),
  deadlines: new Map(),
  adoption: [],
  review: { basis: 'none', triggerEvent: null, anchorMonth: null, last: null, next: null },
  calendar: 'england_and_wales',
  groups: { minimumSize: 1, danglingClause: null },
  fairnessUnits: [],
  visibility: {},
};
