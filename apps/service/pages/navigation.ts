import type { NavigationRow } from '#lib/pages/index.js';

const REVIEWERS = ['monitoring_officer', 'proper_officer', 'auditor'];

/** The service navigation of a council's pages, and for which roles each link is. Addresses are below the council's. */
export const navigation: readonly NavigationRow[] = [
  { text: 'Home', href: '' },
  { text: 'Are we even-handed?', href: '/even-handed', roles: REVIEWERS },
];
