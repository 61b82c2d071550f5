import type { ProjectionQuestion } from '#lib/application/index.js';
import type { Viewer } from '#lib/council/index.js';
import type { AsAtQuery } from './queries.js';
import { instantOf } from './request.js';

export const positionOf = (text: string | undefined): bigint | null => (text === undefined ? null : BigInt(text));

/** What a query asks of a projection, for whom: nobody signs in yet, and null sees everything. */
export function questionOf({ at, knownAt, pack, waitFor }: AsAtQuery, viewer: Viewer | null): ProjectionQuestion {
  const instants = { at: instantOf(at, 'end'), knownAt: instantOf(knownAt, 'end') };
  return { ...instants, pack: pack ?? null, waitFor: positionOf(waitFor), viewer };
}
