import type { WordsOf } from '#lib/kernel/index.js';
import type { registerEvents } from './events.js';

const person = ['Person', 'The member, or other person of the register, whose interest it is.'] as const;
const entry = { person, interest: ['Interest', 'The entry of the register.'] } as const;
const officer = ['Officer', 'The officer whose interest it is.'] as const;
/** What the events of the register of interests are called on pages and in the catalogue. */
export const registerWords = {
  InterestRegistered: {
    label: 'Interest registered',
    sentence: 'A person registered an interest.',
    fields: {
      person,
      category: [
        'Category',
        'Whether it is a disclosable pecuniary interest, another registrable or a non-registrable one.',
      ],
      interest: ['Interest', 'The name of the entry, by which later entries refer to it.'],
      holder: ['Holder', "Whether the person or the person's partner holds the interest."],
      kind: ['Kind', 'The kind of disclosable pecuniary interest, such as employment or land.'],
      details: ['Details', 'What the interest is, sealed.'],
      matters: ['Matters', 'The matters that the interest touches.'],
    },
  },
  InterestChanged: {
    label: 'Interest changed',
    sentence: 'A person changed an entry of the register.',
    fields: {
      ...entry,
      details: ['Details', 'What the interest is now, sealed.'],
      kind: ['Kind', 'The kind of interest that it is now.'],
      matters: ['Matters', 'The matters that the interest touches now.'],
    },
  },
  InterestEnded: { label: 'Interest ended', sentence: 'A registered interest came to an end.', fields: entry },
  InterestsReturnMade: {
    label: 'Return of interests made',
    sentence: 'A person confirmed what the register holds about them.',
    fields: {
      person: ['Person', 'The person who made the return.'],
      nil: ['Nothing to register', 'Whether the person said that there is nothing to register.'],
      basis: ['Basis', 'Whether a new term, a change or the yearly round was the reason.'],
    },
  },
  SensitiveInterestRequested: {
    label: 'Sensitive interest requested',
    sentence: 'A person asked that the details of an entry be withheld from the public.',
    fields: { ...entry, reason: ['Reason', 'Why the details should be withheld, sealed.'] },
  },
  SensitiveInterestDetermined: {
    label: 'Sensitive interest determined',
    sentence: 'A role decided whether the details of an entry are withheld from the public.',
    fields: {
      ...entry,
      by: ['Decided by', 'The role that decided.'],
      outcome: ['Outcome', 'Whether the role agreed.'],
      reviewOn: ['Review on', 'The day on which the decision is looked at again.'],
    },
  },
  SensitiveInterestEnded: {
    label: 'Sensitive interest ended',
    sentence: 'The details of an entry are no longer withheld from the public.',
    fields: entry,
  },
  GiftOrHospitalityRecorded: {
    label: 'Gift or hospitality recorded',
    sentence: 'A person recorded a gift or hospitality that was offered.',
    fields: {
      person: ['Person', 'The person who was offered it.'],
      gift: ['Gift', 'The name of the entry.'],
      outcome: ['Outcome', 'Whether the person accepted or refused it.'],
      value: ['Value', 'What it is worth, in pounds.'],
      receivedOn: ['Received on', 'The day on which it was received.'],
      from: ['From', 'Who offered it, sealed.'],
      details: ['Details', 'What it was, sealed.'],
    },
  },
  OfficerInterestRegistered: {
    label: 'Officer interest registered',
    sentence: 'An officer registered an interest.',
    fields: {
      officer,
      interest: ['Interest', 'The name of the entry, by which later entries refer to it.'],
      category: ['Category', 'The category of the interest.'],
      details: ['Details', 'What the interest is, sealed.'],
    },
  },
} as const satisfies WordsOf<typeof registerEvents>;
