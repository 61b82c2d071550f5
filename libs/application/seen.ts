import type { Viewer } from '#lib/council/index.js';
import type { Application } from './application.js';
import type { Council } from './council.js';
import { viewOf } from './views.js';

/** Ids of the events that a viewer sees now, in order of recording; null without a viewer. */
export function seenBy(
  { shelf, clock }: Pick<Application, 'shelf' | 'clock'>,
  council: Council,
  viewer: Viewer | null,
): readonly string[] | null {
  if (viewer === null) return null;
  const now = clock();
  return viewOf(council.events, shelf, { at: now, knownAt: council.knownBy(now), pack: null, viewer }).seen();
}
