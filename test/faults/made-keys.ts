import type { Place } from '#lib/vault/index.js';

/** Master keys of tests alone. */
export const FIRST_KEY = '11'.repeat(32);
export const SECOND_KEY = '22'.repeat(32);

export const placeOf = (subject: string): Place => ({ council: 'north', event: subject, type: 'T', field: 'months' });
