import type { Payload } from '#lib/kernel/index.js';
import { type Pack, namingOf } from '#lib/protocol/index.js';
import { type Diary, day, time } from './diary.js';

type Row = readonly [day: string, hours: number, type: string, payload: Payload];

/** One group had a report that nobody had asked for; another was refused on the same matter, without a word. */
const besideSupport: readonly Row[] = [
  ['2026-09-28', 9, 'GroupReportSupplied', { group: 'G-ASH', matter: 'MAT-20', version: 'V1', officer: 'O-3' }],
  [
    '2026-09-28',
    10,
    'GroupSupportRequested',
    { id: 'REQ-20-1', group: 'G-CEDAR', form: 'oral_briefing', matter: 'MAT-20', to: 'proper_officer' },
  ],
  ['2026-09-29', 10, 'GroupSupportRequestDeclined', { id: 'REQ-20-1', by: 'proper_officer' }],
  ...['G-BIRCH', 'G-CEDAR', 'G-ELM'].map((group): Row => {
    return ['2026-09-30', 9, 'OtherGroupNotified', { group, matter: 'MAT-20', version: 'V1', by: 'proper_officer' }];
  }),
];

/** One group alone was told of advice that nobody has been given yet. */
const toldAlone: readonly Row[] = [
  ['2026-10-05', 9, 'OtherGroupNotified', { group: 'G-BIRCH', matter: 'MAT-21', version: 'V1', by: 'proper_officer' }],
];

/** A group that was never registered asks. */
const unregistered: readonly Row[] = [
  [
    '2026-10-06',
    9,
    'GroupSupportRequested',
    { id: 'REQ-21-1', group: 'G-OAK', form: 'written_report', to: 'proper_officer' },
  ],
];

/** Support of single members: one is helped, another refused on the same matter without a word. */
const support: readonly Row[] = [
  ['2026-10-07', 9, 'SupportProvided', { id: 'SUP-1', member: 'M-04', by: 'O-5', matter: 'MAT-20' }],
  ['2026-10-08', 9, 'SupportDeclined', { id: 'SUP-2', member: 'M-11', by: 'O-5', matter: 'MAT-20' }],
];

/** An office-holder is briefed who speaks for a group. */
const briefing: readonly Row[] = [
  ['2026-10-12', 9, 'OfficeHolderBriefingOffered', { office: 'committee_chair', person: 'M-03', group: 'G-ASH' }],
  [
    '2026-10-14',
    14,
    'OfficeHolderBriefingHeld',
    { office: 'committee_chair', person: 'M-03', group: 'G-ASH', officer: 'O-2', flags: { facts: true } },
  ],
];

/** One relationship that each of the two declared under a name of their own, its end, and the next one. */
const relationship: readonly Row[] = [
  [
    '2026-08-03',
    10,
    'RelationshipDeclared',
    { id: 'REL-4', by: 'M-12', about: 'O-4', category: 'business', to: 'proper_officer' },
  ],
  [
    '2026-08-04',
    10,
    'RelationshipDeclared',
    { id: 'REL-5', by: 'O-4', about: 'M-12', category: 'business', to: 'line_manager' },
  ],
  ['2026-09-01', 10, 'RelationshipEnded', { id: 'REL-5' }],
  [
    '2026-10-01',
    10,
    'RelationshipDeclared',
    { id: 'REL-4', by: 'M-12', about: 'O-4', category: 'other_close', to: 'proper_officer' },
  ],
];

/** A member who takes a seat and makes no return of the register: the law gives 28 days. */
const seat: readonly Row[] = [['2026-05-07', 9, 'RoleAssigned', { role: 'elected_member', person: 'M-17' }]];

/** Nobody has written down when the officer left. */
const noEnd: readonly Row[] = [
  [
    '2026-10-28',
    18,
    'OfficerAttendedGroupMeeting',
    { meeting: 'GM-21-1', officer: 'O-3', role: 'senior_officer', group: 'G-ELM' },
  ],
];

/** What shows, once each, the states that nothing else in the year is in. */
export function noteStates(diary: Diary, overlay: Pack): void {
  diary.note(time(day('2025-11-03'), 9.5), 'ProtocolPackAdopted', {
    ...namingOf(overlay),
    effectiveFrom: '2025-11-01',
    basis: 'MIN-45',
  });
  for (const rows of [besideSupport, toldAlone, unregistered, support, briefing, relationship, seat, noEnd]) {
    for (const [on, hours, type, payload] of rows) diary.note(time(day(on), hours), type, payload);
  }
}
