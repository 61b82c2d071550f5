import type { WordsOf } from '#lib/kernel/index.js';
import type { relationshipEvents } from './events.js';

const relationship = ['Relationship', 'The relationship, by the name that its declaration gave it.'] as const;

/** What the events of this family are called on pages and in the catalogue. */
export const relationshipWords = {
  RelationshipDeclared: {
    label: 'Relationship declared',
    sentence: 'A member or an officer declared a relationship with the other.',
    fields: {
      id: ['Relationship', 'The name of the relationship, by which later entries refer to it.'],
      by: ['Declared by', 'The member or the officer who made the declaration.'],
      about: ['Declared about', 'The officer or the member whom the relationship is with.'],
      category: ['Category', 'Whether it is a family, a business, an intimate or another close relationship.'],
      degree: ['Degree', 'How the two are related.'],
      closelyRelated: ['Closely related', 'Whether the two are closely related, without saying how.'],
      jeopardisesCouncilWork: [
        "Jeopardises the council's work",
        "Whether the relationship could put the council's work at risk.",
      ],
      mayLookLikeUndueInfluence: [
        'May look like undue influence',
        'Whether others could take the relationship for undue influence.',
      ],
      to: ['Declared to', 'The role that received the declaration.'],
    },
  },
  RelationshipDeclarationRouted: {
    label: 'Relationship declaration routed',
    sentence: 'A declaration was passed on to a further role.',
    fields: {
      id: relationship,
      to: ['Passed on to', 'The role that received the declaration.'],
      by: ['Passed on for', 'The member or the officer whose declaration was passed on.'],
    },
  },
  RelationshipMitigationAgreed: {
    label: 'Relationship mitigation agreed',
    sentence: 'Arrangements were agreed that keep the relationship from affecting council work.',
    fields: {
      id: relationship,
      mitigation: ['Mitigation', 'The arrangement that was agreed.'],
      by: ['Agreed by', 'The role that agreed the arrangement.'],
    },
  },
  RelationshipEnded: {
    label: 'Relationship ended',
    sentence: 'A declared relationship came to an end.',
    fields: { id: relationship },
  },
  FamiliarityConcernRaised: {
    label: 'Familiarity concern raised',
    sentence: 'Somebody was concerned that a member and an officer are too close.',
    fields: {
      id: ['Concern', 'The name of the concern, by which later entries refer to it.'],
      by: ['Raised by', 'The person who raised the concern.'],
      member: ['Member', 'The member whom the concern is about.'],
      officer: ['Officer', 'The officer whom the concern is about.'],
      office: ['Office', 'The office that the member holds, if the concern is about that office.'],
    },
  },
  PersonalMatterRaised: {
    label: 'Personal matter raised',
    sentence: 'An officer raised a personal or employment matter with a member.',
    fields: {
      officer: ['Officer', 'The officer who raised the matter.'],
      member: ['Member', 'The member with whom the officer raised it.'],
      basis: ['Basis', 'Why the officer was allowed to raise it, if there was a reason.'],
    },
  },
  PrivateLifeRequested: {
    label: 'Private life asked about',
    sentence: "A member asked for information about an officer's private life.",
    fields: {
      member: ['Member', 'The member who asked.'],
      officer: ['Officer', 'The officer whose private life it is.'],
    },
  },
} as const satisfies WordsOf<typeof relationshipEvents>;
