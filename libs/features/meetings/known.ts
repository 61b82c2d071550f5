import type { EventMark } from '#lib/kernel/index.js';
import { type Register, type RegisterState, registerOf } from '../register/state.js';

/** A relationship with an officer that has been declared. */
export interface Relation {
  readonly id: string;
  readonly officer: string;
  /** At least one, in the order of occurrence. */
  readonly declarations: readonly EventMark[];
  readonly end: EventMark | null;
}

/** What other folds know that this one looks up. */
export interface Registers {
  relationsOf(person: string): readonly Relation[];
  registerOf(person: string): Register;
}

/** What this family looks up in the relationships; the council, which folds both, passes it in. */
interface Relations {
  readonly ofPerson: ReadonlyMap<
    string,
    readonly {
      readonly id: string;
      readonly member: string;
      readonly officer: string;
      readonly declarations: readonly EventMark[];
      readonly end: EventMark | null;
    }[]
  >;
}

/** The states of other families that this one looks up. */
export interface Known {
  readonly register: RegisterState;
  readonly relationships: Relations;
}

/** The relationships that a member has declared with officers, and what anybody has on the register. */
export function registersOf({ register, relationships: { ofPerson } }: Known): Registers {
  return {
    registerOf: (person) => registerOf(register, person),
    relationsOf: (person) =>
      (ofPerson.get(person) ?? []).flatMap(({ id, member, officer, declarations, end }) =>
        declarations.length === 0 || member !== person ? [] : [{ id, officer, declarations, end }],
      ),
  };
}
