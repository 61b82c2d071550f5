import type { LocalDay } from '#lib/kernel/index.js';
import { member } from './council.js';
import { type Diary, after, time } from './diary.js';

const KINDS = ['ordinary', 'ordinary', 'council_housing_rents', 'ordinary', 'planning'] as const;

/** A meeting of the council: one item, an interest in it, and how its holder behaves. */
export function noteMeeting(diary: Diary, on: LocalDay, number: number): void {
  const item = `IT-${number}`;
  const meeting = `CM-${number}`;
  const holder = member(1 + ((number * 5) % 19));
  const others = [1, 2].map((step) => member(1 + ((number * 5 + step * 7) % 19)));
  const kind = KINDS[number % KINDS.length] ?? 'ordinary';
  diary.note(time(on, 18.5), 'MeetingConvened', { meeting, items: { [item]: { kind, opensAt: `${text(on)}T19:00` } } });
  diary.note(time(on, 18.9), 'InterestDeclaredAtMeeting', {
    person: holder,
    item,
    category: number % 2 === 0 ? 'ori' : 'nri',
  });
  const outcome = number % 3 === 0 ? 'significant' : 'not_significant';
  diary.note(time(on, 18.95), 'InterestSignificanceAssessed', { person: holder, item, outcome });
  if (outcome === 'significant') diary.note(time(on, 19.1), 'MemberWithdrewFromItem', { person: holder, item });
  else diary.note(time(on, 19.1), 'MemberParticipatedInItem', { person: holder, item, mode: 'discussion' });
  // One vote of the year is written down a fortnight late.
  for (const person of others) {
    const late = number === 7 && person === others[0] ? { onDay: after(on, 10) } : {};
    diary.note(time(on, 19.25), 'VoteCast', { person, item }, late);
  }
}

const text = (on: LocalDay): string => new Date(on * 86_400_000).toISOString().slice(0, 10);
