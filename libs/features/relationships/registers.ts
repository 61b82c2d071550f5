import type { Instant } from '#lib/kernel/index.js';
import type { RelationshipsState } from './state.js';

/** A declared relationship of a person with an officer, as other families look it up. */
export interface DeclaredRelation {
  readonly id: string;
  readonly officer: string;
  readonly declared: { readonly at: Instant; readonly rec: Instant };
  readonly ended: Instant | null;
}

/** What other families may ask of the relationships. */
export function registersOf({ ofPerson }: RelationshipsState): {
  relationsOf(person: string): readonly DeclaredRelation[];
} {
  return {
    relationsOf: (person) =>
      (ofPerson.get(person) ?? []).flatMap(({ id, member, officer, declarations: [declared], ended }) =>
        declared === undefined || member !== person ? [] : [{ id, officer, declared, ended }],
      ),
  };
}
