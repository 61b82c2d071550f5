/** Corrections and withdrawals of what a history already holds. */
import fc from 'fast-check';
import { anyTime, late } from './times.js';
import type { When } from './times.js';
import { flags, roles, tokens } from './shapes.js';

export interface Amendment {
  when: When;
  withdraw: boolean;
  /** Whether it names an entry's token, an event, or an earlier amendment, and which one. */
  names: 'entry' | 'event' | 'amendment';
  which: number;
  /** A value for every field that a correction may set. */
  values: Record<string, unknown>;
  /** Which of the fields it can set. */
  field: number;
  moved: When;
}

const values = fc.record({
  ground: tokens.ground,
  matter: tokens.matter,
  group: tokens.group,
  version: tokens.version,
  flags,
  to: roles,
  by: roles,
  role: roles,
  outcome: fc.constantFrom('substantially_same', 'different'),
  form: fc.constantFrom('attendance', 'written_report'),
  count: fc.constantFrom(0, 3),
  member: tokens.member,
  officer: tokens.officer,
  request: fc.constantFrom('REQ-1', 'REQ-2'),
  purpose: fc.constantFrom('council_business', 'political_business'),
  administrationDraft: fc.boolean(),
  class: fc.constant('administration_draft'),
  until: fc.constant({ plus: 30 }),
  minute: fc.constant('26/9'),
  next: fc.constant({ day: 12 }),
  // What no event has, and what fits no field.
  bogus: fc.constant('X'),
  nonsense: fc.constant(7),
});

/** Fields that get a value which does not fit them, whatever the field. */
export const UNFIT = 'nonsense';

export const amendments: fc.Arbitrary<Amendment> = fc.record({
  when: late,
  withdraw: fc.boolean(),
  names: fc.constantFrom('entry' as const, 'event' as const, 'event' as const, 'amendment' as const),
  which: fc.nat(999),
  values,
  field: fc.nat(999),
  moved: anyTime,
});

/** Fields that a correction may set, by the type of event. */
const SETTABLE: Record<string, string[]> = {
  GroupSupportRequested: ['matter', 'group', 'to', 'form', 'purpose'],
  GroupSupportRequestDeclined: ['ground', 'ground', 'ground'],
  GroupSupportRequestRedirected: ['to'],
  GroupBriefingGiven: ['flags', 'flags', 'version', 'group', 'matter', 'role', 'request', 'administrationDraft'],
  GroupReportSupplied: ['flags', 'flags', 'version', 'group', 'matter', 'administrationDraft'],
  AdviceReissued: ['group', 'version'],
  AdviceEquivalenceDetermined: ['matter', 'by', 'outcome', 'outcome'],
  OtherGroupNotified: ['group', 'version'],
  MatterFormallyConsidered: ['matter'],
  FormalAdvicePresented: ['matter'],
  OfficerAttendedGroupMeeting: ['role', 'officer', 'group', 'until'],
  NonCouncillorPresenceRecorded: ['count'],
  NonCouncillorAttendanceAuthorised: ['by'],
  InformationRequested: ['matter', 'member', 'class'],
  InformationRefused: ['ground'],
  SupportDeclined: ['ground', 'member', 'matter'],
  SupportProvided: ['member', 'matter'],
  GroupMembershipChanged: ['group', 'member'],
  AdministrationFormed: ['group'],
  PoliticalGroupRegistered: ['group'],
  ProtocolAdoptionMinuted: ['minute'],
  ProtocolReviewScheduled: ['next'],
  OfficeHolderBriefingHeld: ['group'],
};

export function settable(type: string): string[] {
  return [...(SETTABLE[type] ?? []), 't', 't', 'bogus', UNFIT];
}

/** Fields that a correction of an entry by its token may set: of its opening, else of every event of it that has them. */
export function settableOnEntry(entry: string): string[] {
  if (entry.startsWith('MTG')) return ['officer', 'role', 'count', 't'];
  if (entry.startsWith('INF')) return ['matter', 'ground', 'member', 't'];
  if (entry.startsWith('SUP')) return ['matter', 'ground', 'member'];
  return entry.startsWith('REQ')
    ? ['matter', 'group', 'to', 'ground', 'ground', 'by', 'version', 'bogus', 't']
    : ['by', 't'];
}
