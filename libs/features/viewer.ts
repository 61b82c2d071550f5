import type { Pack } from '#lib/protocol/index.js';

/** Who looks: a role or several, the person who holds them, and the group in which that person sits. */
export interface Viewer {
  readonly role?: string;
  readonly roles?: readonly string[];
  readonly person?: string;
  readonly group?: string;
}

/** A viewer, and what the pack says of what others may see. */
export interface Sight {
  readonly viewer: Viewer;
  readonly visibility: Pack['visibility'];
  /** The roles that the pack declares. */
  readonly roles: Pack['roles'];
  /** Own ids of the events that the viewer recorded as an officer, or that name that officer. */
  readonly recorded: ReadonlySet<string>;
}

/** The roles in which somebody looks: of several the viewer sees the union. */
export function rolesOf({ role, roles = [] }: Viewer): readonly string[] {
  return role === undefined ? roles : [role, ...roles];
}

/** True for somebody who is not signed in. */
export function isPublic(viewer: Viewer): boolean {
  return rolesOf(viewer).every((role) => role === 'public');
}

/** Officers under any pack, whether it names the role or not. */
const ALWAYS_OFFICERS: ReadonlySet<string> = new Set(['proper_officer', 'chief_executive']);

/** True for an officer: by the person's token, else by the kind of every role. */
export function isOfficer({ viewer, roles }: Pick<Sight, 'viewer' | 'roles'>): boolean {
  if (viewer.person !== undefined) return viewer.person.startsWith('O-');
  return rolesOf(viewer).every((role) => ALWAYS_OFFICERS.has(role) || roles.get(role)?.kind === 'officer');
}

/** The group of whose rows the viewer sees all: members sit in one, and a pack may close it; null for nobody's. */
export function groupOf(sight: Sight): string | null {
  const { viewer, visibility } = sight;
  const isClosed = visibility['group_support']?.['own_group'] === 'none';
  return isClosed || isPublic(viewer) || isOfficer(sight) ? null : (viewer.group ?? null);
}
