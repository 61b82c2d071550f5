import {
  type DescribedProjection,
  always,
  amount,
  listOfAll,
  moment,
  orNothing,
  recordOf,
  rowsOf,
  text,
  wholeNumber,
  wordOf,
  yesNo,
} from '#lib/kernel/figures.js';
import type { GiftRow, RegisterRow, RegisterView, ReturnRow, ReturnsView } from './projections.js';

const person = ['Person', 'The person whose entry it is.', text] as const;

export const registerDescribed: DescribedProjection<RegisterView> = {
  label: 'Register of interests',
  sentence: 'What each member or officer has on the register or has declared.',
  data: recordOf<RegisterView>({
    rows: [
      'Entries',
      'One row for each entry, tenancy and declaration.',
      rowsOf<RegisterRow>({
        person,
        category: ['Category', 'The category of the interest.', text],
        interest: ['Interest', 'The entry, or the item in which it was declared.', orNothing(text), 'sometimes'],
        from: ['From', 'When it was registered or declared.', moment],
        until: ['Until', 'When it ended.', orNothing(moment)],
        state: ['State', 'Whether it is registered, declared or ended.', wordOf('registered', 'declared', 'ended')],
        changed: ['Changed', 'When the entry was last changed.', moment, 'sometimes'],
        sensitive: ['Sensitive', 'Whether its details are withheld from the public.', always, 'sometimes'],
        reviewOn: ['Review on', 'The day on which that decision is looked at again.', orNothing(text), 'sometimes'],
        reviewDue: ['Review due', 'Whether that day has passed.', yesNo, 'sometimes'],
        events: ['Events', 'The events that the row is read from.', listOfAll(text), 'sometimes'],
      }),
    ],
    gifts: [
      'Gifts and hospitality',
      'One row for each gift or hospitality.',
      rowsOf<GiftRow>({
        person: ['Person', 'The person who was offered it.', text],
        gift: ['Gift', 'The entry.', text],
        outcome: ['Outcome', 'Whether the person accepted or refused it.', wordOf('received', 'refused')],
        value: ['Value', 'What it is worth, in pounds.', orNothing(amount)],
        receivedOn: ['Received on', 'The day on which it was received.', orNothing(text)],
        at: ['At', 'When it was recorded to have happened.', moment],
      }),
      'sometimes',
    ],
  }),
};

export const returnsDescribed: DescribedProjection<ReturnsView> = {
  label: 'Register returns',
  sentence:
    'What each person last said of their entries as a whole, and which withheld details are to be looked at again.',
  data: recordOf<ReturnsView>({
    rows: [
      'Returns',
      'One row for each person with an entry or a return.',
      rowsOf<ReturnRow>({
        person: ['Person', 'The person.', text],
        latest: [
          'Latest return',
          'The newest return; nothing where the person made none.',
          orNothing(
            recordOf<NonNullable<ReturnRow['latest']>>({
              at: ['At', 'When the return was made.', moment],
              nil: ['Nothing to register', 'Whether the person said that there is nothing to register.', yesNo],
              basis: ['Basis', 'Why the return was made.', orNothing(text)],
            }),
          ),
        ],
        daysSince: ['Days since', 'How many days ago the newest return was made.', orNothing(wholeNumber)],
        entriesThen: ['Entries then', 'The entries in force at the newest return.', listOfAll(text)],
        entriesNow: ['Entries now', 'The entries in force now.', listOfAll(text)],
        carriedForward: [
          'Carried forward',
          'The entries in force at the newest return and at the one before it.',
          listOfAll(text),
        ],
      }),
    ],
    reviews: [
      'Reviews',
      'One row for each entry whose details are withheld.',
      rowsOf<ReturnsView['reviews'][number]>({
        person,
        interest: ['Interest', 'The entry.', text],
        reviewOn: ['Review on', 'The day on which the decision is looked at again.', orNothing(text)],
        due: ['Due', 'Whether that day has passed.', yesNo],
      }),
    ],
  }),
};
