/** Corrections and withdrawals of what a history already holds. */
import fc from 'fast-check';
import { anyTime, late } from './times.js';
import type { When } from './times.js';
import { flags, roles, tokens } from './kinds.js';

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
});

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
  GroupSupportRequested: ['matter', 'group', 'to', 'form'],
  GroupSupportRequestDeclined: ['ground', 'ground', 'ground'],
  GroupSupportRequestRedirected: ['to'],
  GroupBriefingGiven: ['flags', 'version', 'group', 'matter', 'role', 'request'],
  GroupReportSupplied: ['flags', 'version', 'group', 'matter'],
  AdviceReissued: ['group', 'version'],
  AdviceEquivalenceDetermined: ['matter', 'by', 'outcome'],
  OtherGroupNotified: ['group', 'version'],
  MatterFormallyConsidered: ['matter'],
  FormalAdvicePresented: ['matter'],
  OfficerAttendedGroupMeeting: ['role', 'officer', 'group'],
  NonCouncillorPresenceRecorded: ['count'],
  NonCouncillorAttendanceAuthorised: ['by'],
  InformationRequested: ['matter', 'member'],
  InformationRefused: ['ground'],
  GroupMembershipChanged: ['group', 'member'],
  PoliticalGroupRegistered: ['group'],
};

export function settable(type: string): string[] {
  return [...(SETTABLE[type] ?? []), 't'];
}

/** Fields that a correction of a whole entry may set: each changes every event of the entry that has it. */
export function settableOnEntry(entry: string): string[] {
  if (entry.startsWith('MTG')) return ['officer', 'role', 'count', 't'];
  if (entry.startsWith('INF')) return ['matter', 'ground', 'member', 't'];
  return entry.startsWith('REQ') ? ['matter', 'group', 'to', 'ground', 'by', 't'] : ['by', 't'];
}
