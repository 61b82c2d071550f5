import { type Instant, formatInstant, localDay } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';
import { type BodyConflict, bodyConflicts } from './conflicts.js';
import { type LegOwed, legsOwed } from './legs.js';
import type { Declaration, Relationship, RelationshipsState } from './state.js';

export interface RelationshipRow {
  readonly category: Declaration['category'];
  /** The latest agreed. */
  readonly mitigation: string | null;
  readonly state: 'complete' | 'incomplete' | 'overdue';
  /** In order of occurrence, owed or not. */
  readonly legsDone: readonly string[];
  readonly legsOwed: readonly string[];
  /** The role whose leg fell to another because nobody held it. */
  readonly vacantRole?: string;
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

function rowOf(relationship: Relationship, legs: readonly LegOwed[], pack: Pack, at: Instant): RelationshipRow {
  const unmet = legs.filter(({ metAt }) => metAt === null);
  const done = relationship.met.filter(({ role }) => pack.roles.has(role)).map(({ side, role }) => `${side}.${role}`);
  const vacant = legs.find(({ insteadOf }) => insteadOf !== null)?.insteadOf ?? null;
  return {
    category: relationship.declarations.findLast(({ givesCategory }) => givesCategory)?.category ?? null,
    mitigation: relationship.mitigation?.token ?? null,
    state: stateOf(unmet, at),
    legsDone: [...new Set(done)],
    legsOwed: unmet.map(({ leg }) => leg),
    ...(vacant === null ? {} : { vacantRole: vacant }),
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
  }[];
  readonly open: number;
  readonly closed: number;
}

/** P04 body-conflicts as at an instant. */
export function bodyConflictsView(state: RelationshipsState, at: Instant): BodyConflictsView {
  const conflicts = bodyConflicts(state);
  const open = conflicts.filter(({ closed }) => closed === null).length;
  return {
    rows: conflicts.map(({ relationship, body, rule, opened, closed }) => ({
      relationship,
      body,
      rule,
      opened: formatInstant(opened),
      closed: closed === null ? null : formatInstant(closed),
      daysOpen: localDay(closed ?? at) - localDay(opened),
    })),
    open,
    closed: conflicts.length - open,
  };
}
