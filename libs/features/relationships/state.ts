import { type EventMark, type Instant, type LocalDay, markOf } from '#lib/kernel/index.js';
import type { Pack, RuleId } from '#lib/protocol/index.js';
import type { StructureEvent } from '../structure/events.js';
import type { StructureState } from '../structure/state.js';
import { type BodyState, foldBodies, initialBodies } from './bodies.js';
import type { RelationshipEvent } from './events.js';
import { isCloseCategory } from './remains.js';
import { fallbackOf } from './routes.js';
import { type RoleBook, foldRoles, holds, initialRoles, isWhipVacant } from './roles.js';

/** Something that was recorded: when it happened, when that was recorded, and the pack that judges it. */
export interface Mark extends EventMark {
  readonly pack: Pack;
}

/** One declaration of a relationship, by one party, to one role. */
export interface Declaration extends Mark {
  /** Null where none was given, or none can be opened any more. */
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
export interface LegMet {
  readonly side: Side;
  readonly role: string;
  readonly at: Instant;
}

/** A relationship between a member and an officer, from its first declaration. */
export interface Relationship {
  readonly id: string;
  readonly member: string;
  readonly officer: string;
  readonly declarations: Declaration[];
  readonly met: LegMet[];
  mitigation: { readonly first: EventMark; readonly token: string } | null;
  ended: Instant | null;
  /** What ended it. */
  end: EventMark | null;
  /** Whether the member had no whip to tell when it was first declared; null until that instant is over. */
  whipVacant: boolean | null;
  /** Roles that the officer held when it was first declared, of those that a pack sends elsewhere. */
  readonly officerRoles: Set<string>;
}

export interface Concern extends Mark {
  readonly by: string;
  readonly member: string;
  readonly officer: string;
  readonly office: string | null;
  /** First mitigation agreed for the concern itself. */
  mitigated: EventMark | null;
}

/** An event that offends by itself, under one rule. */
export interface Report extends Mark {
  readonly officer: string;
  readonly member: string;
  readonly rule: RuleId;
  readonly basis: string | null;
}

type Of<Type extends RelationshipsInput['type']> = Extract<RelationshipsInput, { type: Type }>;

/** What is decided about a relationship that was declared. */
type Decision = Of<'RelationshipDeclarationRouted' | 'RelationshipMitigationAgreed' | 'RelationshipEnded'>;

/** Relationships between members and officers, at the last instant folded. The fold owns its state. */
export interface RelationshipsState {
  readonly relationships: Map<string, Relationship>;
  /** Either party to their relationships. */
  readonly ofPerson: Map<string, Relationship[]>;
  readonly concerns: Map<string, Concern>;
  readonly reports: Report[];
  readonly bodies: BodyState;
  readonly roles: RoleBook;
  /** Further non-working days, each set from when it was given. */
  readonly calendars: { readonly at: Instant; readonly extra: ReadonlySet<LocalDay> }[];
  /** Relationships first declared in the instant that is being folded. */
  readonly pending: Relationship[];
  /** Decisions of that instant about relationships that may yet be declared in it (readings 1.2). */
  readonly waiting: Decision[];
}

/** The relationships of a council before its first event. */
export function initialRelationships(): RelationshipsState {
  return {
    relationships: new Map(),
    ofPerson: new Map(),
    concerns: new Map(),
    reports: [],
    bodies: initialBodies(),
    roles: initialRoles(),
    calendars: [],
    pending: [],
    waiting: [],
  };
}

/** Events that this fold reads: its own family's, and who holds which role or seat from the structure. */
export type RelationshipsInput =
  | RelationshipEvent
  | Extract<
      StructureEvent,
      {
        type:
          | 'WorkingCalendarSet'
          | 'PoliticalGroupRegistered'
          | 'PoliticalGroupDissolved'
          | 'RoleAssigned'
          | 'RoleVacated'
          | 'BodyMembershipStarted'
          | 'BodyMembershipEnded'
          | 'OfficerDepartmentAssigned';
      }
    >;

function sideOf({ member, officer }: Relationship, person: string | undefined): Side | null {
  if (person === member) return 'member';
  return person === officer ? 'officer' : null;
}

function meet(relationship: Relationship, by: string | undefined, role: string, at: Instant): void {
  const side = sideOf(relationship, by);
  if (side !== null) relationship.met.push({ side, role, at });
}

function open(state: RelationshipsState, { p }: Of<'RelationshipDeclared'>): Relationship {
  const [member, officer] = p.by.startsWith('O-') ? [p.about, p.by] : [p.by, p.about];
  const relationship: Relationship = {
    id: p.id,
    member,
    officer,
    declarations: [],
    met: [],
    mitigation: null,
    ended: null,
    end: null,
    whipVacant: null,
    officerRoles: new Set(),
  };
  state.relationships.set(p.id, relationship);
  for (const person of [member, officer])
    state.ofPerson.set(person, [...(state.ofPerson.get(person) ?? []), relationship]);
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

function declare(state: RelationshipsState, event: Of<'RelationshipDeclared'>): void {
  const { at, pack, p } = event;
  const relationship = state.relationships.get(p.id) ?? open(state, event);
  relationship.declarations.push({
    ...markOf(event),
    pack,
    ...categoryOf(p),
    degree: p.degree ?? null,
    closelyRelated: p.closelyRelated === true,
    jeopardises: p.jeopardisesCouncilWork === true,
    undueInfluence: p.mayLookLikeUndueInfluence === true,
  });
  meet(relationship, p.by, p.to, at);
}

function decide(relationship: Relationship, event: Decision): void {
  switch (event.type) {
    case 'RelationshipEnded':
      relationship.ended ??= event.at;
      relationship.end ??= markOf(event);
      return;
    case 'RelationshipDeclarationRouted':
      meet(relationship, event.p.by, event.p.to, event.at);
      return;
    case 'RelationshipMitigationAgreed':
      relationship.mitigation = { first: relationship.mitigation?.first ?? markOf(event), token: event.p.mitigation };
  }
}

/** A mitigation may be agreed for a concern about a pair that declared nothing. */
function mitigateConcern({ concerns }: RelationshipsState, event: Decision): boolean {
  const concern = concerns.get(event.p.id);
  if (concern === undefined || event.type !== 'RelationshipMitigationAgreed') return false;
  concern.mitigated ??= markOf(event);
  return true;
}

function amend(state: RelationshipsState, event: Decision): string | undefined {
  const relationship = state.relationships.get(event.p.id);
  if (relationship !== undefined) {
    decide(relationship, event);
    return undefined;
  }
  if (mitigateConcern(state, event)) return undefined;
  state.waiting.push(event);
  return `there is no relationship ${event.p.id}`;
}

function raise(state: RelationshipsState, event: Of<'FamiliarityConcernRaised'>): string | undefined {
  const { pack, p } = event;
  if (state.concerns.has(p.id)) return `${p.id} was raised already`;
  const { by, member, officer, office = null } = p;
  state.concerns.set(p.id, { ...markOf(event), pack, by, member, officer, office, mitigated: null });
  return undefined;
}

type Reported = Of<'PersonalMatterRaised' | 'PrivateLifeRequested'>;

function report({ reports }: RelationshipsState, event: Reported): void {
  const { officer, member } = event.p;
  const mark = { ...markOf(event), pack: event.pack, officer, member };
  if (event.type === 'PrivateLifeRequested') reports.push({ ...mark, rule: 'stf.privacy', basis: null });
  else reports.push({ ...mark, rule: 'rel.officer_private_matters', basis: event.p.basis ?? null });
}

/** Folds one event; answers why it has no effect, where it has none. `structure` has folded it before. */
export function evolveRelationships(
  state: RelationshipsState,
  event: RelationshipsInput,
  structure: StructureState,
): string | undefined {
  switch (event.type) {
    case 'RelationshipDeclared':
      declare(state, event);
      return undefined;
    case 'RelationshipDeclarationRouted':
    case 'RelationshipMitigationAgreed':
    case 'RelationshipEnded':
      return amend(state, event);
    case 'FamiliarityConcernRaised':
      return raise(state, event);
    case 'PersonalMatterRaised':
    case 'PrivateLifeRequested':
      report(state, event);
      return undefined;
    case 'WorkingCalendarSet':
      state.calendars.push({ at: event.at, extra: structure.extraHolidays });
      return undefined;
    case 'PoliticalGroupRegistered':
    case 'PoliticalGroupDissolved':
    case 'RoleAssigned':
    case 'RoleVacated':
      foldRoles(state.roles, event);
      return undefined;
    default:
      foldBodies(state.bodies, event);
      return undefined;
  }
}

/**
 * Settles who held which role when a relationship was first declared, once all events of that instant are folded
 * (readings 1.2). Answers the order of the decisions that have an effect by it.
 */
export function settleRelationships(state: RelationshipsState, structure: StructureState): readonly number[] {
  const effective = state.waiting
    .splice(0)
    .flatMap((event) => (amend(state, event) === undefined ? [event.order] : []));
  state.waiting.length = 0;
  for (const relationship of state.pending) {
    relationship.whipVacant = isWhipVacant(state.roles, structure, relationship.member);
    const elsewhere = relationship.declarations.map(({ pack }) => fallbackOf(pack, 'officer')?.subjectIs);
    for (const role of elsewhere) {
      if (role !== undefined && holds(state.roles, role, relationship.officer)) relationship.officerRoles.add(role);
    }
  }
  state.pending.length = 0;
  return effective;
}
