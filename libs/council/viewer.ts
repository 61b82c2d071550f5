import type { Viewer } from '#lib/features/family.js';
import { rolesOf } from '#lib/features/viewer.js';
import { listOf, shape, token } from '#lib/kernel/index.js';

/** How a viewer is written. */
export const VIEWER_RIGHT =
  'JSON, such as {"role": "group_leader", "person": "M-1", "group": "G-A"}, or with several {"roles": ["ward_member", "committee_chair"], "person": "M-1"}';

const written = shape({ role: token, roles: listOf(token), person: token, group: token });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isViewer = (value: unknown): value is Viewer => written.check(value);

/** The viewer that a text names, in one role or several; null if it names none. */
export function parseViewer(text: string): Viewer | null {
  const value = parsed(text);
  return isViewer(value) && rolesOf(value).length > 0 ? value : null;
}
