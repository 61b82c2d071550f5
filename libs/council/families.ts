import type { CommandName, EventName } from '#lib/catalogue/index.js';
import { advice } from '#lib/features/advice/family.js';
import { attendance } from '#lib/features/attendance/family.js';
import { concerns } from '#lib/features/concerns/family.js';
import { corrections } from '#lib/features/corrections/family.js';
import type { Folding } from '#lib/features/family.js';
import { groupSupport } from '#lib/features/group-support/family.js';
import { information } from '#lib/features/information/family.js';
import { register } from '#lib/features/register/family.js';
import { meetings } from '#lib/features/meetings/family.js';
import { media } from '#lib/features/media/family.js';
import { offices } from '#lib/features/offices/family.js';
import { protocolLife } from '#lib/features/protocol-life/family.js';
import { relationships } from '#lib/features/relationships/family.js';
import { retention } from '#lib/features/retention/family.js';
import { staffing } from '#lib/features/staffing/family.js';
import { structure } from '#lib/features/structure/family.js';

/**
 * Every family, in the order of folding, judging and listing findings. A family comes after those whose state it reads while it
 * folds.
 */
const list = [
  structure,
  groupSupport,
  advice,
  attendance,
  offices,
  protocolLife,
  corrections,
  information,
  concerns,
  media,
  register,
  meetings,
  relationships,
  staffing,
  retention,
] as const;

type Listed = (typeof list)[number];
type Name = Listed['name'];
type Named<One extends Name> = Extract<Listed, { readonly name: One }>;

/** The state of every family, by the family's name. */
export type States = { readonly [One in Name]: ReturnType<Named<One>['initial']> };

/** The names of the projections that families answer. */
export type FamilyProjection = { [One in Name]: keyof Named<One>['projections'] & string }[Name];

type Owned = { [One in Name]: keyof Named<One>['events'] }[Name];
type Granted = { [One in Name]: keyof Named<One>['commands'] }[Name];
type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;

/** Compiles only if the catalogue, which loads no family, has exactly the events and permissions of these families. */
type InStep<Value> = [Same<EventName, Owned>, Same<CommandName, Granted>] extends [true, true] ? Value : never;

/** The same list with each family typed over all states. Compiles only if every state that a family reads exists. */
export const families: InStep<readonly Folding<States>[]> = list;

/** The states of a council before its first event. */
export function initialStates(): States {
  return Object.fromEntries(list.map(({ name, initial }) => [name, initial()])) as unknown as States;
}
