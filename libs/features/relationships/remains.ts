import { type Payload, type RemainsTable, boolean } from '#lib/kernel/index.js';
import { type Pack, words } from '#lib/protocol/record.js';

const CLOSE_CATEGORIES: readonly string[] = ['family', 'business', 'intimate'];

/** True for the categories that lead to more legs (TH 14.14). */
export function isCloseCategory(category: string): boolean {
  return CLOSE_CATEGORIES.includes(category);
}

function isListed(degree: string, pack: Pack): boolean {
  const degrees = words(pack.rules.get('rel.committee_for_department'), 'degrees');
  return degrees.length === 0 || degrees.includes(degree);
}

/** Of a category stays whether it is one of the close ones, of a degree whether the protocol lists it. */
export const relationshipRemains: RemainsTable<Pack> = {
  RelationshipDeclared: {
    category: {
      members: { closeCategory: boolean },
      of: (category: string) => ({ closeCategory: isCloseCategory(category) }),
      first: true,
    },
    degree: {
      members: { closelyRelated: boolean },
      of: (degree: string, _payload: Payload, pack: Pack) => ({ closelyRelated: isListed(degree, pack) }),
      first: true,
    },
  },
};
