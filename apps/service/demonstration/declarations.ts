import type { Payload } from '#lib/kernel/index.js';
import { type Diary, day, time } from './diary.js';

type Row = readonly [day: string, hours: number, type: string, payload: Payload];

/** The term's returns, what changes on the register, and one yearly return with what it carries over. */
const register: readonly Row[] = [
  ['2025-11-20', 10, 'InterestsReturnMade', { person: 'M-01', nil: false, basis: 'term' }],
  ['2025-11-20', 10.25, 'InterestsReturnMade', { person: 'M-03', nil: true, basis: 'term' }],
  ['2025-11-20', 10.5, 'InterestsReturnMade', { person: 'M-13', nil: false, basis: 'term' }],
  [
    '2025-11-21',
    10,
    'InterestRegistered',
    {
      person: 'M-06',
      category: 'dpi',
      interest: 'INT-4',
      holder: 'self',
      kind: 'land',
      details: { land: 'LAND-1' },
      matters: ['MAT-10'],
    },
  ],
  [
    '2025-11-21',
    11,
    'InterestRegistered',
    {
      person: 'M-16',
      category: 'dpi',
      interest: 'INT-5',
      holder: 'partner',
      kind: 'securities',
      details: { body: 'CO-1', nominalValue: 40_000 },
      matters: ['MAT-10'],
    },
  ],
  ['2026-02-16', 10, 'InterestChanged', { person: 'M-13', interest: 'INT-2', matters: ['MAT-12'] }],
  ['2026-05-18', 10, 'InterestsReturnMade', { person: 'M-01', nil: false, basis: 'annual' }],
];

/** A home on the register that is kept from the public: requested, agreed, and due for review. */
const sensitive: readonly Row[] = [
  [
    '2025-11-24',
    10,
    'InterestRegistered',
    { person: 'M-15', category: 'dpi', interest: 'INT-6', holder: 'self', kind: 'land', details: { land: 'LAND-2' } },
  ],
  [
    '2025-11-24',
    10.5,
    'SensitiveInterestRequested',
    { person: 'M-15', interest: 'INT-6', reason: 'Letters were left at the door.' },
  ],
  [
    '2025-11-27',
    14,
    'SensitiveInterestDetermined',
    { person: 'M-15', interest: 'INT-6', by: 'monitoring_officer', outcome: 'agreed', reviewOn: '2026-09-30' },
  ],
];

const gifts: readonly Row[] = [
  [
    '2026-01-08',
    10,
    'GiftOrHospitalityRecorded',
    {
      person: 'M-03',
      gift: 'GIFT-1',
      outcome: 'received',
      value: 65,
      receivedOn: '2025-12-19',
      from: 'DONOR-1',
      details: 'A hamper after the winter fair.',
    },
  ],
  [
    '2026-06-03',
    10,
    'GiftOrHospitalityRecorded',
    {
      person: 'M-08',
      gift: 'GIFT-2',
      outcome: 'refused',
      value: 240,
      from: 'DONOR-2',
      details: 'Tickets for a match.',
    },
  ],
];

/** A meeting about the matters of two entries: one holder declares and leaves, the other votes on the next item. */
const meeting: readonly Row[] = [
  [
    '2026-04-20',
    9,
    'MeetingConvened',
    {
      meeting: 'CM-20',
      items: {
        'IT-20': { kind: 'planning', matter: 'MAT-10', opensAt: '2026-04-27T19:00' },
        'IT-21': { kind: 'ordinary', opensAt: '2026-04-27T19:40' },
      },
    },
  ],
  [
    '2026-04-27',
    19,
    'InterestDeclaredAtMeeting',
    { person: 'M-06', item: 'IT-20', category: 'dpi', details: { land: 'LAND-1' } },
  ],
  ['2026-04-27', 19.1, 'MemberWithdrewFromItem', { person: 'M-06', item: 'IT-20' }],
  ['2026-04-27', 19.25, 'MemberParticipatedInItem', { person: 'M-10', item: 'IT-20', mode: 'discussion' }],
  ['2026-04-27', 19.5, 'VoteCast', { person: 'M-10', item: 'IT-20' }],
  ['2026-04-27', 19.75, 'VoteCast', { person: 'M-16', item: 'IT-21' }],
];

/** Two close persons without an arrangement; the officer helps the member's group. */
const relationship: readonly Row[] = [
  [
    '2026-06-01',
    10,
    'RelationshipDeclared',
    { id: 'REL-3', by: 'O-3', about: 'M-05', category: 'business', to: 'line_manager' },
  ],
  ['2026-06-29', 9, 'OfficerNominatedToAttend', { request: 'REQ-14-1', officer: 'O-3' }],
];

/** How long records are kept and by which schedule; also a former member whose data was erased on request. */
const retention: readonly Row[] = [
  [
    '2025-11-28',
    9,
    'RetentionPeriodSet',
    { class: 'gifts', years: 6, source: 'SCHEDULE-2025', by: 'monitoring_officer' },
  ],
  [
    '2025-11-28',
    9,
    'RetentionPeriodSet',
    { class: 'interests_register', months: 3, from: 'end', source: 'SCHEDULE-2025', by: 'monitoring_officer' },
  ],
  [
    '2025-12-01',
    10,
    'InterestRegistered',
    {
      person: 'M-21',
      category: 'dpi',
      interest: 'INT-7',
      kind: 'employment',
      details: { occupation: 'baker', employer: 'self' },
    },
  ],
  ['2026-02-09', 10, 'InterestEnded', { person: 'M-21', interest: 'INT-7' }],
  ['2026-05-11', 9, 'SealedPayloadDestroyed', { subject: 'M-21', basis: 'erasure_requested', by: 'O-1' }],
];

/** The declarations of a year beyond those of its meetings and conduct. */
export function noteDeclarations(diary: Diary): void {
  for (const rows of [register, sensitive, gifts, meeting, relationship, retention]) {
    for (const [on, hours, type, payload] of rows) diary.note(time(day(on), hours), type, payload);
  }
}
