import type { Instant } from '#lib/kernel/index.js';
import type { Application } from './application.js';
import { viewOf } from './views.js';

/**
 * Who holds which roles in a council at an instant: person to roles in order of the alphabet; undefined for an unknown council.
 * Throws what the ledger and the vault throw.
 */
export async function readRoles(
  { councils, shelf }: Application,
  name: string,
  at: Instant,
): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const council = await councils.opened(name);
  if (council.isUnknown) return undefined;
  return viewOf(council.events, shelf, { at, knownAt: council.knownBy(at), pack: null, viewer: null }).holders();
}
