import { hash } from 'node:crypto';
import {
  type Actor,
  HOUR_MS,
  type Instant,
  type LocalDay,
  MINUTE_MS,
  type Payload,
  addWorkingDays,
  dayOf,
  fromLondon,
  uuidFromDigest,
} from '#lib/kernel/index.js';

/** One entry of the made-up year: what happened, and when it was recorded. */
export interface DiaryEntry {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly payload: Payload;
  readonly recordedBy: Actor;
}

const calendar = { nation: 'england_and_wales', extra: new Set<LocalDay>() } as const;
const WRITTEN_DOWN_AFTER_MS = 20 * MINUTE_MS;
const clerk: Actor = { role: 'proper_officer', person: 'O-1' };

/** A day such as `2026-03-06`. */
export function day(text: string): LocalDay {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number);
  const found = dayOf(year, month, date);
  if (found === null) throw new RangeError(`${text} is not a day`);
  return found;
}

/** The day that is a number of working days after another. */
export function after(from: LocalDay, workingDays: number): LocalDay {
  return addWorkingDays(from, workingDays, calendar);
}

/** A London time of a day, such as 9.5 for half past nine. */
export function time(of: LocalDay, hours: number): Instant {
  return fromLondon((of * 24 + hours) * HOUR_MS);
}

/** Collects the year in any order and returns it in the order of recording. */
export class Diary {
  readonly #entries: DiaryEntry[] = [];

  /** Notes an event; `written` is the delay of its recording in days. */
  note(at: Instant, type: string, payload: Payload, written: { readonly onDay?: LocalDay } = {}): void {
    const number = this.#entries.length + 1;
    // The place in the diary gives the event id, so that loading the diary twice records it once.
    const id = uuidFromDigest(hash('sha256', `demonstration ${number} ${type}`, 'buffer'));
    const recordedAt = written.onDay === undefined ? at + WRITTEN_DOWN_AFTER_MS : time(written.onDay, 9);
    this.#entries.push({ id, type, occurredAt: at, recordedAt, payload, recordedBy: clerk });
  }

  entries(): readonly DiaryEntry[] {
    return [...this.#entries].sort((a, b) => a.recordedAt - b.recordedAt || a.occurredAt - b.occurredAt);
  }
}

/** A row of numbers from 0 up to 1 that looks random and is the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
