import { type Instant, formatInstant, localDay } from '#lib/kernel/index.js';
import { idsOf } from '#lib/kernel/marks.js';
import type { Pack } from '#lib/protocol/index.js';
import type { Explained, Line } from '../family.js';
import { type BodyConflict, bodyConflicts } from './conflicts.js';
import { type LegOwed, legsMet, legsOwed } from './legs.js';
import type { Declaration, Relationship, Side } from './pairs.js';
import type { RelationshipsState } from './state.js';

export interface RelationshipRow {
  readonly category: Declaration['category'];
  /** The latest agreed. */
  readonly mitigation: string | null;
  readonly state: 'complete' | 'incomplete' | 'overdue';
  /** Who of the two has declared. */
  readonly declaredBy: readonly Side[];
  /** Other ids that its declarations carry, in order. */
  readonly alsoKnownAs: readonly string[];
  /** In order of occurrence, owed or not. */
  readonly legsDone: readonly string[];
  readonly legsOwed: readonly string[];
  /** The role whose leg fell to another because nobody held it. */
  readonly vacantRole?: string;
  /** Its declarations, and the mitigations, routings and ends that reached it. */
  readonly events: readonly string[];
}

/** P03: one row a relationship, with the legs declared and still owed. */
export interface RelationshipsView {
  readonly relationships: Readonly<Record<string, RelationshipRow>>;
  readonly rows: number;
}

function stateOf(unmet: readonly LegOwed[], at: Instant): RelationshipRow['state'] {
  if (unmet.length === 0) return 'complete';
  return unmet.some(({ overdueAt }) => overdueAt !== null && overdueAt <= at) ? 'overdue' : 'incomplete';
}

function hasDeclared(relationship: Relationship, side: Side): boolean {
  return relationship.declarations.some(({ by }) => by === relationship[side]);
}

function rowOf(relationship: Relationship, legs: readonly LegOwed[], pack: Pack, at: Instant): RelationshipRow {
  const { declarations, decisions } = relationship;
  const unmet = legs.filter(({ met }) => met === null);
  const done = legsMet(relationship)
    .filter(({ role }) => pack.roles.has(role))
    .map(({ side, role }) => `${side}.${role}`);
  const vacant = legs.find(({ insteadOf }) => insteadOf !== null)?.insteadOf?.role ?? null;
  return {
    category: declarations.findLast(({ givesCategory }) => givesCategory)?.category ?? null,
    mitigation: relationship.mitigation?.token ?? null,
    state: stateOf(unmet, at),
    declaredBy: (['member', 'officer'] as const).filter((side) => hasDeclared(relationship, side)),
    alsoKnownAs: relationship.ids.slice(1),
    legsDone: [...new Set(done)],
    legsOwed: unmet.map(({ leg }) => leg),
    ...(vacant === null ? {} : { vacantRole: vacant }),
    events: idsOf([...declarations, ...decisions]),
  };
}

/** P03 relationship-register as at an instant. */
export function relationshipsView(state: RelationshipsState, pack: Pack, at: Instant): RelationshipsView {
  const relationships: Record<string, RelationshipRow> = {};
  for (const one of state.relationships.values()) {
    relationships[one.id] = rowOf(one, legsOwed(one, state.calendars), pack, at);
  }
  return { relationships, rows: state.relationships.size };
}

/** P04: relationship × body, while it stands; `daysOpen` in local days. */
export interface BodyConflictsView {
  readonly rows: readonly {
    readonly relationship: string;
    readonly body: string;
    readonly rule: BodyConflict['rule'];
    readonly opened: string;
    readonly closed: string | null;
    readonly daysOpen: number;
    readonly events: readonly string[];
  }[];
  readonly open: number;
  readonly closed: number;
}

function conflictLines(conflicts: readonly BodyConflict[]): Readonly<Record<'open' | 'closed', readonly Line[]>> {
  const lines = (isOpen: boolean): readonly Line[] =>
    conflicts
      .filter(({ closed }) => (closed === null) === isOpen)
      .map(({ relationship, body, rule, events }) => {
        const state = isOpen ? 'stands' : 'has ended';
        const line = `The conflict of ${relationship} with a seat on ${body} ${state}.`;
        return { of: `${relationship} ${body} ${rule}`, line, events };
      });
  return { open: lines(true), closed: lines(false) };
}

/** P04 body-conflicts as at an instant. */
export function bodyConflictsView(state: RelationshipsState, at: Instant): BodyConflictsView {
  const conflicts = bodyConflicts(state);
  const lines = conflictLines(conflicts);
  return {
    rows: conflicts.map(({ relationship, body, rule, opened, closed, events }) => ({
      relationship,
      body,
      rule,
      opened: formatInstant(opened),
      closed: closed === null ? null : formatInstant(closed),
      daysOpen: localDay(closed ?? at) - localDay(opened),
      events: idsOf(events),
    })),
    open: lines.open.length,
    closed: lines.closed.length,
  };
}

/** What the counts of P04 are made of. */
export function bodyConflictsExplained(state: RelationshipsState): Explained {
  return { council: conflictLines(bodyConflicts(state)) };
}

function legLine({ leg, from, met }: LegOwed): Line {
  const line = met === null ? `The declaration ${leg} is still owed.` : `The declaration ${leg} was made.`;
  return { of: leg, line, events: met === null ? [from] : [from, met] };
}

/** What P03 is made of: the count of its declarations, the state of each row of its legs. */
export function relationshipsExplained({ relationships, calendars }: RelationshipsState): Explained {
  const all = [...relationships.values()];
  const rows = all.map(({ id, declarations }): Line => {
    const times = declarations.length === 1 ? 'once' : `${String(declarations.length)} times`;
    return { of: id, line: `Relationship ${id} was declared ${times}.`, events: declarations };
  });
  const states = all.map((one) => [one.id, { state: legsOwed(one, calendars).map(legLine) }] as const);
  return { ...Object.fromEntries(states), council: { rows } };
}
