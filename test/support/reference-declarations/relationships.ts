import type { Fact, Past } from './history.js';

/** Two people while they are related: from a declaration until an end. */
export interface Relationship {
  /** As it is answered: the id of the first declaration, with `#2`, `#3` where another began with that id before. */
  id: string;
  alsoKnownAs: string[];
  member: string | undefined;
  officer: string | undefined;
  declarations: Fact[];
  end: Fact | undefined;
  /** Mitigations, ends and routings that reached it, in order. */
  about: Fact[];
}

/** What of a relationship is known while the history is read. */
type Growing = Relationship & { people: string; ids: string[] };

const REACHING = ['RelationshipMitigationAgreed', 'RelationshipEnded', 'RelationshipDeclarationRouted'];

function party(declaration: Fact, prefix: string): string | undefined {
  return [declaration.f['by'], declaration.f['about']].find((token: string) => token.startsWith(prefix));
}

function peopleOf(declaration: Fact): string {
  return [declaration.f['by'], declaration.f['about']].sort().join(' ');
}

function begun(declared: Fact, sofar: Growing[]): Growing {
  const id = declared.f['id'] as string;
  const before = sofar.filter((one) => one.ids[0] === id).length;
  return {
    id: before === 0 ? id : `${id}#${before + 1}`,
    alsoKnownAs: [],
    member: party(declared, 'M-'),
    officer: party(declared, 'O-'),
    declarations: [],
    end: undefined,
    about: [],
    people: peopleOf(declared),
    ids: [id],
  };
}

// Readings 6: declarations about the same two people, while it has not ended, are one relationship whatever ids they carry.
function declare(declared: Fact, sofar: Growing[]): void {
  let its = sofar.find((one) => one.people === peopleOf(declared) && one.end === undefined);
  if (!its) sofar.push((its = begun(declared, sofar)));
  its.declarations.push(declared);
  const id = declared.f['id'] as string;
  if (its.ids.includes(id)) return;
  its.ids.push(id);
  its.alsoKnownAs.push(id);
}

// Readings 6: of each pair that carries its id, the relationship begun last, ended or not.
function reach(fact: Fact, sofar: Growing[]): void {
  const pairs = [...new Set(sofar.filter((one) => one.ids.includes(fact.f['id'])).map((one) => one.people))];
  for (const people of pairs) {
    const its = sofar.findLast((one) => one.people === people)!;
    its.about.push(fact);
    if (fact.e === 'RelationshipEnded') its.end ??= fact;
  }
}

/** Every relationship in the order in which they began; of one instant declarations come first. */
export function relationships(past: Past): Relationship[] {
  const all: Growing[] = [];
  for (const at of new Set(past.facts.map((fact) => fact.at))) {
    const now = past.facts.filter((fact) => fact.at === at);
    for (const fact of now.filter((one) => one.e === 'RelationshipDeclared')) declare(fact, all);
    for (const fact of now.filter((one) => REACHING.includes(one.e))) reach(fact, all);
  }
  return all;
}

export function about(relationship: Relationship, kind: string): Fact[] {
  return relationship.about.filter((fact) => fact.e === kind);
}

/** Declared and not ended at an instant. */
export function stands(relationship: Relationship, at: number): boolean {
  const { end } = relationship;
  return relationship.declarations[0]!.at <= at && !(end && end.at <= at);
}

// Readings 6: who is personally affected is a property of the item, whichever event says so.
export function affectedBy(past: Past, token: string, officer: string): Fact[] {
  return past.facts.filter(
    (fact) =>
      fact.e === 'MemberParticipatedInItem' &&
      fact.f['item'] === token &&
      (fact.f['directlyAffectsPersonally'] ?? []).includes(officer),
  );
}

/** The declared relationships of a member with an officer whom the item affects personally. */
export function affectedRelationships(past: Past, person: string, token: string): Relationship[] {
  return relationships(past).filter(
    (one) => one.member === person && one.officer !== undefined && affectedBy(past, token, one.officer).length > 0,
  );
}
