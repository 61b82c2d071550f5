import type { StructureEvent } from '../structure/events.js';
import type { StructureState } from '../structure/state.js';

interface Word {
  readonly held: boolean;
  /** Greater is later. */
  readonly order: number;
}

/** The last word about each role, for all groups or for one. */
export interface RoleBook {
  readonly words: Map<string, Word>;
  /** Role to the person whom the last word about it names; null where it is vacated. */
  readonly holders: Map<string, string | null>;
  readonly dissolved: Set<string>;
  spoken: number;
}

/** Roles before anybody spoke of them: each counts as held (readings 6). */
export function initialRoles(): RoleBook {
  return { words: new Map(), holders: new Map(), dissolved: new Set(), spoken: 0 };
}

const keyOf = (role: string, group: string | undefined): string => `${role} ${group ?? ''}`;

type RoleEvent = Extract<
  StructureEvent,
  { type: 'RoleAssigned' | 'RoleVacated' | 'PoliticalGroupRegistered' | 'PoliticalGroupDissolved' }
>;

/** Folds who takes and who leaves a role, and which groups are no more. */
export function foldRoles(book: RoleBook, event: RoleEvent): void {
  book.spoken += 1;
  const order = book.spoken;
  switch (event.type) {
    case 'PoliticalGroupRegistered':
      book.dissolved.delete(event.p.group);
      return;
    case 'PoliticalGroupDissolved':
      book.dissolved.add(event.p.group);
      return;
    case 'RoleAssigned':
      book.words.set(keyOf(event.p.role, event.p.group), { held: true, order });
      book.holders.set(event.p.role, event.p.person);
      return;
    case 'RoleVacated':
      for (const role of event.p.roles) {
        book.words.set(keyOf(role, event.p.group), { held: false, order });
        book.holders.set(role, null);
      }
  }
}

/** The newer of two words; one that was never spoken is the older. */
function newer(one: Word | undefined, other: Word | undefined): Word | undefined {
  return (one?.order ?? 0) > (other?.order ?? 0) ? one : other;
}

/** The last word about a role in one group: the word about that group, or about all of them. */
function lastWord({ words }: RoleBook, role: string, group: string | undefined): Word | undefined {
  const ofAll = words.get(keyOf(role, undefined));
  return group === undefined ? ofAll : newer(words.get(keyOf(role, group)), ofAll);
}

/** True where a member has no whip to tell: the member sits in no group, or the group's whip is vacated. */
export function isWhipVacant(book: RoleBook, structure: StructureState, member: string): boolean {
  const group = structure.memberGroup.get(member);
  if (group === null || (group !== undefined && book.dissolved.has(group))) return true;
  return lastWord(book, 'party_whip', group)?.held === false;
}

/** True where the last word about the role, whatever the group, names this person. */
export function holds({ holders }: RoleBook, role: string, person: string): boolean {
  return holders.get(role) === person;
}
