import type { WordsOf } from '#lib/kernel/index.js';
import type { meetingEvents } from './events.js';

const person = ['Person', 'The person who did so.'] as const;
const item = ['Item', 'The item of the agenda.'] as const;
const onItem = { person, item } as const;
const mayHaveItem = ['Item', 'The item of the agenda that it is about, where it is about one.'] as const;
const mayHaveRequest = ['Request', 'The request for information that it is about, where it is about one.'] as const;
const officer = ['Officer', 'The officer who did so.'] as const;
const matter = ['Matter', 'The matter that the officer works on.'] as const;

const arrears = {
  person: ['Person', 'The member who is behind with payments.'],
  months: ['Months', 'How many months the payments are behind.'],
  barred: ['Barred', 'Whether the arrears bar the member from voting, without saying how many months they are.'],
} as const;

/** What the events of conduct at meetings and of advice on interests are called on pages and in the catalogue. */
export const meetingWords = {
  InterestDeclaredAtMeeting: {
    label: 'Interest declared at a meeting',
    sentence: 'A person declared an interest in an item of the agenda.',
    fields: {
      ...onItem,
      category: ['Category', 'The category of the interest.'],
      details: ['Details', 'What the interest is, sealed.'],
    },
  },
  InterestSignificanceAssessed: {
    label: 'Interest significance assessed',
    sentence: 'A person assessed whether the public would take an interest to be significant.',
    fields: { ...onItem, outcome: ['Outcome', 'Whether the interest is significant.'] },
  },
  InterestAdviceSought: {
    label: 'Advice on an interest sought',
    sentence: 'A person asked for advice on an interest.',
    fields: {
      person,
      item: mayHaveItem,
      request: mayHaveRequest,
      to: ['Sought from', 'The role that was asked.'],
    },
  },
  InterestAdviceGiven: {
    label: 'Advice on an interest given',
    sentence: 'A role advised a person on an interest.',
    fields: {
      person: ['Person', 'The person who was advised.'],
      item: mayHaveItem,
      request: mayHaveRequest,
      by: ['Given by', 'The role that gave the advice.'],
    },
  },
  RoleConflictIdentified: {
    label: 'Role conflict identified',
    sentence: 'A person recognised that two of their roles conflict.',
    fields: {
      person: ['Person', 'The person whose roles conflict.'],
      item: mayHaveItem,
      to: ['Raised with', 'The role that was told.'],
    },
  },
  DispensationRequested: {
    label: 'Dispensation requested',
    sentence: 'A person asked to be allowed to take part in spite of an interest.',
    fields: {
      person: ['Person', 'The person who asks.'],
      item: mayHaveItem,
      category: ['Category', 'The category of interest that the dispensation would cover.'],
      grounds: ['Grounds', 'Why the person asks for it.'],
    },
  },
  DispensationRecorded: {
    label: 'Dispensation recorded',
    sentence: 'A person was allowed to take part in spite of an interest.',
    fields: {
      person: ['Person', 'The person who may take part.'],
      item: mayHaveItem,
      category: ['Category', 'The category of interest that the dispensation covers.'],
      scope: ['Scope', 'Whether the person may speak only, or speak and vote.'],
      grounds: ['Grounds', 'Why the dispensation was given.'],
      until: ['Until', 'The last day of the dispensation.'],
    },
  },
  PredispositionStated: {
    label: 'Predisposition stated',
    sentence: 'A person stated a leaning on an item before it was decided.',
    fields: { ...onItem, openMind: ['Open mind', 'Whether the person said that their mind is still open.'] },
  },
  PredeterminationRecorded: {
    label: 'Predetermination recorded',
    sentence: 'Somebody recorded that a person had closed their mind on an item.',
    fields: { person: ['Person', 'The person whose mind was closed.'], item },
  },
  WardAdvocacyStatementMade: {
    label: 'Ward advocacy statement made',
    sentence: 'A person stated at an item that they speak for their ward.',
    fields: onItem,
  },
  MemberParticipatedInItem: {
    label: 'Member took part in an item',
    sentence: 'A person took part in an item of the agenda.',
    fields: {
      ...onItem,
      mode: ['Manner', 'Whether the person discussed, decided, spoke for their ward or presented.'],
      body: ['Body', 'The body that considered the item.'],
      directlyAffectsPersonally: [
        'Officers directly affected',
        'The officers whom the item affects directly and personally.',
      ],
    },
  },
  MemberWithdrewFromItem: {
    label: 'Member withdrew from an item',
    sentence: 'A person withdrew from an item of the agenda.',
    fields: onItem,
  },
  VoteCast: { label: 'Vote cast', sentence: 'A person voted on an item of the agenda.', fields: onItem },
  VoteAbstained: { label: 'Vote abstained', sentence: 'A person abstained from voting on an item.', fields: onItem },
  JointArrangementConflictDeclared: {
    label: 'Joint arrangement conflict declared',
    sentence: 'A person declared that they sit on both sides of a joint arrangement.',
    fields: { ...onItem, body: ['Body', 'The other body on which the person sits.'] },
  },
  OfficerInterestDeclared: {
    label: 'Officer interest declared',
    sentence: 'An officer declared an interest in a matter.',
    fields: {
      officer,
      matter,
      category: ['Category', 'The category of the interest.'],
      to: ['Declared to', 'The role that received the declaration.'],
    },
  },
  OfficerActedOnMatter: {
    label: 'Officer acted on a matter',
    sentence: 'An officer worked on a matter.',
    fields: { officer, matter },
  },
  OfficerWithdrewFromMatter: {
    label: 'Officer withdrew from a matter',
    sentence: 'An officer stopped working on a matter.',
    fields: { officer, matter },
  },
  LegalProceedingsContactRecorded: {
    label: 'Contact in legal proceedings recorded',
    sentence: 'A person was in contact with somebody involved in legal proceedings.',
    fields: {
      person: ['Person', 'The person who made the contact.'],
      with: ['With', 'The part that the other played in the proceedings.'],
      live: ['Live', 'Whether the proceedings were still going on.'],
    },
  },
  ImproperInfluenceReported: {
    label: 'Improper influence reported',
    sentence: 'Somebody reported that a person tried to influence the council improperly.',
    fields: {
      id: ['Report', 'The name of the report, by which later entries refer to it.'],
      by: ['Reported by', 'The person who made the report.'],
      about: ['About', 'The person who is said to have done so.'],
      kind: ['Kind of influence', 'What the influence was about.'],
      matter: ['Matter', 'The matter that the influence was about.'],
      to: ['Reported to', 'The role that received the report.'],
      seniorityAtTime: ['Seniority at the time', 'How senior the officer was at that time.'],
    },
  },
  TenancyDeclared: {
    label: 'Tenancy declared',
    sentence: 'A member declared a tenancy of a council dwelling.',
    fields: {
      person: ['Person', 'The member who is a tenant.'],
      since: ['Since', 'The day on which the tenancy began.'],
    },
  },
  RentArrearsDisclosed: {
    label: 'Rent arrears disclosed',
    sentence: 'A member disclosed arrears of rent.',
    fields: arrears,
  },
  CouncilTaxArrearsDisclosed: {
    label: 'Council tax arrears disclosed',
    sentence: 'A member disclosed arrears of council tax.',
    fields: { ...arrears, meeting: ['Meeting', 'The meeting at which the member disclosed them.'] },
  },
  ArrearsStatusConfirmed: {
    label: 'Arrears confirmed',
    sentence: 'An officer confirmed how far a member is behind with payments.',
    fields: { ...arrears, kind: ['Kind of arrears', 'Whether rent or council tax is owed.'] },
  },
  OutsideBodyRoleDeclared: {
    label: 'Role in an outside body declared',
    sentence: 'A person declared a role in a body outside the council.',
    fields: {
      person: ['Person', 'The person who holds the role.'],
      body: ['Body', 'The body outside the council.'],
    },
  },
  OutsideEmploymentDeclared: {
    label: 'Outside employment declared',
    sentence: 'A person declared employment with a union, another council or somebody else.',
    fields: {
      person: ['Person', 'The person who is employed.'],
      kind: ['Kind of employment', 'Whether the person works for a union, for another council or for somebody else.'],
      employer: ['Employer', 'Whom the person works for.'],
      representedInCouncil: ['Represented in the council', 'Whether the union represents employees of the council.'],
    },
  },
  CompanyEmploymentReported: {
    label: 'Company employment reported',
    sentence: 'Somebody reported that a member does paid work for a company in which the council has an interest.',
    fields: {
      person: ['Person', 'The member who does the work.'],
      company: ['Company', 'The company that the member works for.'],
    },
  },
} as const satisfies WordsOf<typeof meetingEvents>;
