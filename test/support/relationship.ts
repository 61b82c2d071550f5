import type { RawEntry } from './given.js';

/** A declaration of REL-1, between M-1 and O-1, by one of the two. */
export function declared(t: string, by: 'M-1' | 'O-1', to: string, fields: object = {}): RawEntry {
  const about = by === 'M-1' ? 'O-1' : 'M-1';
  return { t, e: 'RelationshipDeclared', id: 'REL-1', by, about, to, ...fields };
}

/** An event about REL-1. */
export function ofRelationship(t: string, e: string, fields: object = {}): RawEntry {
  return { t, e, id: 'REL-1', ...fields };
}

/** A concern about the familiarity of M-1 and O-1. */
export function concern(t: string, by: string, fields: object = {}): RawEntry {
  return { t, event: 'E-1', e: 'FamiliarityConcernRaised', id: 'FC-1', by, member: 'M-1', officer: 'O-1', ...fields };
}
