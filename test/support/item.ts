import type { RawEntry } from './given.js';

const DAY = '2026-03-05';

/** A meeting at 19:00 UTC whose one item is IT-1. */
export function convened(item: unknown = 'ordinary', concerns?: readonly string[]): RawEntry {
  const about = concerns === undefined ? {} : { concerns: { 'IT-1': concerns } };
  return { t: `${DAY}T19:00`, e: 'MeetingConvened', meeting: 'MTG-1', items: { 'IT-1': item }, ...about };
}

/** An event about one person and IT-1, on the day of the meeting. */
export function onItem(time: string, e: string, fields: object = {}): RawEntry {
  return { t: `${DAY}T${time}`, e, person: 'M-1', item: 'IT-1', ...fields };
}

export const declares = (time: string, category: string): RawEntry =>
  onItem(time, 'InterestDeclaredAtMeeting', { category });
export const tests = (time: string, outcome: string): RawEntry =>
  onItem(time, 'InterestSignificanceAssessed', { outcome });
export const speaks = (time: string, mode = 'discussion'): RawEntry =>
  onItem(time, 'MemberParticipatedInItem', { mode });
export const votes = (time: string): RawEntry => onItem(time, 'VoteCast');
export const abstains = (time: string): RawEntry => onItem(time, 'VoteAbstained');
export const withdraws = (time: string): RawEntry => onItem(time, 'MemberWithdrewFromItem');

/** An event about a person whatever the item. */
export function ofPerson(t: string, e: string, fields: object = {}): RawEntry {
  return { t, e, person: 'M-1', ...fields };
}
