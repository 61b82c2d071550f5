import type { Sight } from '../family.js';
import { rolesOf } from '../viewer.js';
import type { Relationship, Side } from './pairs.js';
import type { BodyConflictsView, RelationshipRow, RelationshipsView } from './projections.js';
import type { RelationshipsState } from './state.js';
import type { TouchView } from './touch.js';

/** Fewer rows than this are not counted to the public: a small number could name the people. */
const FEWEST_TO_COUNT = 5;

type Word = 'own_group_member_legs' | 'own_staff_legs';

/** The roles that the pack names as those that see every relationship. */
export function keepersOf(visibility: Sight['visibility']): readonly string[] {
  const full = visibility['relationships']?.['full'];
  return Array.isArray(full) ? full.filter((role) => typeof role === 'string') : [];
}

function sees({ viewer, visibility }: Sight, word: Word): boolean {
  return rolesOf(viewer).some((role) => visibility['relationships']?.[role] === word);
}

/** How many rows there are, for whom the pack gives counts alone, and only if there are enough of them. */
function counted({ viewer, visibility }: Sight, count: number): number | null {
  const named = visibility['relationships']?.['counts_only'];
  const isNamed = Array.isArray(named) && rolesOf(viewer).some((role) => named.includes(role));
  return isNamed && count >= FEWEST_TO_COUNT ? count : null;
}

/** True for the whip of the group in which the member sits. */
function isOfGroup({ roles }: RelationshipsState, { viewer }: Sight, member: string): boolean {
  const groupOf = (person: string): string | null => roles.memberships.get(person)?.group ?? null;
  const own = viewer.group ?? (viewer.person === undefined ? null : groupOf(viewer.person));
  return own !== null && groupOf(member) === own;
}

/** True for a manager in whose department the officer works. */
function isOfStaff({ bodies }: RelationshipsState, { viewer }: Sight, officer: string): boolean {
  const departmentOf = (person: string): string | null => bodies.assignments.get(person)?.at(-1)?.department ?? null;
  const own = viewer.person === undefined ? null : departmentOf(viewer.person);
  return own !== null && departmentOf(officer) === own;
}

/** Whose part of a relationship a viewer sees: their own, a member's as whip of the group, an officer's as manager. */
function sidesSeen(state: RelationshipsState, sight: Sight, { member, officer }: Relationship): ReadonlySet<Side> {
  const { person } = sight.viewer;
  const sides = new Set<Side>();
  if (person === member || (sees(sight, 'own_group_member_legs') && isOfGroup(state, sight, member)))
    sides.add('member');
  if (person === officer || (sees(sight, 'own_staff_legs') && isOfStaff(state, sight, officer))) sides.add('officer');
  return sides;
}

/** A relationship of which a viewer sees one part or both. */
interface Seen {
  readonly relationship: Relationship;
  readonly sides: ReadonlySet<Side>;
}

function seenIn(state: RelationshipsState, sight: Sight): ReadonlyMap<string, Seen> {
  const all = [...state.relationships].map(([id, relationship]): [string, Seen] => {
    return [id, { relationship, sides: sidesSeen(state, sight, relationship) }];
  });
  return new Map(all.filter(([, { sides }]) => sides.size > 0));
}

/** Own ids of what a side declared or had passed on. */
function saidBy({ declarations, met, ...people }: Relationship, side: Side): readonly string[] {
  const declared = declarations.filter(({ by }) => by === people[side]);
  return [...declared, ...met.filter((one) => one.side === side)].map(({ id }) => id);
}

/** Events without those by which the other side said something. */
function ofSides(events: readonly string[], { relationship, sides }: Seen): readonly string[] {
  const hidden = (['member', 'officer'] as const).filter((side) => !sides.has(side));
  const others = new Set(hidden.flatMap((side) => saidBy(relationship, side)));
  return events.filter((id) => !others.has(id));
}

/** A row without what the other side declared; the state would tell of it, and is absent. */
function partOf(row: RelationshipRow, seen: Seen): Partial<RelationshipRow> {
  const { relationship, sides } = seen;
  if (sides.size === 2) return row;
  const own = relationship.declarations.filter(({ by }) => [...sides].some((side) => by === relationship[side]));
  const category = own.findLast(({ givesCategory }) => givesCategory);
  const ofLegs = (legs: readonly string[]): readonly string[] =>
    legs.filter((leg) => [...sides].some((side) => leg.startsWith(`${side}.`)));
  return {
    ...(category === undefined ? {} : { category: category.category }),
    mitigation: row.mitigation,
    declaredBy: row.declaredBy.filter((side) => sides.has(side)),
    alsoKnownAs: row.alsoKnownAs.filter((id) => own.some((one) => one.entry === id)),
    legsDone: ofLegs(row.legsDone),
    legsOwed: ofLegs(row.legsOwed),
    ...(row.vacantRole === undefined || !sides.has('member') ? {} : { vacantRole: row.vacantRole }),
    events: ofSides(row.events, seen),
  };
}

/** P03 for who is party to a relationship, or answers for one of the two: their rows, in part; for the public a count. */
export function ownRelationships(data: RelationshipsView, sight: Sight, state: RelationshipsState): object {
  const count = counted(sight, data.rows);
  const seen = seenIn(state, sight);
  const rows = Object.entries(data.relationships).flatMap(([id, row]) => {
    const one = seen.get(id);
    return one === undefined ? [] : [[id, partOf(row, one)] as const];
  });
  return {
    ...(rows.length === 0 ? {} : { relationships: Object.fromEntries(rows) }),
    ...(count === null ? {} : { rows: count }),
  };
}

/** P04, the same. */
export function ownConflicts({ rows }: BodyConflictsView, sight: Sight, state: RelationshipsState): object {
  const seen = seenIn(state, sight);
  const own = rows.flatMap((row) => {
    const one = seen.get(row.relationship);
    return one === undefined ? [] : [{ ...row, events: ofSides(row.events, one) }];
  });
  return own.length === 0 ? {} : { rows: own };
}

/** relationship-touch, the same. */
export function ownTouches({ rows, involved }: TouchView, sight: Sight, state: RelationshipsState): object {
  const count = counted(sight, involved);
  const seen = seenIn(state, sight);
  const own = rows.filter(({ relationship }) => seen.has(relationship));
  return { ...(own.length === 0 ? {} : { rows: own }), ...(count === null ? {} : { involved: count }) };
}
