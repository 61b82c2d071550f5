import type { Instant } from '#lib/kernel/index.js';
import type { Registers } from './held.js';

/** What interests look up of the relationships: whoever folds both hands it in. */
export interface Relations {
  readonly ofPerson: ReadonlyMap<
    string,
    readonly {
      readonly id: string;
      readonly member: string;
      readonly officer: string;
      readonly declarations: readonly { readonly at: Instant; readonly rec: Instant }[];
      readonly ended: Instant | null;
    }[]
  >;
}

/** The relationships that a member has declared with officers. */
export function registersOf({ ofPerson }: Relations): Registers {
  return {
    relationsOf: (person) =>
      (ofPerson.get(person) ?? []).flatMap(({ id, member, officer, declarations: [declared], ended }) =>
        declared === undefined || member !== person ? [] : [{ id, officer, declared, ended }],
      ),
  };
}
