import { type Diary, day, time } from './diary.js';

/** Four groups, the first in control, with the rate at which each asks for officers' help. */
export const groups = [
  { group: 'G-ASH', members: 8, asks: 0.6 },
  { group: 'G-BIRCH', members: 5, asks: 0.4 },
  { group: 'G-CEDAR', members: 4, asks: 0.25 },
  { group: 'G-ELM', members: 2, asks: 0.1 },
] as const;

/** A member's token by number. */
export function member(number: number): string {
  return `M-${String(number).padStart(2, '0')}`;
}

const officers = [
  ['O-2', 'D-PARKS'],
  ['O-3', 'D-FINANCE'],
  ['O-4', 'D-PLANNING'],
  ['O-5', 'D-EVENTS'],
] as const;

const roles = [
  ['proper_officer', 'O-1'],
  ['line_manager', 'O-2'],
  ['chair_of_council', 'M-01'],
  ['vice_chair_of_council', 'M-09'],
  ['committee_chair', 'M-03'],
  ['committee_vice_chair', 'M-14'],
] as const;

/** The seats at the beginning of the year, and the one member who changes groups. */
export function noteCouncil(diary: Diary): void {
  const first = day('2025-11-03');
  let number = 0;
  for (const { group, members } of groups) {
    diary.note(time(first, 10), 'PoliticalGroupRegistered', { group });
    for (let seat = 0; seat < members; seat += 1) {
      number += 1;
      diary.note(time(first, 10.25), 'GroupMembershipChanged', { member: member(number), group });
    }
  }
  // The last seat belongs to no group.
  diary.note(time(first, 10.25), 'GroupMembershipChanged', { member: member(number + 1), group: null });
  diary.note(time(first, 10.5), 'AdministrationFormed', { group: 'G-ASH' });
  for (const [role, person] of roles) diary.note(time(first, 11), 'RoleAssigned', { role, person });
  for (const [officer, department] of officers) {
    diary.note(time(first, 11.5), 'OfficerDepartmentAssigned', { officer, department, significantWork: true });
  }
  noteBodies(diary);
  diary.note(time(day('2026-06-01'), 9), 'GroupMembershipChanged', { member: member(17), group: 'G-BIRCH' });
}

function noteBodies(diary: Diary): void {
  const at = time(day('2025-11-04'), 10);
  const seats = [
    [2, 'C-PARKS', 'D-PARKS'],
    [10, 'C-PARKS', 'D-PARKS'],
    [14, 'C-FINANCE', 'D-FINANCE'],
    [18, 'C-PLANNING', 'D-PLANNING'],
  ] as const;
  for (const [number, body, departmentOf] of seats) {
    diary.note(at, 'BodyMembershipStarted', { member: member(number), body, departmentOf, kind: 'committee' });
  }
  diary.note(at, 'WardMembersRegistered', { ward: 'W-1', members: [member(4), member(11)] });
  diary.note(at, 'PolicyAdviserNominated', { officer: 'O-5', memberOrGroup: 'G-ASH' });
  diary.note(at, 'OfficerAllocatedToSupport', { officer: 'O-5', memberOrGroup: 'G-ASH', until: '2026-05-01T09:00' });
}
