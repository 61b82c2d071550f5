import type { EventMark } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import type { Pack } from '#lib/protocol/index.js';
import type { StructureEvent } from '../structure/events.js';

interface Word {
  readonly held: boolean;
  /** Greater is later. */
  readonly spoken: number;
  readonly by: EventMark;
}

interface Membership {
  readonly group: string | null;
  readonly by: EventMark;
}

/** The last word about each role, for all groups or for one. */
export interface RoleBook {
  readonly words: Map<string, Word>;
  /** Role to the person named last; null if it was vacated last. */
  readonly holders: Map<string, string | null>;
  /** What dissolved each group that is no more. */
  readonly dissolved: Map<string, EventMark>;
  /** The group that each member sits in, as the last word about it says. */
  readonly memberships: Map<string, Membership>;
  spoken: number;
}

/** Roles before anybody spoke of them: each counts as held (readings 6). */
export function initialRoles(): RoleBook {
  return { words: new Map(), holders: new Map(), dissolved: new Map(), memberships: new Map(), spoken: 0 };
}

const keyOf = (role: string, group: string | undefined): string => `${role} ${group ?? ''}`;

type RoleEvent = Extract<
  StructureEvent,
  {
    type:
      | 'RoleAssigned'
      | 'RoleVacated'
      | 'PoliticalGroupRegistered'
      | 'PoliticalGroupDissolved'
      | 'GroupMembershipChanged';
  }
> & { readonly pack: Pack };

/** Folds who takes and who leaves a role, who sits in which group, and which groups are no more. */
export function foldRoles(book: RoleBook, event: RoleEvent): void {
  book.spoken += 1;
  const by = markOf(event);
  const word = { spoken: book.spoken, by };
  switch (event.type) {
    case 'PoliticalGroupRegistered':
      book.dissolved.delete(event.p.group);
      return;
    case 'PoliticalGroupDissolved':
      book.dissolved.set(event.p.group, by);
      return;
    case 'GroupMembershipChanged':
      book.memberships.set(event.p.member, { group: event.p.group, by });
      return;
    case 'RoleAssigned':
      book.words.set(keyOf(event.p.role, event.p.group), { ...word, held: true });
      book.holders.set(event.p.role, event.p.person);
      return;
    case 'RoleVacated':
      for (const role of event.p.roles) {
        book.words.set(keyOf(role, event.p.group), { ...word, held: false });
        book.holders.set(role, null);
      }
  }
}

/** The newer of two words; one that was never spoken is the older. */
function newer(one: Word | undefined, other: Word | undefined): Word | undefined {
  return (one?.spoken ?? 0) > (other?.spoken ?? 0) ? one : other;
}

/** The last word about a role in one group: the word about that group, or about all of them. */
function lastWord({ words }: RoleBook, role: string, group: string | undefined): Word | undefined {
  const ofAll = words.get(keyOf(role, undefined));
  return group === undefined ? ofAll : newer(words.get(keyOf(role, group)), ofAll);
}

/** What leaves a member without a whip to tell: sitting in no group, or the group's whip is vacated; null if nothing does. */
export function whipVacancy(book: RoleBook, member: string): EventMark | null {
  const membership = book.memberships.get(member);
  if (membership?.group === null) return membership.by;
  const group = membership?.group;
  const dissolved = group === undefined ? undefined : book.dissolved.get(group);
  if (dissolved !== undefined) return dissolved;
  const word = lastWord(book, 'party_whip', group);
  return word?.held === false ? word.by : null;
}

/** True if the last word about the role, whatever the group, names this person. */
export function holds({ holders }: RoleBook, role: string, person: string): boolean {
  return holders.get(role) === person;
}
