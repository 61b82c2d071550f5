import type { RawEntry } from './given.js';

/** Entries about one meeting of group A, from 18:00 to 19:00 on 10 March 2026. */
export const request: RawEntry = {
  t: '2026-03-02T09:30',
  e: 'GroupSupportRequested',
  id: 'REQ-1',
  group: 'G-A',
  form: 'attendance',
  to: 'cmt_member',
};

export function arrives(fields: object = {}): RawEntry {
  const until = '2026-03-10T19:00';
  const who = { officer: 'O-1', role: 'cmt_member', request: 'REQ-1' };
  return { t: '2026-03-10T18:00', e: 'OfficerAttendedGroupMeeting', meeting: 'MTG-1', until, ...who, ...fields };
}

export function leaves(t: string, fields: object = {}): RawEntry {
  return { t, e: 'OfficerLeftGroupMeeting', meeting: 'MTG-1', ...fields };
}

export function present(count: number, fields: object = {}): RawEntry {
  return { t: '2026-03-10T18:10', e: 'NonCouncillorPresenceRecorded', meeting: 'MTG-1', count, ...fields };
}

export function authorised(t: string, by = 'chief_executive'): RawEntry {
  return { t, e: 'NonCouncillorAttendanceAuthorised', request: 'REQ-1', by };
}

export function note(t: string): RawEntry {
  return { t, e: 'InformationRestrictedForAudience', meeting: 'MTG-1' };
}
