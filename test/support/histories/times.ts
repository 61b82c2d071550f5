/** Instants for random histories: few, so that many events share one, and around days that are hard to count. */
import fc from 'fast-check';

/** Sixteen days each: spring change with Easter, autumn change, Christmas, early May, and the extra holidays. */
const WINDOWS = ['2026-03-24', '2025-10-20', '2025-12-19', '2026-04-28', '2022-09-12', '2023-04-28', '2024-03-26'];

const CLOCK = ['00:00', '00:30', '01:30', '09:00', '09:30', '12:00', '18:00', '19:00', '23:59:59', '23:59:59.999'];

const DAYS = 16;

/** A history's own calendar: its window, the few instants it uses, and when its group meetings begin. */
export interface Calendar {
  window: string;
  slots: number[];
  meetings: number[];
}

export const calendars: fc.Arbitrary<Calendar> = fc.record({
  window: fc.constantFrom(...WINDOWS),
  slots: fc
    .uniqueArray(fc.nat(DAYS * CLOCK.length - 1), { minLength: 8, maxLength: 24 })
    .map((slots) => [...slots].sort((a, b) => a - b)),
  meetings: fc.array(fc.nat(DAYS - 1), { minLength: 2, maxLength: 2 }),
});

/** When something happens, before the calendar is known: a share of the window, or minutes from a meeting's beginning. */
export type When = { share: number; style: string } | { meeting: number; minutes: number; style: string };

const styles = fc.constantFrom('local', 'local', 'local', 'local', 'local', 'local', 'zulu', 'date');

function within(from: number, to: number): fc.Arbitrary<When> {
  return fc.record({ share: fc.integer({ min: from, max: to }), style: styles });
}

export const anyTime = within(0, 999);
export const early = within(0, 350);
export const late = within(250, 999);

/** Around a meeting, in steps of ten minutes. */
export function aroundMeeting(meeting: number, from = -30, to = 90): fc.Arbitrary<When> {
  const minutes = fc.integer({ min: from / 10, max: to / 10 }).map((tens) => tens * 10);
  return fc.record({ meeting: fc.constant(meeting), minutes, style: fc.constant('local') });
}

/** The wall clock `minutes` after another one, as if no clock ever changed. */
export function later(wall: string, minutes: number): string {
  const instant = Date.parse(`${wall.length === 16 ? `${wall}:00` : wall}Z`) + minutes * 60_000;
  return new Date(instant).toISOString().slice(0, 16);
}

export function dateIn(calendar: Calendar, day: number): string {
  return later(`${calendar.window}T00:00`, day * 24 * 60).slice(0, 10);
}

/** The wall clock, without offset. */
export function wallOf(calendar: Calendar, when: When): string {
  if ('meeting' in when) return later(`${dateIn(calendar, calendar.meetings[when.meeting]!)}T18:00`, when.minutes);
  const slot = calendar.slots[Math.floor((when.share * calendar.slots.length) / 1000)]!;
  return `${dateIn(calendar, Math.floor(slot / CLOCK.length))}T${CLOCK[slot % CLOCK.length]}`;
}

/** The `t` of an entry: mostly a local time, sometimes in UTC, sometimes a date alone. */
export function written(calendar: Calendar, when: When): string {
  const wall = wallOf(calendar, when);
  if (when.style === 'zulu') return `${wall.length === 16 ? `${wall}:00` : wall}Z`;
  return when.style === 'date' ? wall.slice(0, 10) : wall;
}
