import type { StructureEvent } from '../structure/events.js';
import type { StructureState } from '../structure/state.js';

interface Word {
  readonly held: boolean;
  readonly person: string | null;
  /** Greater is later. */
  readonly order: number;
}

/** The last word about each role, for all groups or for one. */
export interface RoleBook {
  readonly words: Map<string, Word>;
  spoken: number;
}

/** Roles before anybody spoke of them: each counts as held (readings 6). */
export function initialRoles(): RoleBook {
  return { words: new Map(), spoken: 0 };
}

const keyOf = (role: string, group: string | undefined): string => `${role} ${group ?? ''}`;

/** Folds who takes and who leaves a role. */
export function foldRoles(book: RoleBook, event: Extract<StructureEvent, { type: 'RoleAssigned' | 'RoleVacated' }>): void {
  book.spoken += 1;
  const order = book.spoken;
  if (event.type === 'RoleAssigned') {
    book.words.set(keyOf(event.p.role, event.p.group), { held: true, person: event.p.person, order });
    return;
  }
  for (const role of event.p.roles) book.words.set(keyOf(role, event.p.group), { held: false, person: null, order });
}

/** True where a member has no whip to tell: the member sits in no group, or the group's whip is vacated. */
export function isWhipVacant({ words }: RoleBook, structure: StructureState, member: string): boolean {
  const group = structure.memberGroup.get(member);
  if (group === null) return true;
  const ofAll = words.get(keyOf('party_whip', undefined));
  const ofGroup = group === undefined ? undefined : words.get(keyOf('party_whip', group));
  const last = (ofGroup?.order ?? 0) > (ofAll?.order ?? 0) ? ofGroup : ofAll;
  return last?.held === false;
}

/** True where the last word about the role, in whatever group, names this person. */
export function holds({ words }: RoleBook, role: string, person: string): boolean {
  const ofRole = [...words].filter(([key]) => key.startsWith(`${role} `)).map(([, word]) => word);
  return ofRole.some((word) => word.person === person && !ofRole.some((other) => !other.held && other.order > word.order));
}
