import {
  type DescribedProjection,
  byName,
  listOfAll,
  moment,
  orNothing,
  recordOf,
  rowsOf,
  text,
  wholeNumber,
  wordOf,
} from '#lib/kernel/figures.js';
import type { BodyConflictsView, RelationshipRow, RelationshipsView } from './projections.js';
import type { TouchView } from './touch.js';

const relationshipRow = recordOf<RelationshipRow>({
  category: [
    'Category',
    'Whether it is a family, a business, an intimate or another close relationship.',
    orNothing(wordOf('family', 'business', 'intimate', 'other_close')),
    'unless hidden',
  ],
  mitigation: ['Mitigation', 'The arrangement that was agreed last.', orNothing(text)],
  state: [
    'State',
    'Whether every declaration that is owed has been made.',
    wordOf('complete', 'incomplete', 'overdue'),
    'unless hidden',
  ],
  declaredBy: ['Declared by', 'Who of the two has declared.', listOfAll(wordOf('member', 'officer'))],
  alsoKnownAs: ['Also known as', 'Other ids that the declarations carry.', listOfAll(text)],
  legsDone: ['Declarations made', 'Who declared to whom, in the order of the declarations.', listOfAll(text)],
  legsOwed: ['Declarations owed', 'Who still has to declare to whom.', listOfAll(text)],
  vacantRole: [
    'Vacant role',
    'The role whose declaration goes to another role because nobody holds it.',
    text,
    'sometimes',
  ],
  events: ['Events', 'The events that the row is read from.', listOfAll(text)],
});

export const relationshipsDescribed: DescribedProjection<RelationshipsView> = {
  label: 'Relationship register',
  sentence: 'Every declared relationship between a member and an officer, and the declarations made and owed.',
  data: recordOf<RelationshipsView>({
    relationships: ['Relationships', 'One row for each relationship.', byName(relationshipRow), 'unless hidden'],
    rows: ['Number', 'How many relationships are declared.', wholeNumber, 'unless hidden'],
  }),
};

export const bodyConflictsDescribed: DescribedProjection<BodyConflictsView> = {
  label: 'Body conflicts',
  sentence: 'Every seat on a body that conflicts with a declared relationship, while it lasts.',
  data: recordOf<BodyConflictsView>({
    rows: [
      'Conflicts',
      'One row for each relationship and body.',
      rowsOf<BodyConflictsView['rows'][number]>({
        relationship: ['Relationship', 'The relationship.', text],
        body: ['Body', 'The body on which the related member sits.', text],
        rule: [
          'Rule',
          'The rule that the seat offends.',
          wordOf('rel.body_or_decision', 'rel.committee_for_department'),
        ],
        opened: ['Opened', 'When the conflict began.', moment],
        closed: ['Closed', 'When the conflict ended.', orNothing(moment)],
        daysOpen: ['Days open', 'For how many days the conflict has lasted.', wholeNumber],
        events: ['Events', 'The events that the row is read from.', listOfAll(text)],
      }),
      'unless hidden',
    ],
    open: ['Open', 'How many conflicts last.', wholeNumber, 'unless hidden'],
    closed: ['Closed', 'How many conflicts have ended.', wholeNumber, 'unless hidden'],
  }),
};

export const touchDescribed: DescribedProjection<TouchView> = {
  label: 'Relationship touch',
  sentence: 'Every time an officer served a group while in a declared relationship with one of its members.',
  data: recordOf<TouchView>({
    rows: [
      'Occasions',
      'One row for each attendance, nomination or delivery and relationship.',
      rowsOf<TouchView['rows'][number]>({
        kind: ['Kind', 'What the officer did for the group.', wordOf('attendance', 'nomination', 'delivery')],
        meeting: ['Meeting', 'The group meeting, if it was an attendance.', orNothing(text)],
        request: ['Request', 'The request that the officer served.', orNothing(text)],
        group: ['Group', 'The group that the officer served.', text],
        officer: ['Officer', 'The officer who served the group.', text],
        relationship: ['Relationship', 'The declared relationship.', text],
        mitigation: ['Mitigation', 'The arrangement that had been agreed by then.', orNothing(text)],
        at: ['At', 'When the officer served the group.', moment],
      }),
      'unless hidden',
    ],
    involved: ['Involved', 'How many rows there are.', wholeNumber, 'unless hidden'],
    mitigated: ['Mitigated', 'In how many of them an arrangement had been agreed.', wholeNumber, 'unless hidden'],
    withoutMitigation: [
      'Without mitigation',
      'In how many of them none had been agreed.',
      wholeNumber,
      'unless hidden',
    ],
  }),
};
