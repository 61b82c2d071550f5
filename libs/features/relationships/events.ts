import { type EventsOf, boolean, oneOf, required, role, sealed, token } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

const parties = ['by', 'about'];

/** STORAGE SHAPES: relationships between members and officers. A change here is a migration. */
export const relationshipEvents = {
  RelationshipDeclared: {
    id: required(token),
    by: required(token),
    about: required(token),
    category: sealed(oneOf('family', 'business', 'intimate', 'other_close'), parties),
    degree: sealed(
      oneOf('married', 'partner', 'sibling', 'parent', 'grandparent', 'otherwise_closely_related'),
      parties,
    ),
    closelyRelated: boolean,
    jeopardisesCouncilWork: boolean,
    mayLookLikeUndueInfluence: boolean,
    to: required(role),
  },
  RelationshipDeclarationRouted: { id: required(token), to: required(role), by: token },
  RelationshipMitigationAgreed: { id: required(token), mitigation: required(token), by: role },
  RelationshipEnded: { id: required(token) },
  FamiliarityConcernRaised: {
    id: required(token),
    by: required(token),
    member: required(token),
    officer: required(token),
    office: role,
  },
  PersonalMatterRaised: { officer: required(token), member: required(token), basis: token },
  PrivateLifeRequested: { member: required(token), officer: required(token) },
} as const;

export type RelationshipEvent = EventsOf<typeof relationshipEvents, Pack>;
