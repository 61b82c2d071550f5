import type { Fact, Past } from './history.js';

export interface Relationship {
  id: string;
  member: string | undefined;
  officer: string | undefined;
  declarations: Fact[];
}

function party(declaration: Fact, prefix: string): string | undefined {
  return [declaration.f['by'], declaration.f['about']].find((token: string) => token.startsWith(prefix));
}

/** One row per relationship; the parties are those of its first declaration. */
export function relationships(past: Past): Relationship[] {
  const declared = past.facts.filter((fact) => fact.e === 'RelationshipDeclared');
  const ids = [...new Set(declared.map((fact) => fact.f['id'] as string))];
  return ids.map((id) => {
    const declarations = declared.filter((fact) => fact.f['id'] === id);
    return { id, member: party(declarations[0]!, 'M-'), officer: party(declarations[0]!, 'O-'), declarations };
  });
}

// Readings 1.8: a decision about an unknown entry has no effect: nothing counts before the relationship is first declared.
export function about(past: Past, relationship: Relationship, kind: string): Fact[] {
  return past.facts.filter(
    (fact) => fact.e === kind && fact.f['id'] === relationship.id && fact.at >= relationship.declarations[0]!.at,
  );
}

export function endOf(past: Past, relationship: Relationship): Fact | undefined {
  return about(past, relationship, 'RelationshipEnded')[0];
}

/** Declared and not ended at an instant. */
export function stands(past: Past, relationship: Relationship, at: number): boolean {
  const end = endOf(past, relationship);
  return relationship.declarations[0]!.at <= at && !(end && end.at <= at);
}

// Readings 6: who is personally affected is a property of the item, whichever event says so.
export function affectedByItem(past: Past, token: string): string[] {
  return past.facts
    .filter((fact) => fact.e === 'MemberParticipatedInItem' && fact.f['item'] === token)
    .flatMap((fact) => fact.f['directlyAffectsPersonally'] ?? []);
}

/** The declared relationships of a member with an officer whom the item affects personally, at an instant. */
export function affectedRelationships(past: Past, person: string, token: string, at: number): Relationship[] {
  const affected = affectedByItem(past, token);
  return relationships(past).filter(
    (one) => one.member === person && affected.includes(one.officer ?? '') && stands(past, one, at),
  );
}
