import type { EventMark, Instant, LocalDay } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import type { RuleId } from '#lib/protocol/index.js';
import type { StructureEvent } from '../structure/events.js';
import type { StructureState } from '../structure/state.js';
import { type BodyState, foldBodies, initialBodies } from './bodies.js';
import type { RelationshipEvent } from './events.js';
import { type Decision, type Mark, type Pairs, declare, decide, reachedBy } from './pairs.js';
import { fallbackOf } from './routes.js';
import { type RoleBook, foldRoles, holds, initialRoles, whipVacancy } from './roles.js';

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

/** A decision, and whether it reached anything when it was folded. */
interface Waiting {
  readonly event: Decision;
  readonly isKnown: boolean;
}

/** Relationships between members and officers, at the last instant folded. The fold owns its state. */
export interface RelationshipsState extends Pairs {
  readonly concerns: Map<string, Concern>;
  readonly reports: Report[];
  readonly bodies: BodyState;
  readonly roles: RoleBook;
  /** Further non-working days, each set from when it was given. */
  readonly calendars: { readonly at: Instant; readonly extra: ReadonlySet<LocalDay> }[];
  /** Decisions of that instant; each comes after the declarations of the instant (readings 1.2). */
  readonly waiting: Waiting[];
}

/** The relationships of a council before its first event. */
export function initialRelationships(): RelationshipsState {
  return {
    relationships: new Map(),
    ofPair: new Map(),
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
          | 'GroupMembershipChanged'
          | 'RoleAssigned'
          | 'RoleVacated'
          | 'BodyMembershipStarted'
          | 'BodyMembershipEnded'
          | 'OfficerDepartmentAssigned';
      }
    >;

/** A mitigation may be agreed for a concern about a pair that declared nothing. */
function mitigateConcern({ concerns }: RelationshipsState, event: Decision): boolean {
  const concern = concerns.get(event.p.id);
  if (concern === undefined || event.type !== 'RelationshipMitigationAgreed') return false;
  concern.mitigated ??= markOf(event);
  return true;
}

function carryOut(state: RelationshipsState, event: Decision): boolean {
  const reached = reachedBy(state, event.p.id);
  for (const relationship of reached) decide(relationship, event);
  return mitigateConcern(state, event) || reached.length > 0;
}

/** Keeps a decision until its instant is over; returns why it has no effect so far. */
function wait(state: RelationshipsState, event: Decision): string | undefined {
  const { id } = event.p;
  const isOfConcern = event.type === 'RelationshipMitigationAgreed' && state.concerns.has(id);
  const isKnown = isOfConcern || reachedBy(state, id).length > 0;
  state.waiting.push({ event, isKnown });
  return isKnown ? undefined : `there is no relationship ${id}`;
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

/** Folds one event; returns why it has no effect, if it has none. `structure` has folded it before. */
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
      return wait(state, event);
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
    case 'GroupMembershipChanged':
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
 * Carries out the decisions of an instant, and settles who held which role when a relationship was first declared, once all
 * events of that instant are folded (readings 1.2). Returns the order of the decisions that have an effect only by it.
 */
export function settleRelationships(state: RelationshipsState): readonly number[] {
  const effective = state.waiting
    .splice(0)
    .flatMap(({ event, isKnown }) => (carryOut(state, event) && !isKnown ? [event.order] : []));
  for (const relationship of state.pending) {
    relationship.whipVacant = whipVacancy(state.roles, relationship.member);
    const elsewhere = relationship.declarations.map(({ pack }) => fallbackOf(pack, 'officer')?.subjectIs);
    for (const role of elsewhere) {
      if (role !== undefined && holds(state.roles, role, relationship.officer)) relationship.officerRoles.add(role);
    }
  }
  state.pending.length = 0;
  return effective;
}
