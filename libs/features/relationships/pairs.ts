import type { EventMark } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import type { Pack } from '#lib/protocol/index.js';
import type { RelationshipEvent } from './events.js';
import { isCloseCategory } from './remains.js';

/** Something that was recorded: when it happened, when that was recorded, and the pack that judges it. */
export interface Mark extends EventMark {
  readonly pack: Pack;
}

/** One declaration of a relationship, by one party, to one role. */
export interface Declaration extends Mark {
  /** The id of a relationship that it carries. */
  readonly entry: string;
  readonly by: string;
  /** Null if none was given, or if it can no longer be opened. */
  readonly category: 'family' | 'business' | 'intimate' | 'other_close' | null;
  readonly givesCategory: boolean;
  readonly closeCategory: boolean;
  readonly degree: string | null;
  readonly closelyRelated: boolean;
  readonly jeopardises: boolean;
  readonly undueInfluence: boolean;
}

export type Side = 'member' | 'officer';

/** A leg met: by one party, or routed for it, to one role. */
export interface LegMet extends EventMark {
  readonly side: Side;
  readonly role: string;
}

/** Two people who are related, from their first declaration until an end, whatever ids the declarations carry (readings 6). */
export interface Relationship {
  /** The id of the first declaration, with `#2`, `#3` if another relationship began with that id before. */
  readonly id: string;
  /** Every id that its declarations carry, in the order in which they first did. */
  readonly ids: string[];
  readonly member: string;
  readonly officer: string;
  readonly declarations: Declaration[];
  readonly met: LegMet[];
  /** Mitigations, routings and ends that reached it. */
  readonly decisions: EventMark[];
  mitigation: { readonly first: EventMark; readonly token: string } | null;
  /** What ended it. */
  end: EventMark | null;
  /** What left the member without a whip to tell when it was first declared; null if nothing did. */
  whipVacant: EventMark | null;
  /** Roles that the officer held when it was first declared, of those that a pack sends elsewhere. */
  readonly officerRoles: Set<string>;
}

type Of<Type extends RelationshipEvent['type']> = Extract<RelationshipEvent, { type: Type }>;

/** What is decided about a relationship that was declared. */
export type Decision = Of<'RelationshipDeclarationRouted' | 'RelationshipMitigationAgreed' | 'RelationshipEnded'>;

/** Every relationship, by its id, by the two people and by either of them. */
export interface Pairs {
  readonly relationships: Map<string, Relationship>;
  /** The relationships of two people, each begun after the end of the one before. */
  readonly ofPair: Map<string, Relationship[]>;
  /** Either party to their relationships. */
  readonly ofPerson: Map<string, Relationship[]>;
  /** Relationships first declared in the instant that is being folded. */
  readonly pending: Relationship[];
}

function sideOf({ member, officer }: Relationship, person: string | undefined): Side | null {
  if (person === member) return 'member';
  return person === officer ? 'officer' : null;
}

function meet(relationship: Relationship, by: string | undefined, role: string, event: EventMark): void {
  const side = sideOf(relationship, by);
  if (side !== null) relationship.met.push({ ...markOf(event), side, role });
}

type Declared = Of<'RelationshipDeclared'>;

/** The id under which a relationship is answered: no other that began with it has it. */
function idOf({ relationships }: Pairs, id: string): string {
  const before = [...relationships.values()].filter(({ ids: [first] }) => first === id).length;
  let written = before === 0 ? id : `${id}#${before + 1}`;
  // A file may give `REL-1#2` as an id of its own.
  for (let next = before + 2; relationships.has(written); next += 1) written = `${id}#${next}`;
  return written;
}

const pairOf = ({ by, about }: Declared['p']): string => [by, about].sort().join(' ');

function listIn<Entry>(map: Map<string, Entry[]>, key: string): Entry[] {
  let list = map.get(key);
  if (list === undefined) map.set(key, (list = []));
  return list;
}

function open(state: Pairs, { p }: Declared): Relationship {
  const [member, officer] = p.by.startsWith('O-') ? [p.about, p.by] : [p.by, p.about];
  const relationship: Relationship = {
    id: idOf(state, p.id),
    ids: [p.id],
    member,
    officer,
    declarations: [],
    met: [],
    decisions: [],
    mitigation: null,
    end: null,
    whipVacant: null,
    officerRoles: new Set(),
  };
  state.relationships.set(relationship.id, relationship);
  listIn(state.ofPair, pairOf(p)).push(relationship);
  for (const person of new Set([member, officer])) listIn(state.ofPerson, person).push(relationship);
  state.pending.push(relationship);
  return relationship;
}

/** What a declaration says of the category, or what remains of that. */
function categoryOf(
  p: Of<'RelationshipDeclared'>['p'],
): Pick<Declaration, 'category' | 'givesCategory' | 'closeCategory'> {
  const { category = null } = p;
  const givesCategory = category !== null || 'closeCategory' in p;
  const closeCategory =
    category === null ? 'closeCategory' in p && p.closeCategory === true : isCloseCategory(category);
  return { category, givesCategory, closeCategory };
}

/** The relationship of the two that has not ended, or a new one. */
function standing(state: Pairs, event: Declared): Relationship {
  const last = state.ofPair.get(pairOf(event.p))?.at(-1);
  return last?.end === null ? last : open(state, event);
}

/** Folds a declaration: of the relationship of the two, or of a new one. */
export function declare(state: Pairs, event: Declared): void {
  const { pack, p } = event;
  const relationship = standing(state, event);
  if (!relationship.ids.includes(p.id)) relationship.ids.push(p.id);
  relationship.declarations.push({
    ...markOf(event),
    pack,
    entry: p.id,
    by: p.by,
    ...categoryOf(p),
    degree: p.degree ?? null,
    closelyRelated: p.closelyRelated === true,
    jeopardises: p.jeopardisesCouncilWork === true,
    undueInfluence: p.mayLookLikeUndueInfluence === true,
  });
  meet(relationship, p.by, p.to, event);
}

/** Folds a routing, a mitigation or an end that reached a relationship. */
export function decide(relationship: Relationship, event: Decision): void {
  relationship.decisions.push(markOf(event));
  switch (event.type) {
    case 'RelationshipEnded':
      relationship.end ??= markOf(event);
      return;
    case 'RelationshipDeclarationRouted':
      meet(relationship, event.p.by, event.p.to, event);
      return;
    case 'RelationshipMitigationAgreed':
      relationship.mitigation = { first: relationship.mitigation?.first ?? markOf(event), token: event.p.mitigation };
  }
}

/** Of each pair that carries an id the relationship begun last, ended or not (readings 6). */
export function reachedBy({ ofPair }: Pairs, id: string): Relationship[] {
  const carrying = [...ofPair.values()].filter((pair) => pair.some(({ ids }) => ids.includes(id)));
  return carrying.flatMap((pair) => pair.at(-1) ?? []);
}
