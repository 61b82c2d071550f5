import type { ProjectionQuestion } from '#lib/application/index.js';
import type { AsAtQuery } from './queries.js';
import { instantOf } from './request.js';

export const positionOf = (text: string | undefined): bigint | null => (text === undefined ? null : BigInt(text));

/** What a query asks of a projection. Nobody signs in yet, and whoever reaches this machine sees all. */
export function questionOf({ at, knownAt, pack, waitFor }: AsAtQuery): ProjectionQuestion {
  const instants = { at: instantOf(at, 'end'), knownAt: instantOf(knownAt, 'end') };
  return { ...instants, pack: pack ?? null, waitFor: positionOf(waitFor), viewer: null };
}
