import type { RawEntry } from './given.js';

/** Entries about advice on one matter, MAT-1, and its first version, V1. */
export const SUPPLIED = '2026-03-06T15:00';

export function reports(group: string, fields: object = {}): RawEntry {
  return { t: SUPPLIED, e: 'GroupReportSupplied', group, matter: 'MAT-1', version: 'V1', ...fields };
}

export function briefs(group: string, fields: object = {}): RawEntry {
  return { t: SUPPLIED, e: 'GroupBriefingGiven', group, matter: 'MAT-1', version: 'V1', ...fields };
}

export function reissues(group: string, version: string, t: string): RawEntry {
  return { t, e: 'AdviceReissued', group, matter: 'MAT-1', version };
}

export function tells(group: string | readonly string[], t: string, fields: object = { version: 'V1' }): RawEntry {
  return { t, e: 'OtherGroupNotified', group, matter: 'MAT-1', ...fields };
}

export function considers(t: string, fields: object = {}): RawEntry {
  return { t, e: 'MatterFormallyConsidered', matter: 'MAT-1', ...fields };
}

export function determines(versions: readonly string[], outcome: string, t: string, by = 'proper_officer'): RawEntry {
  return { t, e: 'AdviceEquivalenceDetermined', matter: 'MAT-1', versions, outcome, by };
}

/** A request of a group about MAT-1, and what was decided about it on another day. */
export function requests(id: string, group: string, fields: object = {}): RawEntry {
  return {
    t: '2026-03-02T09:30',
    e: 'GroupSupportRequested',
    id,
    group,
    form: 'written_report',
    matter: 'MAT-1',
    ...fields,
  };
}

export function accepts(id: string, t: string): RawEntry {
  return { t, e: 'GroupSupportRequestAccepted', id };
}

export function declines(id: string, t: string, fields: object = {}): RawEntry {
  return { t, e: 'GroupSupportRequestDeclined', id, ...fields };
}
